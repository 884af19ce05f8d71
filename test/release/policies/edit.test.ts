import fc from 'fast-check';
import { TwelveFactorError } from '../../../lib/errors';
import { parsePlatform } from '../../../lib/release/platform-config';
import { withoutPolicy, withPolicy } from '../../../lib/release/policies/edit';
import { EVERYTHING } from './support';

const HEAD = `# The platform.
schema: 1
environments:
  staging: {}   # by the pipeline
  production:
    flow:   pullRequest
keep: 5
`;

const FILE = `${HEAD}
policies:
  # Nobody is there.
  weekend:
    environments: [ production ]
    freeze:
      - { days: [sat, sun], zone: Europe/Copenhagen, reason: nobody is there } # all of it

  # Agreed with the auditors.
  proven:   # since 2025
    environments: [production]
    promoteFrom: staging

# The end.
`;

const names = (text: string) => parsePlatform(text).policies.map(({ name }) => name);

test('a policy comes behind the others, and nothing else changes', () => {
  const after = withPolicy(FILE, 'night', '{ environments: [production], soak: { on: staging, for: 8h } }');
  expect(after).toBe(
    FILE.replace(
      '    promoteFrom: staging\n',
      `    promoteFrom: staging
  night:
    environments: [production]
    soak:
      on: staging
      for: 8h
`,
    ),
  );
});

test('the first policy makes the key', () => {
  expect(withPolicy(HEAD, 'proven', '{ environments: [production], promoteFrom: staging }')).toBe(
    `${HEAD}policies:\n  proven:\n    environments: [production]\n    promoteFrom: staging\n`,
  );
});

test('a policy of the same name is replaced where it is, with its comments beside it', () => {
  const after = withPolicy(FILE, 'weekend', 'environments: [staging]\npromoteFrom: production\n');
  expect(after).toContain(
    '  # Nobody is there.\n  weekend:\n    environments: [staging]\n    promoteFrom: production\n\n  # Agreed',
  );
  expect(names(after)).toEqual(['weekend', 'proven']);
});

test('windows are one line each, and text that YAML would read otherwise is quoted', () => {
  const rules = `environments: [production]
approvals: { people: ['*@example.com'] }
freeze: [{ days: [mon], from: '18:00', until: '06:00', zone: Etc/UTC, reason: 'so: it is' }]
`;
  expect(withPolicy(HEAD, 'a', rules)).toContain(`  a:
    environments: [production]
    approvals:
      people: ["*@example.com"]
    freeze:
      - {days: [mon], from: 18:00, until: 06:00, zone: Etc/UTC, reason: "so: it is"}
`);
});

test('a policy goes with the comment above it, and the others stay', () => {
  expect(withoutPolicy(FILE, 'proven')).toBe(FILE.replace(/ {2}# Agreed[^]*staging\n(?=\n# The end)/, ''));
  expect(withoutPolicy(FILE, 'weekend')).toBe(FILE.replace(/ {2}# Nobody[^]*all of it\n/, ''));
});

test('with the last policy the key goes', () => {
  const one = withPolicy(HEAD, 'a', '{ environments: [production], promoteFrom: staging }');
  expect(withoutPolicy(one, 'a')).toBe(HEAD);
});

test('there is none of that name', () => {
  expect(withoutPolicy(FILE, 'nights')).toBeUndefined();
  expect(withoutPolicy(HEAD, 'a')).toBeUndefined();
});

test('policies on one line are written anew, and stay the same', () => {
  const flow = `${HEAD}policies: { a: { environments: [production], promoteFrom: staging } }\n`;
  expect(names(withPolicy(flow, 'b', '{ environments: [staging], branches: [master] }'))).toEqual(['a', 'b']);
  expect(names(withPolicy(`${HEAD}policies: {}\n`, 'b', '{ environments: [staging], branches: [master] }'))).toEqual([
    'b',
  ]);
  expect(names(withoutPolicy(flow, 'a') ?? '')).toEqual([]);
});

test.each(['words', '[a]', '{ environments: [production', '', '- a'])('%j is no policy', (rules) => {
  expect(() => withPolicy(FILE, 'a', rules)).toThrow(TwelveFactorError);
});

test('what is set reads back equal, the others too, and removing it gives back the file', () => {
  const rules = fc.constantFrom(
    '{ environments: [production], promoteFrom: staging }',
    "{ environments: [staging], branches: ['a/*', master], tags: ['v*'] }",
    '{ environments: [production], requires: { auth: 1.2.3 }, reason: "a: b # c" }',
    "{ environments: [production], freeze: [{ days: [sat], zone: Etc/UTC, reason: '-' }, { from: fri 16:00, until: mon 08:00, zone: Etc/UTC, reason: 'null' }] }",
  );
  const name = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/)
    .filter((one) => !names(FILE).includes(one) && one !== 'null');
  fc.assert(
    fc.property(fc.constantFrom(FILE, HEAD, EVERYTHING), name, rules, (file, added, text) => {
      fc.pre(!names(file).includes(added));
      const after = withPolicy(file, added, text);
      const [before, now] = [parsePlatform(file).policies, parsePlatform(after).policies];
      expect(now.slice(0, -1)).toEqual(before);
      expect(now.at(-1)).toMatchObject({ name: added });
      expect(withPolicy(after, added, text)).toBe(after);
      expect(withoutPolicy(after, added)).toBe(file);
    }),
  );
});
