import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

/** Staging had 1.0.0 and 1.1.0, and has 1.2.0 now; production has 1.0.0. */
async function begin(flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  await platform.release('lulu', '1.0.0', 10);
  await platform.ok(...promote, '--merge');
  await platform.release('lulu', '1.1.0', 11);
  await platform.release('lulu', '1.2.0', 12);
  return platform;
}

const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];

test('a release that staging has moved on from is promoted by its version, with the bytes that were recorded', async () => {
  const platform = await begin();
  expect(
    (await platform.verb('why', 'lulu', '--env', 'production', '--from', 'staging', '--version', '1.1.0')).out,
  ).toContain('production: lulu 1.1.0 is allowed');
  await platform.ok(...promote, '--version', '1.1.0');
  expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu~1:production'));
  expect(platform.state('lulu', 'production')).toMatchObject({
    release: '1.1.0',
    operation: { verb: 'promote', from: 'staging', version: '1.1.0' },
  });
  expect((await platform.verb(...promote, '--version', '1.1.0')).err).toContain('is 1.1.0 already');
  expect((await platform.verb(...promote, '--version', '1.0.0')).err).toContain('TF2102');
  await platform.ok(...promote, '--version', '1.2.0');
  await platform.ok('verify');
});

test('what the state has forgotten is looked for in the history of the branch', async () => {
  const platform = await begin();
  const state = platform.state('lulu') as unknown as { earlier: unknown[] };
  platform.edit('staging', '.twelve/lulu.json', `${JSON.stringify({ ...state, earlier: [] }, undefined, 2)}\n`);
  await platform.ok(...promote, '--version', '1.1.0');
  expect(platform.state('lulu', 'production').release).toBe('1.1.0');
});

test('a release that was never live there, or is not recorded, is refused', async () => {
  const platform = await begin();
  await platform.release('lulu', '1.1.5', 11, 'production');
  const never = await platform.verb(...promote, '--version', '1.1.5');
  expect(never.err).toContain(
    '[lulu/production] --version: 1.1.5 was never live on staging; release it there first; `twelve history lulu --env staging`',
  );
  expect(never.err).toContain('(TF2119)');
  expect(never.code).toBe(3);
  expect((await platform.verb(...promote, '--version', '9.9.9')).err).toContain('does not have 9.9.9');
});

test('the policies are asked as of any promotion', async () => {
  const platform = await begin();
  await platform.ok('policy', 'set', 'night', '{ environments: [production], soak: { on: staging, for: 2h } }');
  platform.later(200);
  expect((await platform.verb(...promote, '--version', '1.1.0')).err).toMatch(/1\.1\.0 .*\(TF2117\)/);
});

test('an edit by hand of what is live there now is no doubt about what was', async () => {
  const platform = await begin('pullRequest');
  platform.edit('staging', 'lulu/note.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n');
  expect((await platform.verb(...promote)).err).toContain('TF2116');
  await platform.ok(...promote, '--version', '1.1.0', '--merge');
  expect(platform.state('lulu', 'production').release).toBe('1.1.0');
});
