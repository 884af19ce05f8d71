import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, type TestPlatform, usePlatform } from '../../support/platform';

const make = usePlatform();

/** Releases 1.4.0 of lulu to staging and production. */
async function released(flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  return platform;
}

/** Asserts that a verb ends with an error, and that nothing of the platform repository changed. */
async function expectRefused(platform: TestPlatform, argv: string[], code: number, message: RegExp): Promise<Answer> {
  const refs = platform.refs();
  const answer = await platform.verb(...argv);
  expect(answer.err).toMatch(message);
  expect(answer.code).toBe(code);
  expect(answer.out).toBe('');
  expect(platform.refs()).toBe(refs);
  return answer;
}

const release = (platform: TestPlatform, order: string, ...more: string[]) => [
  'release',
  'lulu',
  '--env',
  'staging',
  '--dist',
  platform.dist,
  '--order',
  order,
  ...more,
];

test('an older release never replaces a newer one', async () => {
  const platform = await released();
  await platform.release('lulu', '1.6.0', 6);
  platform.bundle('lulu', { version: '1.5.0' });
  await expectRefused(platform, release(platform, '5'), 3, /its order 5 is lower than 6 of 1\.6\.0.* \(TF2102\)/);
});

test('an older release never replaces a newer one that waits to be merged', async () => {
  const platform = await released('pullRequest');
  await platform.release('lulu', '1.6.0', 6, 'production');
  platform.bundle('lulu', { version: '1.5.0' });
  const argv = release(platform, '5').map((word) => (word === 'staging' ? 'production' : word));
  await expectRefused(platform, argv, 3, /lower than 6 of 1\.6\.0, which waits in a pull request.* \(TF2102\)/);
});

test('a version has one meaning for ever', async () => {
  const platform = await released();
  platform.bundle('lulu', {
    version: '1.4.0',
    files: { 'ConfigMap.x.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } } },
  });
  await expectRefused(
    platform,
    release(platform, '2'),
    3,
    /version 1\.4\.0 is recorded with other bytes for production, staging.* \(TF2109\)/,
  );
});

test('R2: the tools that rendered it are no other bytes', async () => {
  const platform = await released();
  const file = join(platform.dist, 'lulu.json');
  const descriptor = JSON.parse(platform.git('show', 'releases/lulu:lulu.json')) as {
    renderer: Record<string, string>;
  };
  descriptor.renderer = { 'cdk8s-twelve-factor': '99.0.0' };
  writeFileSync(file, JSON.stringify(descriptor));
  const refs = platform.refs();
  await platform.ok(...release(platform, '1'));
  expect(platform.refs()).toBe(refs);
});

test('a release of an environment that was not rendered, or is not of the platform, is told so', async () => {
  const platform = await released();
  platform.bundle('lulu', { version: '1.5.0', environments: { production: 'plain' } });
  await expectRefused(
    platform,
    release(platform, '2'),
    3,
    /\[lulu\/staging\] release 1\.5\.0: it has no such environment.* \(TF2104\)/,
  );
  const argv = release(platform, '2').map((word) => (word === 'staging' ? 'prod' : word));
  await expectRefused(
    platform,
    argv,
    2,
    /environment: twelve\.yaml has no "prod"; give one of staging, production \(TF2203\)/,
  );
});

test('without a pipeline and a source, the order has to be given, as a whole number', async () => {
  const platform = await released();
  platform.bundle('lulu', { version: '1.5.0' });
  await expectRefused(
    platform,
    release(platform, '2').slice(0, -2),
    2,
    /there is no pipeline and no commit of a source.* \(TF2111\)/,
  );
  await expectRefused(platform, release(platform, '1.5'), 2, /"1\.5" is no whole number.* \(TF2111\)/);
});

test('G1: a source with changes that are in no commit is recorded as such, or refused', async () => {
  const platform = await released();
  platform.workIn((git, write) => {
    git('init', '--quiet');
    write('app.ts', '1');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    write('app.ts', '2');
  });
  platform.bundle('lulu', { version: '1.5.0' });
  await expectRefused(
    platform,
    release(platform, '2', '--require-clean'),
    3,
    /changes that are in no commit.* \(TF2112\)/,
  );
  const { err } = await platform.verb(...release(platform, '2'));
  expect(err).toContain('warning: the source has changes that are in no commit');
  expect(platform.git('log', '-1', '--format=%B', 'releases/lulu')).toContain('Source-Dirty: true');
});

test('what nobody released can be neither promoted nor switched nor shown', async () => {
  const platform = await make().init();
  await expectRefused(
    platform,
    ['promote', 'lulu', '--from', 'staging', '--to', 'production'],
    3,
    /\[lulu\/staging\] promote: nothing is released there.* \(TF2103\)/,
  );
  await expectRefused(platform, ['switch', 'lulu', '--env', 'staging'], 3, /\(TF2103\)/);
  await expectRefused(platform, ['status', 'lulu'], 3, /\(TF2103\)/);
  await expectRefused(platform, ['history', 'lulu'], 3, /\(TF2103\)/);
});

test('a pinned environment says who holds it, and lets a rollback through', async () => {
  const platform = await released();
  await platform.release('lulu', '1.5.0', 2);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  await platform.ok('pin', 'lulu', '--env', 'production', '--reason', 'quarter end');
  await platform.release('lulu', '1.6.0', 3);
  const promote = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
  await expectRefused(
    platform,
    promote,
    3,
    /pinned at 1\.5\.0 by Ada Lovelace <ada@example\.com> since 2026-\S+ \(quarter end\).* \(TF2101\)/,
  );
  await platform.ok('rollback', 'lulu', '--env', 'production');
  expect(platform.state('lulu', 'production')).toMatchObject({ release: '1.4.0', pin: { version: '1.4.0' } });
  await platform.ok('unpin', 'lulu', '--env', 'production');
  await platform.ok(...promote);
  expect(platform.state('lulu', 'production')).toMatchObject({ release: '1.6.0' });
});

test('a release that is gone from its branch is not promoted', async () => {
  const platform = await released();
  await platform.release('lulu', '1.5.0', 2);
  platform.git('update-ref', 'refs/heads/releases/lulu', 'releases/lulu~1');
  await expectRefused(
    platform,
    ['promote', 'lulu', '--from', 'staging', '--to', 'production'],
    3,
    /releases\/lulu does not have 1\.5\.0.* \(TF2110\)/,
  );
  await platform.ok(...release(platform, '2')); // The same bundle, recorded again.
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
});

test('what was edited by hand is neither promoted nor overwritten in silence', async () => {
  const platform = await released();
  platform.edit('staging', 'lulu/Service.lulu.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu\n');
  await expectRefused(
    platform,
    ['promote', 'lulu', '--from', 'staging', '--to', 'production'],
    4,
    /\[lulu\/staging\] Service\.lulu\.yaml: edited by hand.* \(TF2116\)/,
  );
  platform.bundle('lulu', { version: '1.5.0' });
  await expectRefused(
    platform,
    release(platform, '2'),
    4,
    /edited by hand on the branch; take it back with --restore, .* \(TF2113\)/,
  );
  await platform.ok(...release(platform, '2', '--restore'));
  expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
});

test('a secret or a symbolic link that was put there by hand is never adopted', async () => {
  const platform = await released();
  platform.edit(
    'staging',
    'lulu/Secret.x.yaml',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  a: hunter2\n',
  );
  const { err } = await expectRefused(
    platform,
    ['verify', 'lulu', '--adopt'],
    2,
    /a Secret with its values.* \(TF2025\)/,
  );
  expect(err).not.toContain('hunter2');
  await platform.ok('verify', 'lulu', '--restore');
  platform.byHand('staging', (folder, git) => {
    git('update-index', '--add', '--cacheinfo', `120000,${git('rev-parse', 'HEAD:README.md')},lulu/link.yaml`);
    git('commit', '--quiet', '-m', 'link');
    expect(folder).toBeTruthy();
  });
  await expectRefused(platform, ['verify', 'lulu', '--adopt'], 4, /link\.yaml: it is no plain file.* \(TF2114\)/);
});

test('a folder that no release put there is not taken over', async () => {
  const platform = await make().init();
  platform.edit('staging', 'lulu/hand-kept.yaml', 'a: 1\n');
  platform.bundle('lulu', { version: '1.4.0' });
  await expectRefused(platform, release(platform, '1'), 4, /no record of a release.* \(TF2115\)/);
  await platform.ok(...release(platform, '1', '--restore'));
  expect(Object.keys(platform.files('lulu'))).toEqual(['Deployment.lulu.yaml', 'Service.lulu.yaml']);
});

test('what the repository lacks is named', async () => {
  const platform = await released();
  platform.git('update-ref', '-d', 'refs/heads/production');
  await expectRefused(
    platform,
    ['pin', 'lulu', '--env', 'production'],
    4,
    /branch production: the platform repository does not have it.* \(TF2202\)/,
  );
  await expectRefused(platform, ['verify'], 4, /\(TF2202\)/);
  expect((await platform.verb('status')).err).toContain('warning: the branch production is missing');
  platform.git('update-ref', '-d', 'refs/heads/main');
  await expectRefused(
    platform,
    ['status'],
    2,
    /it has no branch main; make it one with `twelve init-platform <repo>` \(TF2201\)/,
  );
});

test('a mistake in twelve.yaml is told with its line', async () => {
  const platform = await released();
  platform.edit('main', 'twelve.yaml', 'schema: 1\nenvironments:\n  staging:\n    flow: sideways\n');
  await expectRefused(
    platform,
    ['status'],
    2,
    /twelve\.yaml:4:11: environments\.staging\.flow: .*sideways.* \(TF2204\)/,
  );
});

test('a state that cannot be read stops what would build on it', async () => {
  const platform = await released();
  platform.edit('staging', '.twelve/lulu.json', '{"schema": 1, "application": "lulu"');
  await expectRefused(platform, ['pin', 'lulu', '--env', 'staging'], 4, /\.twelve\/lulu\.json: .* \(TF2205\)/);
  expect((await platform.verb('verify')).err).toContain('✗ staging: lulu\n  state: ');
  expect((await platform.verb('status')).out).toContain('broken');
});

test('a pull request that somebody pushed to is not overwritten', async () => {
  const platform = await released('pullRequest');
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  platform.edit(
    'twelve/production/lulu',
    'lulu/Service.lulu.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: lulu\n',
  );
  await platform.release('lulu', '1.5.0', 2);
  await expectRefused(
    platform,
    ['promote', 'lulu', '--from', 'staging', '--to', 'production'],
    4,
    /twelve\/production\/lulu: somebody pushed to it.* \(TF2206\)/,
  );
});

test('a folder that is no repository, and a cache that cannot be written, are told with their path', async () => {
  const platform = await released();
  mkdirSync(join(platform.folder, 'empty'));
  const elsewhere = await platform.twelve(
    'status',
    '--repo',
    join(platform.folder, 'empty'),
    '--cache',
    join(platform.folder, 'c2'),
  );
  expect(elsewhere).toMatchObject({ code: 2, err: expect.stringMatching(/empty: .* \(TF2310\)/) as string });
  writeFileSync(join(platform.folder, 'file'), '');
  const cache = await platform.twelve('status', '--repo', platform.repo, '--cache', join(platform.folder, 'file'));
  expect(cache).toMatchObject({
    code: 5,
    err: expect.stringMatching(/file\S* can't be used: .* \(TF2306\)/) as string,
  });
});

test('a machine without git is told to install it', async () => {
  const platform = await released();
  const { PATH } = process.env;
  process.env['PATH'] = platform.folder;
  try {
    expect(await platform.verb('status')).toMatchObject({
      code: 5,
      err: expect.stringMatching(/git: it can't be run: .* \(TF2307\)/) as string,
    });
  } finally {
    process.env['PATH'] = PATH;
  }
});

test('R9: a signature that is asked for and cannot be made ends it before anything is pushed', async () => {
  const platform = await released();
  platform.workIn((git) => {
    git('init', '--quiet');
    git('config', 'commit.gpgsign', 'true');
    git('config', 'gpg.format', 'ssh');
    git('config', 'user.signingkey', join(platform.folder, 'no-such-key'));
  });
  await expectRefused(platform, ['pin', 'lulu', '--env', 'staging'], 5, /commit: it can't be signed: .* \(TF2309\)/);
});

test('the cache is thrown away when it is broken, and the work goes on', async () => {
  const platform = await released();
  const [cache] = platform.caches();
  writeFileSync(join(cache as string, 'HEAD'), 'garbage');
  await platform.ok('pin', 'lulu', '--env', 'staging');
  rmSync(join(cache as string, 'objects'), { recursive: true });
  await platform.ok('unpin', 'lulu', '--env', 'staging');
  expect(platform.git('log', '-2', '--format=%s', 'staging').split('\n')).toEqual([
    'staging: unpin lulu',
    'staging: pin lulu at 1.4.0',
  ]);
});
