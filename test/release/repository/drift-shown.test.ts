import { usePlatform, type TestPlatform } from '../../support/platform';

const make = usePlatform();

/** 1.0.0 on both environments; on production somebody else's image, and more pods. */
async function drifted(flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  await platform.release('lulu', '1.0.0', 10);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production', '--merge');
  const file = 'Deployment.lulu.yaml';
  const text = platform.files('lulu', 'production')[file] as string;
  platform.edit(
    'production',
    `lulu/${file}`,
    `${text.replace(':1.0.0', ':6.6.6').replace('replicas: 2', 'replicas: 8')}\n`,
  );
  return platform;
}

const restore = ['verify', 'lulu', '--env', 'production', '--restore'];

test('a dry run of --restore shows what it takes back, as the branch has it', async () => {
  const platform = await drifted();
  const { err } = await platform.verb(...restore, '--dry-run');
  expect(err).toContain('lulu in production: 1 object changed');
  expect(err).toContain('image 6.6.6 → 1.0.0');
  expect(err).toContain('replicas 8 → 2');
});

test('a dry run of --adopt shows no change: what it keeps runs already', async () => {
  const platform = await drifted();
  const { err } = await platform.verb('verify', 'lulu', '--env', 'production', '--adopt', '--dry-run');
  expect(err).toContain('lulu in production: nothing changed');
});

test('a dry run of a release with --restore shows what the edit by hand had changed', async () => {
  const platform = await drifted();
  platform.bundle('lulu', { version: '1.1.0' });
  const argv = ['release', 'lulu', '--env', 'production', '--dist', platform.dist, '--order', '11', '--restore'];
  const { err } = await platform.verb(...argv, '--dry-run');
  expect(err).toContain('image 6.6.6 → 1.1.0');
  expect(err).toContain('replicas 8 → 2');
});

test('the pull request of --restore says what merging it changes', async () => {
  const platform = await drifted('pullRequest');
  await platform.ok(...restore);
  const { out } = await platform.verb('pr', 'show', '2');
  expect(out).toContain('image `6.6.6` → `1.0.0`');
  expect(out).toContain('`spec.replicas` | `8` → `2`');
});

test('a comparison is of what the branches have, and warns that it is no release', async () => {
  const platform = await drifted();
  const { out, err } = await platform.verb('diff', 'lulu', '--from', 'staging', '--to', 'production');
  expect(out).toContain('image 1.0.0 → 6.6.6');
  expect(err).toContain('warning: production was edited by hand');
  const data = await platform.ok('diff', 'lulu', '--env', 'production', '--version', '1.0.0');
  expect(data).toMatchObject({
    drifted: ['production'],
    objects: [{ changes: [{ before: 8, after: 2 }, { after: expect.stringMatching(':1.0.0') as string }] }],
  });
  expect((await platform.verb('diff', 'lulu', '--env', 'staging', '--version', '1.0.0')).err).not.toContain('warning');
});

test('a state that names a tree which nobody has is told and mended, in a dry run too', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.0.0', 10);
  const { tree } = platform.state('lulu') as unknown as { tree: string };
  const text = platform.git('show', 'staging:.twelve/lulu.json');
  platform.edit('staging', '.twelve/lulu.json', `${text.replace(tree, 'a'.repeat(40))}\n`);
  const verdict = await platform.verb('verify', 'lulu', '--env', 'staging', '--restore', '--dry-run');
  expect(verdict.err).toContain('lulu in staging: nothing changed');
  await platform.ok('diff', 'lulu', '--env', 'staging', '--version', '1.0.0');
  await platform.ok('verify', 'lulu', '--env', 'staging', '--restore');
  expect(platform.state('lulu')).toMatchObject({ tree });
});

test('a submodule in the folder is nothing that can be shown', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.0.0', 10);
  platform.byHand('staging', (_, git) => {
    git('update-index', '--add', '--cacheinfo', `160000,${'b'.repeat(40)},lulu/module`);
    git('commit', '--quiet', '-m', 'a submodule');
  });
  expect((await platform.verb('verify', 'lulu', '--restore', '--dry-run')).err).toContain('would be done');
});
