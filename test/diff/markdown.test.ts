import fc from 'fast-check';
import { toYaml } from '../../lib/manifest';
import { type Change, diffTrees, type Json, markdownOf, type ObjectDiff, type TreeDiff } from '../../lib/diff';

const config = (name: string, data: object) => toYaml({ kind: 'ConfigMap', metadata: { name }, data } as never);

/** The diff of a ConfigMap with one value that changed. */
function diffOfValue(before: Json, after: Json, key = 'A'): TreeDiff {
  const change = { kind: 'update', path: ['data', key], before, after } as const;
  return {
    objects: [{ path: 'c.yaml', status: 'changed', kind: 'ConfigMap', name: 'c', changes: [change] }],
    unchanged: 0,
  };
}

const many = (count: number, changes: readonly Change[]): TreeDiff => ({
  objects: Array.from({ length: count }, (_, index) => ({
    path: `ConfigMap.c${index}.yaml`,
    status: 'changed' as const,
    kind: 'ConfigMap',
    name: `c${index}`,
    changes,
  })),
  unchanged: 0,
});

const change: Change = { kind: 'update', path: ['data', 'A'], before: 'x', after: 'y' };

describe('the body of a pull request', () => {
  test('is a summary, a table by kind with what runs first, and the fields of what changed', () => {
    const deployment = (image: string) =>
      toYaml({
        kind: 'Deployment',
        metadata: { name: 'lulu-api', labels: { 'app.kubernetes.io/name': 'api' } },
        spec: { replicas: 5, template: { spec: { containers: [{ name: 'api', image }] } } },
      });
    const before = new Map([
      ['ConfigMap.lulu.yaml', config('lulu', { LOG_LEVEL: 'info' })],
      ['Deployment.lulu-api.yaml', deployment('r.io/lulu:1.4.0')],
      ['ServiceAccount.lulu.yaml', 'kind: ServiceAccount\nmetadata: {name: lulu}\n'],
    ]);
    const after = new Map([
      ['ConfigMap.lulu.yaml', config('lulu', { LOG_LEVEL: 'debug', FEATURE: 'a|b' })],
      ['Deployment.lulu-api.yaml', deployment('r.io/lulu:1.5.0')],
      ['Job.lulu-migrate.yaml', 'kind: Job\nmetadata: {name: lulu-migrate}\n'],
    ]);
    expect(markdownOf(diffTrees(before, after))).toBe(`**2 objects changed, 1 added, 1 removed**

| Kind | Name | Changes |
|---|---|---|
| Deployment | \`lulu-api\` | image \`1.4.0\` → \`1.5.0\` |
| Job | \`lulu-migrate\` | **added** |
| ConfigMap | \`lulu\` | + \`FEATURE\` <code>a&#124;b</code>, \`LOG_LEVEL\` \`info\` → \`debug\` |
| ServiceAccount | \`lulu\` | **removed** |

<details><summary><code>Deployment.lulu&#45;api.yaml</code>: 1 change</summary>

| Field | Change |
|---|---|
| \`spec.template.spec.containers.api.image\` | \`r.io/lulu:1.4.0\` → \`r.io/lulu:1.5.0\` |

</details>

<details><summary><code>ConfigMap.lulu.yaml</code>: 2 changes</summary>

| Field | Change |
|---|---|
| \`data.FEATURE\` | + <code>a&#124;b</code> |
| \`data.LOG_LEVEL\` | \`info\` → \`debug\` |

</details>
`);
  });

  test('puts long values below each other, for a page is narrow', () => {
    const [old, fresh] = ['x'.repeat(40), 'y'.repeat(40)];
    expect(markdownOf(diffOfValue(old, fresh))).toContain(`| \`data.A\` | \`${old}\`<br>→ \`${fresh}\` |\n`);
  });

  test('says that nothing changed', () => {
    expect(markdownOf({ objects: [], unchanged: 3 })).toBe('**nothing changed**\n');
  });

  test('names a file that is no object', () => {
    const objects: ObjectDiff[] = [{ path: 'a_b.yaml', status: 'changed', unreadable: true, changes: [] }];
    expect(markdownOf({ objects, unchanged: 0 })).toContain(
      '| File | `a_b.yaml` | text changed, not readable as YAML |\n',
    );
  });

  test.each<[string, Json, string]>([
    ['a pipe', 'a|b', '<code>a&#124;b</code>'],
    ['a pipe behind a backslash', 'a\\|b', '<code>a&#92;&#124;b</code>'],
    ['a backtick', '`a`', '<code>&#96;a&#96;</code>'],
    ['an element', '</details><img src=x>', '`</details><img src=x>`'],
    ['an element and a pipe', '<b>|', '<code>&#60;b&#62;&#124;</code>'],
    ['a mention', '@octocat', '`@octocat`'],
    ['an issue', '#123', '<code>&#35;123</code>'],
    [
      'an issue that GitLab would close',
      'Closes https://gitlab.com/a/b/-/issues/1',
      '<code>Closes https&#58;//gitlab.com/a/b/&#45;/issues/1</code>',
    ],
    ['lines', 'a\n/close\n# b', '<code>a⏎/close⏎&#35; b</code>'],
    ['a character of two units, and a pipe', '😀|', '<code>&#128512;&#124;</code>'],
    ['a mail address and a pipe', 'a@b.io|', '<code>a<!-- -->&#64;b.io&#124;</code>'],
    ['blanks', ' ', '`" "`'],
    ['nothing', '', '`""`'],
    ['a list', ['a', { b: 1 }], '`["a",{"b":1}]`'],
  ])('shows %s as text', (_, value, shown) => {
    expect(markdownOf(diffOfValue('x', value))).toContain(`| ConfigMap | \`c\` | \`A\` \`x\` → ${shown} |\n`);
  });

  test('shows a link as text, also in the title of the fields', () => {
    const [object] = diffOfValue('x', 'y').objects as [ObjectDiff];
    const diff = { objects: [{ ...object, path: 'www.a.io/<b>@c', kind: '<i>', name: '|' }], unchanged: 0 };
    expect(markdownOf(diff)).toContain(
      '<summary><code>&#119;&#119;&#119;.a.io/&#60;b&#62;<!-- -->&#64;c</code>: 1 change</summary>',
    );
    expect(markdownOf(diff)).toContain('| `<i>` | <code>&#124;</code> |');
  });
});

describe('a limit', () => {
  test('leaves out the fields first, then the last objects, and says so', () => {
    const diff = many(40, [change]);
    const [whole, most, few] = [undefined, 5000, 1500].map((limit) => markdownOf(diff, { limit }));
    expect(whole).not.toContain('twelve diff');
    expect(whole?.match(/<details>/g)).toHaveLength(40);
    const details = most?.match(/<details>/g)?.length ?? 0;
    expect(details).toBeGreaterThan(0);
    expect(most).toMatch(new RegExp(`\n\n… and the fields of ${40 - details} more objects: run \`twelve diff\`\n$`));
    expect(most?.match(/^\| ConfigMap/gm)).toHaveLength(40);
    expect(few).not.toContain('<details>');
    const rows = few?.match(/^\| ConfigMap/gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(10);
    expect(few).toMatch(new RegExp(`\n\n… and ${40 - rows} more objects: run \`twelve diff\`\n$`));
  });

  test('is 60,000 characters', () => {
    const { length } = markdownOf(many(2000, [change]));
    expect(length).toBeLessThanOrEqual(60_000);
    expect(length).toBeGreaterThan(59_000);
  });

  test.each([499, 0, NaN])('of %d is none', (limit) => {
    expect(() => markdownOf(many(1, []), { limit })).toThrow(RangeError);
  });

  test('of fifty holds for the changes of one object', () => {
    const changes = Array.from({ length: 60 }, (_, index): Change => ({ ...change, path: ['data', `K${index}`] }));
    const text = markdownOf(many(1, changes));
    expect(text.match(/^\| `data\./gm)).toHaveLength(50);
    expect(text).toContain('\n\n… and 10 more changes: run `twelve diff`\n\n</details>');
  });
});

describe('of any diff', () => {
  const text = fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'|`\\<>&*_~[]()#@!:$-+= \n\r\tab1.😀é', '\n\n', '</details>', '```', '-->'),
      maxLength: 20,
    }),
    fc.constantFrom(
      '@me',
      '#123',
      '!1',
      '/close',
      'www.a.io',
      'http://a.io',
      'a@b.io',
      '|---|',
      'Closes #1',
      '<!--',
      '$a$',
      ':tada:',
      '\ud800',
    ),
    fc.string({ maxLength: 400 }),
  );
  const value = fc.oneof(
    text,
    fc.integer(),
    fc.constant(null),
    fc.array(text, { maxLength: 3 }),
    fc.dictionary(text, text, { maxKeys: 3 }),
  ) as fc.Arbitrary<Json>;
  const kind = fc.oneof(text, fc.constantFrom('Deployment', 'ConfigMap', 'Secret'));
  const path = fc.oneof(
    fc.array(fc.oneof(text, fc.nat(3)), { maxLength: 4 }),
    text.map((key) => ['data', key]),
    text.map((key) => ['spec', 'template', 'spec', 'containers', key, 'image']),
  );
  const changes = fc.oneof(
    fc.record({ kind: fc.constant('update' as const), path, before: value, after: value }),
    fc.record({ kind: fc.constant('add' as const), path, after: value }),
    fc.record({ kind: fc.constant('remove' as const), path, before: value }),
    fc.record({
      kind: fc.constant('reorder' as const),
      path,
      before: fc.constant<Json>(['a', 'b']),
      after: fc.constant<Json>(['b', 'a']),
    }),
  );
  const object: fc.Arbitrary<ObjectDiff> = fc
    .record(
      {
        path: text,
        status: fc.constantFrom('added', 'removed', 'changed'),
        kind,
        name: text,
        service: text,
        movedFrom: text,
        unreadable: fc.constant(true as const),
        changes: fc.array(changes, { maxLength: 12 }),
      },
      { requiredKeys: ['path', 'status', 'changes'] },
    )
    .map((fields) => (fields.status === 'changed' ? fields : { ...fields, changes: [] }) as ObjectDiff);
  const diffs = fc.record(
    {
      objects: fc.array(object, { maxLength: 12 }),
      unchanged: fc.nat(5),
      warnings: fc.array(text, { maxLength: 5 }),
    },
    { requiredKeys: ['objects', 'unchanged'] },
  );
  const limits = fc.oneof(fc.integer({ min: 500, max: 3000 }), fc.integer({ min: 500, max: 70_000 }));

  /** A line that may be there; what is in a cell has no pipe. */
  const LINES = [
    /^$/,
    /^\*\*(?:nothing changed|\d+ objects? [a-z]+(?:, \d+ [a-z]+)*)\*\*$/,
    /^\| Kind \| Name \| Changes \|$/,
    /^\| Field \| Change \|$/,
    /^\|---\|---\|(?:---\|)?$/,
    /^\|(?:[^|\r\n]*\|){2,3}$/,
    /^<details><summary><code>(?:[A-Za-z0-9 .,;/%⏎…]|&#\d+;|<!-- -->&#64;)*<\/code>: \d+ changes?<\/summary>$/,
    /^<\/details>$/,
    /^… and (?:the fields of )?\d+ more (?:objects?|changes?|warnings?): run `twelve diff`$/,
    /^> \*\*Warning:\*\* .*$/,
  ];

  test('the length is within the limit, and every line is one of few', () => {
    fc.assert(
      fc.property(diffs, limits, (diff, limit) => {
        const markdown = markdownOf(diff, { limit });
        expect(markdown.length).toBeLessThanOrEqual(limit);
        expect(markdown.endsWith('\n')).toBe(true);
        const strange = markdown.split('\n').filter((line) => !LINES.some((known) => known.test(line)));
        expect(strange).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('every element is closed, and every object is named or counted', () => {
    fc.assert(
      fc.property(diffs, limits, (diff, limit) => {
        const markdown = markdownOf(diff, { limit });
        let isOpen = false;
        for (const [tag] of markdown.matchAll(/^<\/?details>/gm)) {
          expect(tag === '</details>').toBe(isOpen);
          isOpen = !isOpen;
        }
        expect(isOpen).toBe(false);
        const [table = ''] = markdown.split('\n<details>');
        const rows = table.split('\n').filter((line) => line.startsWith('|')).length;
        const counted = Number(/^… and (\d+) more objects?: run/m.exec(markdown)?.[1] ?? 0);
        expect(Math.max(0, rows - 2) + counted).toBe(diff.objects.length);
      }),
      { numRuns: 500 },
    );
  });

  test('outside of code there is nothing that a forge takes for more than text', () => {
    fc.assert(
      fc.property(diffs, limits, (diff, limit) => {
        const markdown = markdownOf(diff, { limit });
        const rest = markdown
          // Prose, which has tests of its own.
          .replace(/^> .*$/gm, '')
          .replace(/<code>(?:[A-Za-z0-9 .,;/%⏎…]|&#\d+;|<!-- -->&#64;)*<\/code>/g, '')
          .replace(/`[^`|\\\n]+`/g, '')
          .replace(/^<\/?details>|<\/?summary>|<br>(?=→)|\*\*(?=[a-z0-9])|(?<=[a-z])\*\*/gm, '');
        expect(rest).not.toMatch(/[^\w\s|→,:()+−.…-]|_|www\./);
      }),
      { numRuns: 1000 },
    );
  });
});
