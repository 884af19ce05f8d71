import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

  test.each([[[]], [['--env', 'staging']]])(
    '%j of a folder without a bundle is told, and no success',
    async (where) => {
      const platform = await make().init();
      mkdirSync(platform.dist);
      // What cdk8s writes beside bundles, and an environment whose descriptor is lost.
      writeFileSync(join(platform.dist, 'construct-metadata.json'), '{}');
      mkdirSync(join(platform.dist, 'staging', 'lulu'), { recursive: true });
      const refs = platform.refs();
      expect(await platform.verb('release', ...where, '--dist', platform.dist, '--order', '1')).toEqual({
        code: 2,
        out: '',
        err: `bundles: there is none in ${platform.dist}; run npx cdk8s synth, or name its output with --dist (TF2003)\n`,
      });
      expect(platform.refs()).toBe(refs);
    },
  );

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
