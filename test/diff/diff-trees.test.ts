import fc from 'fast-check';
import { parse } from 'yaml';
import { diffTrees, type ObjectDiff } from '../../lib/diff';

const FILE = 'ConfigMap.lulu.yaml';

function tree(files: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(files));
}

/** The diff of one file. */
function diffOf(before: string, after: string): ObjectDiff | undefined {
  return diffTrees(tree({ [FILE]: before }), tree({ [FILE]: after })).objects[0];
}

const service = (namespace: string, extra = '') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu-api\n  namespace: ${namespace}\n${extra}`;

describe('the objects of two trees', () => {
  test('are told by path, with kind, name and service; what is the same is counted', () => {
    const config = (level: string) => `kind: ConfigMap\nmetadata: {name: lulu}\ndata: {LOG_LEVEL: ${level}}\n`;
    const before = tree({
      'blue/Deployment.lulu-api.yaml':
        'kind: Deployment\nmetadata: {name: lulu-api, labels: {app.kubernetes.io/name: api}}\n',
      'ConfigMap.lulu.yaml': config('info'),
      'Service.lulu.yaml': service('lulu'),
    });
    const after = tree({
      'Service.lulu.yaml': service('lulu'),
      'Job.lulu-migrate.yaml': 'kind: Job\nmetadata: {name: lulu-migrate}\n',
      'ConfigMap.lulu.yaml': config('debug'),
    });
    expect(diffTrees(before, after)).toEqual({
      objects: [
        {
          path: 'ConfigMap.lulu.yaml',
          status: 'changed',
          kind: 'ConfigMap',
          name: 'lulu',
          changes: [{ kind: 'update', path: ['data', 'LOG_LEVEL'], before: 'info', after: 'debug' }],
        },
        { path: 'Job.lulu-migrate.yaml', status: 'added', kind: 'Job', name: 'lulu-migrate', changes: [] },
        {
          path: 'blue/Deployment.lulu-api.yaml',
          status: 'removed',
          kind: 'Deployment',
          name: 'lulu-api',
          service: 'api',
          changes: [],
        },
      ],
      unchanged: 1,
    });
  });

  test('that moved to another file are changed', () => {
    const before = tree({ 'Service.lulu-api.yaml': service('lulu', 'spec: {clusterIP: None}\n') });
    const [object, ...others] = diffTrees(before, tree({ 'blue/Service.lulu-api.yaml': service('lulu') })).objects;
    expect(others).toEqual([]);
    expect(object).toMatchObject({
      path: 'blue/Service.lulu-api.yaml',
      status: 'changed',
      movedFrom: 'Service.lulu-api.yaml',
      changes: [{ kind: 'remove', path: ['spec'] }],
    });
  });

  test('move to another version of their API', () => {
    const scaler = (version: string) => `apiVersion: ${version}\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n`;
    const diff = diffTrees(tree({ a: scaler('autoscaling/v2beta2') }), tree({ b: scaler('autoscaling/v2') }));
    expect(diff.objects).toMatchObject([{ path: 'b', movedFrom: 'a', changes: [{ path: ['apiVersion'] }] }]);
  });

  test.each([
    ['another namespace', { a: service('lulu') }, { b: service('other') }],
    ['two files that it could be', { a: service('lulu') }, { b: service('lulu'), c: service('lulu') }],
    ['another group', { a: `apiVersion: x/v1\n${service('lulu').slice(15)}` }, { b: service('lulu') }],
    ['no name', { a: 'kind: Service\n' }, { b: 'kind: Service\n' }],
  ])('do not move to %s', (_, before, after) => {
    const { objects } = diffTrees(tree(before), tree(after));
    expect(objects.map(({ status }) => status)).not.toContain('changed');
  });

  test('that are written in another way are changed, without changes', () => {
    expect(diffOf('a: "x" # why\nb: [1]\n', 'b:\n- 1\na: x\n')).toEqual({ path: FILE, status: 'changed', changes: [] });
  });
});

describe('a file', () => {
  test.each([
    ['broken', 'a: [1'],
    ['with a key twice', 'a: 1\na: 2'],
    ['with two documents', 'a: 1\n---\nb: 2\n'],
    ['of three hundred levels', '['.repeat(300) + ']'.repeat(300)],
    ['of a thousand levels', '['.repeat(1000) + ']'.repeat(1000)],
    ['of a hundred thousand levels', '['.repeat(100_000)],
    [
      'of aliases that grow',
      `a: &a [x]\n${[...'bcdefg'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[i]}`).join()}]`).join('\n')}`,
    ],
    ['that has itself in it', 'a: &a [*a]'],
    ['with a merge of what is no map', 'a:\n  <<: 5'],
  ])('%s is told as text', (_, text) => {
    const readable = 'kind: ConfigMap\nmetadata: {name: lulu}\n';
    const told = { path: FILE, status: 'changed', kind: 'ConfigMap', name: 'lulu', unreadable: true, changes: [] };
    expect(diffOf(text, readable)).toEqual(told);
    expect(diffOf(readable, text)).toEqual(told);
    expect(diffTrees(tree({ a: text }), tree({ b: text })).objects).toMatchObject([{ path: 'a' }, { path: 'b' }]);
  });

  test.each<[string, string, string, object[]]>([
    ['empty', '', 'a: 1', [{ kind: 'update', path: [], before: null, after: { a: 1 } }]],
    ['with large numbers', 'a: 9007199254740993', 'a: 9007199254740992', [{ path: ['a'], before: '9007199254740993' }]],
    [
      'with what JSON has no number for',
      'a: .nan\nb: .inf',
      'a: .nan\nb: -.inf',
      [{ path: ['b'], after: '-Infinity' }],
    ],
    ['with anchors', 'a: &x {p: 1}\nb: {<<: *x, q: 2}', 'a: {p: 1}\nb: {p: 1, q: 3}', [{ path: ['b', 'q'] }]],
    [
      'with tags',
      'a: !!timestamp 2001-01-01',
      'a: !!timestamp 2001-01-02',
      [{ before: '2001-01-01', after: '2001-01-02' }],
    ],
    [
      'with hostile keys',
      '__proto__: {x: 1}',
      '__proto__: {x: 2}',
      [{ path: ['__proto__', 'x'], before: 1, after: 2 }],
    ],
    ['with a name that is none', 'metadata: {name: [x]}', 'metadata: 5', [{ path: ['metadata'] }]],
  ])('%s is read', (_, before, after, changes) => expect(diffOf(before, after)?.changes).toMatchObject(changes));
});

describe('the values of a Secret', () => {
  const secret = (data: string) => `kind: Secret\nmetadata: {name: s}\n${data}\n`;

  test.each([
    ['changed', secret('data: {A: c2VjcmV0LTE=}'), secret('data: {A: c2VjcmV0LTI=}'), ['data', 'A']],
    ['new', secret('stringData: {}'), secret('stringData: {A: secret-2}'), ['stringData', 'A']],
    ['gone with their field', secret('data: {A: secret-1}'), secret(''), ['data']],
    ['of another type', secret('data: {A: [secret-1]}'), secret('data: {A: {B: secret-2}}'), ['data', 'A']],
    [
      'that name an item',
      secret('data: [{name: secret-1}]'),
      secret('data: [{name: x}, {name: secret-1}]'),
      ['data', '(hidden)'],
    ],
    [
      'in a list of objects',
      `kind: List\nitems: [{kind: Secret, data: {A: secret-1}}]`,
      `kind: List\nitems: [{kind: Secret, data: {A: secret-2}}]`,
      ['items', 0, 'data', 'A'],
    ],
    ['in a file that was empty', '', secret('data: {A: secret-1}'), []],
    [
      "in kubectl's copy",
      'kind: Secret\nmetadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: secret-1}}',
      'kind: Secret\nmetadata: {annotations: {kubectl.kubernetes.io/last-applied-configuration: secret-2}}',
      ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
    ],
  ])('are hidden, not their names: %s', (_, before, after, path) => {
    const object = diffOf(before, after);
    expect(object?.changes).toMatchObject([{ path }]);
    expect(JSON.stringify(object)).not.toMatch(/secret-|c2VjcmV0|\\u0000/);
    expect(JSON.stringify(object)).toContain('(hidden)');
  });

  test('are hidden where nothing else is', () => {
    expect(diffOf('kind: ConfigMap\ndata: {A: x}\n', 'kind: ConfigMap\ndata: {A: y}\n')?.changes).toMatchObject([
      { before: 'x', after: 'y' },
    ]);
  });
});

describe('of any two trees', () => {
  const texts = fc.oneof(
    fc.constantFrom('', 'a: 1', 'a: 1 ', 'a: [1', service('lulu'), service('other'), 'kind: Secret\ndata: {a: b}'),
    fc.string({ unit: fc.constantFrom(...'ab:-[]{}&*!|>%"\'\n #1'), maxLength: 20 }),
    fc.json({ maxDepth: 3 }),
  );
  const trees = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__', 'x/d'), texts).map(tree);

  test('every file is in the diff, or is the same', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const { objects, unchanged } = diffTrees(before, after);
        const told = objects.flatMap(({ path, movedFrom }) => (movedFrom === undefined ? [path] : [path, movedFrom]));
        const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
          (path) => before.get(path) !== after.get(path),
        );
        expect(told.sort()).toEqual(differing.sort());
        expect(unchanged).toBe([...after].filter(([path, text]) => before.get(path) === text).length);
      }),
    );
  });

  test('the result is plain data, sorted by path, whatever the order of the files', () => {
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const diff = diffTrees(before, after);
        expect(JSON.parse(JSON.stringify(diff))).toEqual(diff);
        const backwards = (files: Map<string, string>) => new Map([...files].reverse());
        expect(diffTrees(backwards(before), backwards(after))).toEqual(diff);
        const paths = diff.objects.map(({ path }) => path);
        expect(paths).toEqual([...paths].sort());
      }),
    );
  });

  test('what has no changes says the same', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const object = diffOf(before, after);
        if (object && !object.unreadable && object.changes.length === 0) {
          expect(parse(before, { logLevel: 'error' })).toEqual(parse(after, { logLevel: 'error' }));
        }
      }),
      { numRuns: 500 },
    );
  });
});
