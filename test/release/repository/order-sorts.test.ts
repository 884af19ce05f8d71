import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

const RUN = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'grace' };

/** Releases by a run of a pipeline, or without a number by hand. */
function release(platform: TestPlatform, version: string, run?: number, ...more: string[]) {
  platform.bundle('lulu', { version, environments: { staging: 'plain', production: 'blueGreen' } });
  platform.variables = run === undefined ? {} : { ...RUN, GITHUB_RUN_NUMBER: String(run) };
  return platform.verb('release', 'lulu', '--env', 'staging', '--dist', platform.dist, ...more);
}

/** A platform, and a source that was committed in 2026. */
async function begin(): Promise<TestPlatform> {
  const platform = await make().init();
  platform.workIn((git, write) => {
    git('init', '--quiet', '--initial-branch', 'main');
    write('a', 'a');
    git('add', '.');
    git('commit', '--quiet', '-m', 'a');
  });
  return platform;
}

test('a release by hand does not lock the pipeline out: it is asked for an order before anything is recorded', async () => {
  const platform = await begin();
  expect((await release(platform, '1.0.0', 417)).code).toBe(0);
  expect(platform.git('log', '-1', '--format=%(trailers:key=Order,key=Order-From)', 'releases/lulu')).toBe(
    'Order: 417\nOrder-From: GitHub Actions',
  );
  const refs = platform.refs();
  const refused = await release(platform, '1.0.1');
  expect(refused.err).toMatch(
    /^\[lulu\] release 1\.0\.1: the time of the commit is \d{10}, and 1\.0\.0 has 417 \(GitHub Actions\).*; give --order 417, .* \(TF2120\)$/m,
  );
  expect(refused.code).toBe(3);
  expect(platform.refs()).toBe(refs);
  expect((await release(platform, '1.0.1', undefined, '--order', '417')).code).toBe(0);
  // After the hotfix too.
  expect((await release(platform, '1.0.2')).err).toContain('TF2120');
  expect((await release(platform, '1.1.0', 418)).code).toBe(0);
  expect(platform.state('lulu').release).toBe('1.1.0');
  // What is recorded already needs no order.
  expect((await release(platform, '1.1.0')).code).toBe(0);
});

test('where times were first, a pipeline that is refused reads the way out, and that is one', async () => {
  const platform = await begin();
  expect((await release(platform, '1.0.0', 1)).code).toBe(0);
  expect((await release(platform, '1.0.1', undefined, '--order', '1795727323')).code).toBe(0);
  expect((await release(platform, '1.1.0', 2)).err).toContain(
    'a number that is no time is lower than any time of a commit',
  );
  await platform.ok('rollback', 'lulu', '--env', 'staging');
  await platform.ok('unpin', 'lulu', '--env', 'staging');
  expect((await release(platform, '1.1.0', 2)).code).toBe(0);
  expect(platform.state('lulu').release).toBe('1.1.0');
});

test('times follow each other without a question', async () => {
  const platform = await begin();
  expect((await release(platform, '1.0.0')).code).toBe(0);
  expect((await release(platform, '1.1.0')).code).toBe(0);
  expect(platform.git('log', '-1', '--format=%(trailers:key=Order-From)', 'releases/lulu')).toBe(
    'Order-From: time of the commit',
  );
});

test('the way out of a pipeline is one with two slots too: what was rolled back is no rival', async () => {
  const platform = await begin();
  const at = async (version: string, order: number) => {
    platform.bundle('lulu', { version, environments: { staging: 'plain', production: 'blueGreen' } });
    const argv = ['release', 'lulu', '--env', 'production', '--dist', platform.dist, '--order', String(order)];
    return platform.verb(...argv, '--switch');
  };
  for (const [version, order] of [
    ['1.0.0', 1],
    ['1.0.1', 1795727323],
  ] as const) {
    expect((await at(version, order)).code).toBe(0);
  }
  await platform.ok('rollback', 'lulu', '--env', 'production');
  await platform.ok('unpin', 'lulu', '--env', 'production');
  expect((await at('1.1.0', 2)).code).toBe(0);
  expect(platform.state('lulu', 'production').release).toBe('1.1.0');
});
