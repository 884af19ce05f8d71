import { existsSync } from 'node:fs';
import type { Answer } from '../../support/platform';
import { expectError, start, useSeeded } from './support';

const seeded = useSeeded();

/** Bundles of two applications that go to production, which takes pull requests. */
async function withTwoBundles() {
  const platform = await seeded('pullRequest');
  platform.bundle('lulu', { version: '1.1.0' }).bundle('shop', { version: '2.0.0' });
  const argv = ['release', '--env', 'production', '--dist', platform.dist, '--order', '100', '--json'];
  return { platform, argv };
}

/** Runs a command whose reader has gone before it says anything. */
function unread(platform: Platform, argv: readonly string[], streams: readonly Stream[]): Promise<Answer> {
  const { child, done } = start(platform, argv);
  streams.forEach((stream) => child[stream]?.destroy());
  return done;
}

/** Heads of the pull requests that are open. */
async function proposed(platform: Platform): Promise<string[]> {
  const { pullRequests } = await platform.ok<{ pullRequests: { head: string }[] }>('pr', 'list');
  return pullRequests.map(({ head }) => head).sort();
}

type Platform = Awaited<ReturnType<typeof seeded>>;
type Stream = 'stdout' | 'stderr';

describe('a command that nobody listens to any more', () => {
  test.each<[string, Stream[]]>([
    ['stderr', ['stderr']],
    ['stdout', ['stdout']],
    ['either', ['stdout', 'stderr']],
  ])('on %s is finished all the same', async (_, streams) => {
    const { platform, argv } = await withTwoBundles();
    expect(await unread(platform, argv, streams)).toMatchObject({ code: 0 });
    expect(await proposed(platform)).toEqual(['twelve/production/lulu', 'twelve/production/shop']);
  });

  test('ends with the code of what it was about', async () => {
    const { platform } = await withTwoBundles();
    const answer = await unread(platform, ['pin', 'shop', '--env', 'staging', '--json'], ['stdout', 'stderr']);
    expect(answer).toMatchObject({ code: 3 });
  });
});

const full = existsSync('/dev/full') ? describe : describe.skip;

full('a disk that is full', () => {
  test('takes no words, and that changes nothing', async () => {
    const { platform, argv } = await withTwoBundles();
    const { code, out } = await start(platform, argv, {}, 'exec 2>/dev/full').done;
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcomes: [{ pullRequest: { number: 1 } }, { pullRequest: { number: 2 } }],
    });
  });

  test('takes no data, which is told when all is done', async () => {
    const { platform, argv } = await withTwoBundles();
    const answer = await start(platform, argv, {}, 'exec >/dev/full').done;
    const [told] = answer.err.trimEnd().split('\n').slice(-1);
    expectError({ ...answer, err: told as string }, 'TF2504', /^stdout: it can't be written \(ENOSPC\)/);
    expect(await proposed(platform)).toHaveLength(2);
  });
});
