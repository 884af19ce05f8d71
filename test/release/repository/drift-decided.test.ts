import type { HistoryEntry } from '../../../lib/release/repository/history';
import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

const FILE = 'Deployment.lulu.yaml';

/** More pods on an environment, by hand. */
function scale(platform: TestPlatform, environment: string, file = FILE): void {
  const text = platform.files('lulu', environment)[file] as string;
  platform.edit(environment, `lulu/${file}`, `${text.replace('replicas: 2', 'replicas: 9')}\n`);
}

const releasing = (platform: TestPlatform, version: string, environment = 'staging') => {
  platform.bundle('lulu', { version, environments: { staging: 'plain', production: 'blueGreen' } });
  const order = version.split('.')[1] as string;
  return ['release', 'lulu', '--env', environment, '--dist', platform.dist, '--order', order];
};

async function released(environment = 'staging', flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  await platform.ok(...releasing(platform, '1.0.0', environment));
  return platform;
}

describe('--adopt', () => {
  test('with a release that replaces the edited file is refused, and not offered: nothing is lost in silence', async () => {
    const platform = await released();
    scale(platform, 'staging');
    const release = releasing(platform, '1.1.0');
    const { err } = await platform.verb(...release);
    expect(err).toContain('take it back with --restore, and put what is needed of it into the app file');
    expect(err).not.toContain('keep it');
    const refused = await platform.verb(...release, '--adopt', '--reason', 'keep the sale pods');
    expect(refused.err).toContain(`${FILE}: --adopt would not outlast 1.1.0`);
    expect(refused.err).toContain('as long as 1.0.0 is there with `twelve verify --adopt`');
    expect(refused.code).not.toBe(0);
    expect(platform.state('lulu').release).toBe('1.0.0');
    await platform.ok('verify', 'lulu', '--adopt');
    await platform.ok(...release);
  });

  test('with a rollback that replaces the edited file is refused', async () => {
    const platform = await released();
    await platform.ok(...releasing(platform, '1.1.0'));
    scale(platform, 'staging');
    const rollback = ['rollback', 'lulu', '--env', 'staging'];
    expect((await platform.verb(...rollback)).err).toContain('--adopt would not outlast this');
    expect((await platform.verb(...rollback, '--adopt')).err).toContain('--adopt would not outlast 1.0.0');
    await platform.ok(...rollback, '--restore');
  });

  test('with a release to the idle slot keeps what was edited in the live one, and is refused for the idle one', async () => {
    const platform = await released('production');
    const [blue, green] = ['blue', 'green'].map((slot) => `${slot}/Deployment.lulu-${slot}.yaml`) as [string, string];
    scale(platform, 'production', blue);
    const release = releasing(platform, '1.1.0', 'production');
    expect((await platform.verb(...release)).err).toContain('keep it with --adopt or take it back with --restore');
    await platform.ok(...release, '--adopt');
    expect(platform.files('lulu', 'production')[blue]).toContain('replicas: 9');
    scale(platform, 'production', green);
    expect((await platform.verb(...releasing(platform, '1.2.0', 'production'), '--adopt')).err).toContain(
      'would not outlast',
    );
  });

  test('is not offered for what may not be released, nor where the rules forbid the verb anyway', async () => {
    const platform = await released();
    platform.edit('staging', 'lulu/note.yaml', 'a: 1\n');
    expect((await platform.verb('pin', 'lulu', '--env', 'staging')).err).toContain('; take it back with --restore (');
    expect((await platform.verb('switch', 'lulu', '--env', 'staging', '--restore')).err).toContain('TF2106');
    await platform.ok('verify', '--restore');
    scale(platform, 'staging');
    expect((await platform.verb('switch', 'lulu', '--env', 'staging')).err).toContain('decide first with');
  });
});

test('what was decided about an edit is in the state, the commit, the history and the status', async () => {
  const platform = await released();
  scale(platform, 'staging');
  await platform.ok(...releasing(platform, '1.1.0'), '--restore', '--reason', 'no sale');
  expect(platform.state('lulu')).toMatchObject({
    operation: { verb: 'release', drift: { choice: 'restore', files: [FILE] } },
  });
  expect(platform.git('log', '-1', '--format=%(trailers:key=Drift)', 'staging')).toBe(`Drift: restored ${FILE}`);
  const { entries } = await platform.ok<{ entries: HistoryEntry[] }>('history', 'lulu');
  expect(entries[0]).toMatchObject({ verb: 'release', drift: { choice: 'restore', files: [FILE] } });
  expect((await platform.verb('history', 'lulu')).out).toContain(`no sale (restored ${FILE})`);
  expect((await platform.verb('status', 'lulu')).out).toContain(`restored ${FILE}, edited by hand`);
  scale(platform, 'staging');
  await platform.ok('pin', 'lulu', '--env', 'staging', '--adopt');
  expect(platform.state('lulu')).toMatchObject({
    operation: { verb: 'pin', drift: { choice: 'adopt', files: [FILE] } },
  });
  await platform.ok('verify', 'lulu');
});

test('a pull request says of an edit by hand that it takes it back', async () => {
  const platform = await released('staging', 'pullRequest');
  await platform.ok(...releasing(platform, '1.0.0', 'production'), '--merge');
  const file = 'green/Deployment.lulu-green.yaml';
  scale(platform, 'production', file);
  await platform.ok(...releasing(platform, '1.1.0'));
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production', '--restore');
  expect((await platform.verb('pr', 'show', '2')).out).toContain(`| Edited by hand | restored ${file} |`);
});
