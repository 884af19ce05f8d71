import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlatform } from '../../support/platform';
import { containing, fails, setHook, useSeeded, withGit, works } from './support';

const seeded = useSeeded();
const HEAD = 'twelve/production/lulu';
const PROMOTION = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
const PROMOTED = ['lulu', '--env', 'production'];

interface Outcomes {
  readonly outcomes: readonly { readonly replaces?: string }[];
}

/** What Bob asks for. */
async function bob<T = Outcomes>(platform: TestPlatform, ...argv: readonly string[]): Promise<T> {
  const common = platform.common(argv[0] as string).map((word) => word.replace(/^Ada .*/, 'Bob <bob@example.com>'));
  const { code, out, err } = await platform.twelve(...argv, ...common, '--json');
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}

/** Production has 1.1.0 and could go back to 1.0.0; staging has 1.2.0. */
async function scene(): Promise<TestPlatform> {
  const platform = await seeded('pullRequest');
  await platform.ok(...PROMOTION, '--merge');
  await platform.release('lulu', '1.1.0', 11);
  await platform.ok(...PROMOTION, '--merge');
  await platform.release('lulu', '1.2.0', 12);
  return platform;
}

/** Title and asker of the pull request that is open. */
async function open(platform: TestPlatform): Promise<string> {
  const { pullRequests } = await platform.ok<{ pullRequests: { title: string; author: string }[] }>('pr', 'list');
  return pullRequests.map(({ title, author }) => `${title} by ${author}`).join();
}

describe('What waits and was decided by somebody', () => {
  test.each([
    ['rollback', []],
    ['pin', ['pin', 'unpin']],
  ])('is not replaced where it is a %s, unless that is asked for', async (verb, others) => {
    const platform = await scene();
    await bob(platform, verb, ...PROMOTED, '--reason', 'broken');
    const said = new RegExp(
      `a pull request waits with ${verb} 1\\.\\d\\.0 by Bob <bob@example\\.com> since .* \\(broken\\)`,
    );
    await fails(platform, PROMOTION, 'TF2121', said);
    await fails(platform, [...PROMOTION, '--dry-run'], 'TF2121', 'merge or close it first');
    for (const other of others) {
      expect((await platform.verb(other, ...PROMOTED)).code).toBe(0);
    }
    expect(await open(platform)).toMatch(/by Bob <bob@example.com>$/);
    const told = await platform.verb(...PROMOTION, '--replace');
    expect(told).toMatchObject({ code: 0, err: containing(`replaces what waited: ${verb} 1.`) });
    await platform.ok('pr', 'merge', '3');
    expect(platform.state('lulu', 'production').release).toBe('1.2.0');
  });

  test('gives way to a rollback, which says so', async () => {
    const platform = await scene();
    await platform.ok('pin', ...PROMOTED, '--merge');
    await bob(platform, 'unpin', ...PROMOTED);
    const back = await platform.ok<Outcomes>('rollback', ...PROMOTED);
    expect(back.outcomes).toMatchObject([{ replaces: 'unpin 1.1.0 by Bob <bob@example.com>' }]);
    expect(await open(platform)).toMatch(/^production: roll back lulu to 1\.0\.0 by Ada/);
  });

  test('is not undone by a pin of what it goes away from, and closed it is in nobody’s way', async () => {
    const platform = await scene();
    await bob(platform, 'rollback', ...PROMOTED);
    await fails(platform, ['pin', ...PROMOTED], 'TF2121', 'rollback 1.0.0 by Bob');
    await platform.ok('pr', 'close', '3');
    await works(platform, PROMOTION);
  });

  test('is not lost in a race: who loses it decides again', async () => {
    const platform = await scene();
    // Somebody rolls back between the look and the push of the promotion.
    const other = await scene();
    await bob(other, 'rollback', ...PROMOTED);
    const head = other.git('rev-parse', HEAD);
    const [from, done] = [other.repo, join(platform.folder, 'done')];
    const script =
      `case " $* " in *" push "*) [ -e ${done} ] || { touch ${done}; ` +
      `env -u GIT_DIR "$GIT" -C ${platform.repo} fetch --quiet ${from} +${HEAD}:refs/heads/${HEAD}; }; esac`;
    expect(platform.git('rev-parse', 'production')).toBe(other.git('rev-parse', 'production'));
    const answer = await withGit(platform, script, () => platform.verb(...PROMOTION));
    expect(answer).toMatchObject({ code: 3, err: containing('rollback 1.0.0 by Bob') });
    expect(platform.git('rev-parse', HEAD)).toBe(head);
  });
});

describe('A release that waits', () => {
  test('and is replaced is named on the terminal, as data and in the pull request', async () => {
    const platform = await seeded('pullRequest');
    await bob(platform, ...PROMOTION);
    await platform.release('lulu', '1.1.0', 11);
    const replaces = 'promote 1.0.0 by Bob <bob@example.com>';
    expect(await platform.verb(...PROMOTION, '--dry-run')).toMatchObject({ err: containing(replaces) });
    const { outcomes } = await platform.ok<Outcomes>(...PROMOTION);
    expect(outcomes).toMatchObject([{ replaces }]);
    const before = platform.git('rev-parse', 'refs/twelve/pulls');
    // Whoever asks for the same again changes nothing of it.
    await bob(platform, ...PROMOTION);
    expect(platform.git('rev-parse', 'refs/twelve/pulls')).toBe(before);
    expect((await platform.verb('pr', 'show', '1')).out).toContain('| Replaces | promote 1.0.0 by Bob');
    expect(await open(platform)).toBe('production: promote lulu 1.1.0 from staging by Ada Lovelace <ada@example.com>');
  });

  test('gives way to a pin and a rollback, which say so', async () => {
    const platform = await scene();
    await bob(platform, ...PROMOTION);
    const pinned = await platform.ok<Outcomes>('pin', ...PROMOTED);
    expect(pinned.outcomes).toMatchObject([{ replaces: 'promote 1.2.0 by Bob <bob@example.com>' }]);
    expect(await open(platform)).toBe('production: pin lulu at 1.1.0 by Ada Lovelace <ada@example.com>');
    const back = await bob(platform, 'rollback', ...PROMOTED);
    expect(back.outcomes).toMatchObject([{ replaces: 'pin 1.1.0 by Ada Lovelace <ada@example.com>' }]);
  });

  test('and is replaced before its pull request is opened gives that no words of its own', async () => {
    const platform = await scene();
    await platform.ok(...PROMOTION);
    const promoted = platform.git('rev-parse', HEAD);
    await platform.ok('pr', 'close', '3');
    // The pin is pushed; before its pull request is written somebody's promotion takes its place.
    const script = `grep -q ${HEAD} && git update-ref refs/heads/${HEAD} ${promoted}; rm hooks/post-receive`;
    setHook(platform, 'post-receive', script);
    const answer = await platform.verb('pin', ...PROMOTED);
    expect(answer).toMatchObject({ code: 6, err: containing('another change took its place just now') });
    expect(await open(platform)).toBe('');
  });
});

describe('What somebody pushed to a pull request', () => {
  test('stays, until it is asked to be replaced; a rollback gets past it that way', async () => {
    const platform = await scene();
    await bob(platform, ...PROMOTION);
    platform.byHand(HEAD, (folder, git) => {
      writeFileSync(join(folder, 'hand.txt'), 'x');
      git('add', '.');
      git('commit', '--quiet', '-m', 'by hand');
    });
    const pushed = platform.git('rev-parse', HEAD).slice(0, 10);
    await fails(platform, ['rollback', ...PROMOTED, '--merge'], 'TF2206', 'or give --replace');
    const { outcomes } = await platform.ok<Outcomes>('rollback', ...PROMOTED, '--merge', '--replace');
    const replaces = `promote 1.2.0 by Bob <bob@example.com>, and what somebody pushed (${pushed})`;
    expect(outcomes).toMatchObject([{ replaces }]);
    expect(platform.state('lulu', 'production').release).toBe('1.0.0');
    expect(platform.git('ls-tree', '--name-only', 'production')).not.toContain('hand.txt');
    await works(platform, ['verify']);
  });
});
