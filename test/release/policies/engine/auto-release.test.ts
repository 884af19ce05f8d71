import { type TestPlatform, usePlatform } from '../../../support/platform';
import { expectDenied, FROZEN, setPolicies } from './support';

const make = usePlatform();

/** A platform, and a source whose branch is checked out. */
async function source(branch = 'master', flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  platform.workIn((git, write) => {
    write('a', '1');
    git('init', '--quiet', `--initial-branch=${branch}`, '.');
    git('add', 'a');
    git('commit', '--quiet', '-m', 'a');
  });
  return platform;
}

const release = (platform: TestPlatform, order: string, ...more: string[]) => [
  'release',
  '--dist',
  platform.dist,
  '--order',
  order,
  ...more,
];

const MASTER = 'master: { environments: [staging], autoRelease: { branches: [master] } }';

test('without --env, a release goes where the rule of its branch says, all in one push', async () => {
  const platform = await source();
  setPolicies(
    platform,
    `${MASTER}\nshop: { environments: [production], applications: [shop], autoRelease: { branches: [master] } }`,
  );
  platform.bundle('lulu', { version: '1.4.0' }).bundle('shop', { version: '2.0.0' });
  const { outcomes, recorded } = await platform.ok<{
    outcomes: { application: string; environment: string }[];
    recorded: object[];
  }>(...release(platform, '1'));
  expect(outcomes.map(({ application, environment }) => `${application} ${environment}`)).toEqual([
    'lulu staging',
    'shop staging',
    'shop production',
  ]);
  expect(recorded).toEqual([
    { application: 'lulu', version: '1.4.0' },
    { application: 'shop', version: '2.0.0' },
  ]);
  expect(platform.state('shop', 'production').release).toBe('2.0.0');
});

test('from another branch it is recorded alone, and says so', async () => {
  const platform = await source('feature');
  setPolicies(platform, MASTER);
  platform.bundle('lulu', { version: '1.4.0' });
  const answer = await platform.verb(...release(platform, '1'));
  expect(answer).toMatchObject({
    code: 0,
    err: 'lulu 1.4.0 is recorded; no rule takes it to an environment: give --env, or see `autoRelease` in `twelve policy list`\n',
  });
  expect(platform.git('log', '--format=%s', 'releases/lulu')).toBe('lulu 1.4.0');
  expect(() => platform.state('lulu')).toThrow();
  expect((await platform.verb(...release(platform, '1'), '--json')).out).toContain('"outcomes": []');
});

test('a platform without rules records alone, also with a cache that is new', async () => {
  const platform = await source();
  platform.forgetCache();
  platform.bundle('lulu', { version: '1.4.0' });
  expect((await platform.verb(...release(platform, '1'))).err).toMatch(/^lulu 1\.4\.0 is recorded; no rule/);
});

test('a new cache finds the rule all the same', async () => {
  const platform = await source();
  setPolicies(platform, MASTER);
  platform.forgetCache();
  platform.bundle('lulu', { version: '1.4.0' });
  await platform.ok(...release(platform, '1'));
  expect(platform.state('lulu').release).toBe('1.4.0');
});

test('a dry run changes nothing, and says both', async () => {
  const platform = await source();
  setPolicies(platform, 'lulu: { environments: [staging], applications: [lulu], autoRelease: { branches: [master] } }');
  platform.bundle('lulu', { version: '1.4.0' }).bundle('shop', { version: '2.0.0' });
  const refs = platform.refs();
  const { err } = await platform.verb(...release(platform, '1'), '--dry-run');
  expect(err).toMatch(/staging: would be done: lulu is 1\.4\.0/);
  expect(err).toMatch(/shop 2\.0\.0 would be recorded; no rule/);
  expect(platform.refs()).toBe(refs);
});

test('what a policy forbids is not recorded either: all of the push or none', async () => {
  const platform = await source();
  setPolicies(platform, `${MASTER}\nclosed: { environments: [staging], ${FROZEN} }`);
  platform.bundle('lulu', { version: '1.4.0' });
  await expectDenied(platform, () => platform.verb(...release(platform, '1')), /closed \(freeze/);
});

test('an environment with pull requests gets one', async () => {
  const platform = await source('master', 'pullRequest');
  setPolicies(platform, 'all: { environments: [staging, production], autoRelease: { branches: [master] } }');
  platform.bundle('lulu', { version: '1.4.0' });
  const { err } = await platform.verb(...release(platform, '1'));
  expect(err).toMatch(/production: once it is merged, lulu is 1\.4\.0/);
  expect(platform.state('lulu').release).toBe('1.4.0');
});

test('the branch of a pipeline counts where it runs for this commit, and no other', async () => {
  const platform = await source('detached');
  setPolicies(platform, MASTER);
  let commit = '';
  platform.workIn((git) => {
    commit = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', '--detach');
  });
  const github = { GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/master', GITHUB_RUN_NUMBER: '7' };
  platform.bundle('lulu', { version: '1.4.0' });
  platform.variables = { ...github, GITHUB_SHA: '0'.repeat(40) };
  expect((await platform.verb(...release(platform, '1'))).err).toMatch(/no rule takes it/);
  platform.bundle('lulu', { version: '1.5.0' });
  platform.variables = { ...github, GITHUB_SHA: commit };
  await platform.ok('release', '--dist', platform.dist);
  expect(platform.state('lulu').release).toBe('1.5.0');
});
