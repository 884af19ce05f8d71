import { usePlatform } from '../../support/platform';

const make = usePlatform();

describe('twelve release', () => {
  test('puts the bundle on the branch, byte for byte, and records it once', async () => {
    const platform = await make().init();
    await platform.release('lulu', '1.4.0', 1);
    expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
    expect(platform.git('ls-tree', '--name-only', 'releases/lulu').split('\n')).toEqual([
      'lulu.json',
      'production',
      'staging',
    ]);
    expect(platform.git('rev-list', '--count', 'releases/lulu')).toBe('1');
    expect(platform.state('lulu')).toMatchObject({
      release: '1.4.0',
      operation: { verb: 'release', version: '1.4.0' },
    });
    expect(platform.git('fsck', '--strict')).toBe('');
  });

  test('R1: the same bundle again makes no commit', async () => {
    const platform = await make().init();
    await platform.release('lulu', '1.4.0', 1);
    const refs = platform.refs();
    const { outcomes } = await platform.ok<{ outcomes: unknown[] }>(
      'release',
      'lulu',
      '--env',
      'staging',
      '--dist',
      platform.dist,
      '--order',
      '1',
    );
    expect(outcomes).toEqual([expect.objectContaining({ changed: false, said: 'is 1.4.0 already' })]);
    expect(platform.refs()).toBe(refs);
  });

  test('a promotion makes no new blob and copies the recorded tree', async () => {
    const platform = await make().init();
    await platform.release('lulu', '1.4.0', 1);
    const blobs = () =>
      platform
        .git('cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname)')
        .split('\n')
        .filter((line) => line.startsWith('blob')).length;
    const before = blobs();
    await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
    expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu:production'));
    expect(blobs()).toBe(before + 1); // Its record, which is not a manifest.
  });
});
