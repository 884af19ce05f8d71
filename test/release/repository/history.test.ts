import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEntry } from '../../../lib/release';
import { type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();
const PROMOTION = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];

/** Somebody runs a verb, a minute after the one before. */
async function by(name: string, platform: TestPlatform, ...argv: readonly string[]): Promise<void> {
  const common = platform.common(argv[0] as string, argv[1]);
  const words = common.map((word) => word.replace(/^Ada .*/, `${name} <${name.toLowerCase()}@example.com>`));
  const { code, err } = await platform.twelve(...argv, ...words);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
}

async function historyOf(platform: TestPlatform, environment: string): Promise<readonly HistoryEntry[]> {
  const { entries } = await platform.ok<{ entries: HistoryEntry[] }>('history', 'lulu', '--env', environment);
  return entries;
}

/** Bob asks at 09:03 for what Carol merges ten minutes later. */
async function merged(method: string, ...more: readonly string[]): Promise<TestPlatform> {
  const platform = await make().init('pullRequest');
  await platform.release('lulu', '1.0.0', 1);
  await by('Bob', platform, ...PROMOTION, '--reason', 'for the fair');
  platform.later(10);
  await by('Carol', platform, 'pr', 'merge', '1', '--method', method, ...more);
  return platform;
}

describe('A change that was merged later', () => {
  test.each(['merge', 'squash'])('by %s has the time and the person of the merge, and why', async (method) => {
    const platform = await merged(method, '--reason', 'approved by CAB');
    expect(await historyOf(platform, 'production')).toMatchObject([
      {
        ...{ verb: 'promote', version: '1.0.0', actor: 'Bob <bob@example.com>', reason: 'for the fair' },
        ...{ at: '2026-01-05T09:14:00.000Z', askedAt: '2026-01-05T09:03:00.000Z' },
        ...{ mergedBy: 'Carol <carol@example.com>', mergeReason: 'approved by CAB' },
      },
    ]);
    const { out } = await platform.verb('history', 'lulu', '--env', 'production');
    expect(out).toMatch(/^2026-01-05 09:14:00Z .*Bob, merged by Carol +for the fair \(merged: approved by CAB\) /m);
    expect((await platform.verb('verify')).code).toBe(0);
  });

  test('by git counts from there too, and so does one whose squash has no trailers', async () => {
    const platform = await make().init('pullRequest');
    await platform.release('lulu', '1.0.0', 1);
    await platform.ok(...PROMOTION);
    platform.byHand('production', (_, git) => git('merge', '--quiet', '--no-ff', 'origin/twelve/production/lulu'));
    await platform.release('lulu', '1.1.0', 2);
    await platform.ok(...PROMOTION);
    platform.byHand('production', (_, git) => {
      git('merge', '--squash', '--quiet', 'origin/twelve/production/lulu');
      git('commit', '--quiet', '-m', 'squashed');
    });
    expect(await historyOf(platform, 'production')).toMatchObject([
      { verb: 'promote', version: '1.1.0', mergedBy: 'Test <test@example.com>' },
      { verb: 'promote', version: '1.0.0', mergedBy: 'Test <test@example.com>' },
    ]);
  });

  test('by a rebase is an operation of its own time, and one that is merged at once has nothing to add', async () => {
    const platform = await merged('rebase');
    await platform.release('lulu', '1.1.0', 2);
    await platform.ok(...PROMOTION, '--merge');
    const entries = await historyOf(platform, 'production');
    expect(entries.map(({ verb, version, mergedBy, askedAt }) => [verb, version, mergedBy, askedAt])).toEqual([
      ['promote', '1.1.0', undefined, undefined],
      ['promote', '1.0.0', undefined, undefined],
    ]);
  });

  test('is known to be later than what status says, which says so', async () => {
    const { out } = await (await merged('merge')).verb('status', 'lulu');
    const [staging = '', production = ''] = out.split(/^production/m);
    expect(production).toMatch(/since +2026-01-05 09:03 UTC, .*, when it was asked for$/m);
    expect(staging).not.toContain('asked for');
  });
});

describe('What somebody did by hand', () => {
  const eve = (git: (...args: string[]) => string, ...args: string[]) =>
    git('-c', 'user.name=Eve', '-c', 'user.email=eve@example.com', ...args, '--author=Eve <eve@example.com>');

  async function scene(): Promise<TestPlatform> {
    const platform = await make().init();
    await platform.release('lulu', '1.0.0', 1);
    await platform.release('lulu', '1.1.0', 2);
    return platform;
  }

  function revert(platform: TestPlatform): void {
    platform.byHand('staging', (_, git) => {
      git('revert', '--no-commit', 'HEAD');
      eve(git, 'commit', '--quiet', '-m', 'Back again');
    });
  }

  test('is theirs, also where it brings back the record of an operation, and that of the revert', async () => {
    const platform = await scene();
    revert(platform);
    revert(platform);
    const theirs = { verb: 'edit', actor: 'Eve <eve@example.com>', reason: 'Back again' };
    const entries = await historyOf(platform, 'staging');
    expect(entries).toMatchObject([
      { ...theirs, live: '1.1.0', files: expect.arrayContaining(['.twelve/lulu.json']) as string[] },
      { ...theirs, live: '1.0.0' },
      { verb: 'release', version: '1.1.0', actor: 'Ada Lovelace <ada@example.com>' },
      { verb: 'release', version: '1.0.0' },
    ]);
    expect(entries.map(({ version }) => version)).toEqual([undefined, undefined, '1.1.0', '1.0.0']);
    const { out } = await platform.verb('history', 'lulu', '--env', 'staging', '--limit', '1');
    expect(out).toMatch(/edited by hand +Eve +Back again/);
    await platform.release('lulu', '1.2.0', 3);
    expect((await historyOf(platform, 'staging'))[0]).toMatchObject({ verb: 'release', version: '1.2.0' });
  });

  test('is theirs where the record alone was edited', async () => {
    const platform = await scene();
    const state = { ...platform.state('lulu'), since: '2020-01-01T00:00:00.000Z' };
    platform.byHand('staging', (folder, git) => {
      writeFileSync(join(folder, '.twelve/lulu.json'), `${JSON.stringify(state, undefined, 2)}\n`);
      eve(git, 'commit', '--quiet', '--all', '-m', 'Older');
    });
    expect(await historyOf(platform, 'staging')).toMatchObject([
      { verb: 'edit', actor: 'Eve <eve@example.com>', files: ['.twelve/lulu.json'] },
      { verb: 'release', version: '1.1.0' },
      { verb: 'release', version: '1.0.0' },
    ]);
  });

  test('is not what begins anew after a record was removed', async () => {
    const platform = await scene();
    platform.byHand('staging', (_, git) => {
      git('rm', '--quiet', '.twelve/lulu.json');
      eve(git, 'commit', '--quiet', '-m', 'Away');
    });
    platform.bundle('lulu', { version: '1.2.0' });
    await platform.ok('release', 'lulu', '--env', 'staging', '--dist', platform.dist, '--order', '3', '--restore');
    expect((await historyOf(platform, 'staging')).map(({ verb }) => verb)).toEqual([
      'release',
      'edit',
      'release',
      'release',
    ]);
  });
});
