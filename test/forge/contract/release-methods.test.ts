import type { MergeMethod } from '../../../lib/forge';
import { LIVE, production, useForgePlatforms } from './platform';
import { SERVERS } from './support';

const make = useForgePlatforms();
const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];
const PROMOTE = ['promote', 'lulu', '--from', 'staging', '--to', 'production'] as const;

describe.each(SERVERS)('through %s', (_, kind) => {
  test.each(METHODS)('a release that waits and one that is merged by %s are told apart', async (method) => {
    const platform = await make(kind).begin();
    kind.allow(platform.server, [method]);
    await platform.release('lulu', '1.4.0', 1);
    const promoted = await platform.verb(...PROMOTE);
    expect(promoted).toMatchObject({ code: 0, err: expect.stringMatching(/waits to be merged: http/) as string });
    expect(await production(platform)).toMatchObject({ version: undefined, waits: ['1.4.0', 1] });
    await platform.ok('pr', 'merge', '1', '--method', method);
    expect(await production(platform)).toEqual({ ...LIVE, version: '1.4.0' });
    expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu:production'));
    // The next one is on top of what the forge made of the first.
    await platform.release('lulu', '1.5.0', 2);
    await platform.ok(...PROMOTE);
    // This one somebody merges at the forge.
    const { pulls } = platform.server;
    pulls.refresh();
    pulls.merge(pulls.all[1] as never, method, undefined, 'merged by hand');
    expect(await production(platform)).toEqual({ ...LIVE, version: '1.5.0' });
    expect((await platform.verb(...PROMOTE)).code).toBe(0);
    expect(platform.server.pulls.all).toHaveLength(2);
  });
});
