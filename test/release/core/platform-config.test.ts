import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { TwelveFactorError } from '../../../lib/errors';
import { type EnvironmentConfig, formatPlatform, parsePlatform } from '../../../lib/release/platform-config';

const good = `schema: 1
environments:
  staging: {}
  production:
    branch: live/eu
    flow: pullRequest
keep: 5
`;

/** What is told of a text. */
function told(text: string): string[] {
  try {
    parsePlatform(text);
  } catch (error) {
    if (error instanceof TwelveFactorError) {
      return error.problems.map(({ code, subject, given }) => `${code} ${subject} ${given}`);
    }
    throw error;
  }
  return [];
}

const withBranch = (branch: string) => `schema: 1\nenvironments:\n  a: { branch: ${JSON.stringify(branch)} }\n`;

test('the environments are in the order of the file; a branch is called like its environment, and takes commits', () => {
  expect(parsePlatform(good)).toEqual({
    environments: [
      { name: 'staging', branch: 'staging', flow: 'direct' },
      { name: 'production', branch: 'live/eu', flow: 'pullRequest' },
    ],
    keep: 5,
    mainFlow: 'direct',
    policies: [],
  });
});

test('twenty releases are kept where nothing is said', () => {
  expect(parsePlatform(good.replace('keep: 5\n', '')).keep).toBe(20);
});

test.each([
  ['YAML that is none', good.replace('{}', '{'), /twelve\.yaml:\d+:\d+/],
  ['a key that is there twice', `${good}keep: 6\n`, /twelve\.yaml:8:1 Map keys must be unique/],
  ['another schema', good.replace('schema: 1', 'schema: 2'), /twelve\.yaml:1:9 schema: .*\(it is 2\)/],
  [
    'a flow that there is not',
    good.replace('pullRequest', 'pr'),
    /:6:11 environments\.production\.flow: .*direct or pullRequest.*"pr"/,
  ],
  ['a branch that git does not take', good.replace('live/eu', 'live..eu'), /:5:13 .*a name of a branch.*"live\.\.eu"/],
  ['a branch of our own', good.replace('live/eu', 'releases/x'), /:5:13 .*does not use itself.*"releases\/x"/],
  ['a branch that is a number', good.replace('live/eu', '5'), /:5:13 .*branch/],
  ['a number of releases that is none', good.replace('keep: 5', 'keep: 0'), /:7:7 keep/],
  ['an environment that is a list', good.replace('{}', '[]'), /:3:12 environments\.staging/],
  [
    'a field that is not known',
    good.replace('{}', '{ flwo: direct }'),
    /:3:14 environments\.staging\.flwo: .*did you mean flow\?.* it takes branch, flow/,
  ],
  ['no environment', 'schema: 1\nenvironments: {}\n', /:2:15 environments: one environment at least/],
  ['an environment with a name that is none', good.replace('staging', 'Staging'), /:3:\d+ environments\.Staging/],
  ['two documents', `${good}---\n${good}`, /twelve\.yaml:8:1/],
  ['nothing', '', /twelve\.yaml:\d+:\d+ the file/],
  ['text alone', 'words\n', /twelve\.yaml:1:1 the file/],
])('%s is told, with line and column', (_, text, expected) => {
  expect(told(text).join('\n')).toMatch(expected);
  expect(told(text).every((line) => /^TF2204 twelve\.yaml:\d+:\d+ /.test(line))).toBe(true);
});

test('everything that is wrong is told at once', () => {
  const text = 'schema: 2\nenvironments:\n  a: { flow: x }\n  b: { branch: -x }\nkeep: many\n';
  expect(told(text).map((line) => /:(\d+):/.exec(line)?.[1])).toEqual(['1', '3', '4', '5']);
});

test('one branch for two environments is told', () => {
  expect(told(good.replace('live/eu', 'staging'))).toEqual([
    expect.stringContaining('the branch staging is that of two'),
  ]);
});

test('one branch for two environments is told with line and column', () => {
  expect(told(good.replace('live/eu', 'staging')).join()).toMatch(/twelve\.yaml:5:13/);
});

const NAMED = ['main', 'releases', 'twelve'];

// The rule looks at `branch` alone, not at the name that stands for it.
test.each(NAMED)('an environment called %s, whose branch would be one that the platform uses, is told', (name) => {
  expect(told(`schema: 1\nenvironments:\n  ${name}: {}\n`)).not.toEqual([]);
});

test('such an environment may have another branch', () => {
  for (const name of NAMED) expect(told(`schema: 1\nenvironments:\n  ${name}: { branch: env/${name} }\n`)).toEqual([]);
});

// git keeps refs as files and folders: refs/heads/live and refs/heads/live/eu can't both be.
test('two branches of which one would be a folder of the other are told', () => {
  expect(told(good.replace('staging: {}', 'staging: { branch: live }'))).not.toEqual([]);
});

describe('a branch', () => {
  const piece = fc.constantFrom(
    'a',
    'B',
    '1',
    '-',
    '.',
    '..',
    '/',
    '_',
    '@',
    '@{',
    '.lock',
    '~',
    '^',
    ':',
    '?',
    '*',
    '[',
    '\\',
    ' ',
    '\n',
    'é',
    'refs/',
    'heads/',
  );
  const branch = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  const isGits = (name: string) => {
    try {
      execFileSync('git', ['check-ref-format', '--branch', name], { stdio: 'ignore', cwd: '/' });
      return true;
    } catch {
      return false;
    }
  };

  test('that is taken is one that git takes', () => {
    fc.assert(
      fc.property(
        branch.filter((name) => told(withBranch(name)).length === 0),
        isGits,
      ),
      { numRuns: 100 },
    );
  });

  test('called HEAD is not taken, as git does not', () => {
    expect([isGits('HEAD'), told(withBranch('HEAD'))]).toEqual([false, [expect.stringContaining('TF2204')]]);
  });
});

describe('what init-platform writes', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
  const environments = fc
    .uniqueArray(word, { minLength: 1, maxLength: 5 })
    .filter((names) => !names.some((name) => [...NAMED, 'null'].includes(name)))
    .chain((names) =>
      fc.tuple(
        ...names.map((name) =>
          fc.record<EnvironmentConfig>({
            name: fc.constant(name),
            branch: fc.constantFrom(name, `env/${name}`, `Env_${name}.x`),
            flow: fc.constantFrom('direct', 'pullRequest'),
          }),
        ),
      ),
    );

  test('reads back equal', () => {
    fc.assert(
      fc.property(environments, (list) => {
        expect(parsePlatform(formatPlatform(list))).toMatchObject({ environments: list, keep: 20 });
      }),
    );
  });

  // Without quotes they would be a number or nothing.
  test.each([
    { name: 'a', branch: '1.5', flow: 'direct' },
    { name: 'a', branch: '1e3', flow: 'direct' },
    { name: 'a', branch: 'null', flow: 'direct' },
    { name: 'null', branch: 'a', flow: 'direct' },
  ] as const)('reads back equal for $name on $branch', (environment) => {
    expect(parsePlatform(formatPlatform([environment])).environments).toEqual([environment]);
  });
});
