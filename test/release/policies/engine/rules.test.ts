import { usePlatform, type TestPlatform } from '../../../support/platform';
import { expectDenied, FROZEN, promote, setPolicies } from './support';

const make = usePlatform();

/** lulu 1.4.0 on both environments, and 1.5.0 on staging, before there are policies. */
async function released(flow: 'direct' | 'pullRequest' = 'direct'): Promise<TestPlatform> {
  const platform = await make().init(flow);
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production', '--merge');
  await platform.release('lulu', '1.5.0', 2);
  return platform;
}

test('a freeze denies a promotion, and says where the rule is and from when on it is allowed', async () => {
  const platform = await released();
  setPolicies(platform, `audit: { environments: [production], ${FROZEN} }`);
  const { err } = await expectDenied(platform, () => promote(platform, 'lulu'), /TF2117/);
  expect(err).toBe(
    '[lulu/production] audit (freeze, twelve.yaml:8): it is frozen until Sun 2026-02-01 08:00 Europe/Copenhagen: audit; allowed from 2026-02-01 07:00:00Z on (TF2117)\n',
  );
  platform.later(27 * 24 * 60);
  expect((await promote(platform, 'lulu')).code).toBe(0);
});

test('every reason is told at once, with those of the rules of releases', async () => {
  const platform = await released();
  setPolicies(
    platform,
    `all:
  environments: [production]
  soak: { on: staging, for: 2h }
  requires: { auth: 2.3.0 }
  approvals: { people: [eve@example.com] }
  branches: ['release/*']
  ${FROZEN}`,
  );
  await platform.ok('pin', 'lulu', '--env', 'production', '--reason', 'a demo');
  const { err } = await expectDenied(platform, () => promote(platform, 'lulu'), /TF2101/);
  expect(
    [...err.matchAll(/(?:all \((\w+), twelve\.yaml:8\)|release) .*?\((TF\d+)\)$|all \((\w+)/gm)].length,
  ).toBeGreaterThan(4);
  expect(err.trim().split('\n')).toHaveLength(6);
  const { out } = await promote(platform, 'lulu', '--json');
  const { error } = JSON.parse(out) as { error: { problems: { code: string }[] } };
  expect(error.problems.map(({ code }) => code)).toEqual(['TF2101', 'TF2117', 'TF2117', 'TF2117', 'TF2117', 'TF2117']);
});

test('what is not about a release, and what goes back, is always possible', async () => {
  const platform = await released();
  expect((await promote(platform, 'lulu')).code).toBe(0);
  setPolicies(
    platform,
    `closed:
  environments: [production, staging]
  approvals: { people: [eve@example.com] }
  ${FROZEN}`,
  );
  for (const argv of [
    ['pin', 'lulu', '--env', 'production'],
    ['unpin', 'lulu', '--env', 'production'],
    ['rollback', 'lulu', '--env', 'production'],
    ['rollback', 'lulu', '--env', 'production', '--to', '1.5.0'],
    ['unpin', 'lulu', '--env', 'production'],
  ]) {
    expect(await platform.verb(...argv)).toMatchObject({ code: 0 });
  }
  platform.edit(
    'production',
    'lulu/Service.lulu.yaml',
    platform.git('show', 'production:lulu/Service.lulu.yaml') + '\n# x\n',
  );
  expect((await platform.verb('verify', 'lulu', '--restore')).code).toBe(0);
  expect((await promote(platform, 'lulu')).err).toMatch(/is 1\.5\.0 already/);
});

test('a switch and a shift are denied, and the way back is not', async () => {
  const platform = await make().init();
  const environments = { staging: 'blueGreen', production: 'canary' } as const;
  for (const [version, order] of [
    ['1.4.0', 1],
    ['1.5.0', 2],
  ] as const) {
    await platform.release('lulu', version, order, 'staging', { environments });
    await platform.release('lulu', version, order, 'production', { environments });
  }
  await platform.ok('shift', 'lulu', '--env', 'production');
  await platform.ok('switch', 'lulu', '--env', 'staging');
  setPolicies(platform, `closed: { environments: [production, staging], ${FROZEN} }`);
  await expectDenied(platform, () => platform.verb('shift', 'lulu', '--env', 'production'), /closed \(freeze/);
  await platform.ok('shift', 'lulu', '--env', 'production', '--share', '0');
  await platform.ok('switch', 'lulu', '--env', 'staging', '--to', 'blue');
  await expectDenied(platform, () => platform.verb('switch', 'lulu', '--env', 'staging', '--to', 'green'), /closed/);
});

test('soak: what was live for long enough by the branch itself, also before a rollback', async () => {
  const platform = await released();
  setPolicies(platform, 'night: { environments: [production], soak: { on: staging, for: 8h } }');
  await expectDenied(
    platform,
    () => promote(platform, 'lulu'),
    /1\.5\.0 is live on staging since .*; allowed from 2026-01-05 17:0\d/,
  );
  platform.later(8 * 60);
  // It soaked once; that it was taken away and is back does not count against it.
  await platform.ok('rollback', 'lulu', '--env', 'staging');
  await platform.ok('rollback', 'lulu', '--env', 'staging', '--to', '1.5.0');
  expect(await promote(platform, 'lulu')).toMatchObject({ code: 0 });
});

test('soak counts from the merge on, not from the proposal', async () => {
  const platform = await released('pullRequest');
  platform.edit(
    'main',
    'twelve.yaml',
    'schema: 1\nenvironments:\n  staging: { flow: pullRequest }\n  production: {}\npolicies:\n  night: { environments: [production], soak: { on: staging, for: 8h } }\n',
  );
  await platform.release('lulu', '1.6.0', 3);
  platform.later(24 * 60);
  await platform.ok('pr', 'merge', '2');
  await expectDenied(platform, () => promote(platform, 'lulu'), /1\.6\.0 is live on staging since 2026-01-06 /);
});

test('promoteFrom: another version, or none, is not put there', async () => {
  const platform = await released();
  setPolicies(platform, 'proven: { environments: [production], promoteFrom: staging }');
  platform.bundle('lulu', { version: '1.6.0' });
  const release = ['release', 'lulu', '--env', 'production', '--dist', platform.dist, '--order', '3'];
  await expectDenied(
    platform,
    () => platform.verb(...release),
    /staging has 1\.5\.0; allowed once 1\.6\.0 is live on staging/,
  );
  platform.bundle('lulu', { version: '1.5.0' });
  expect((await platform.verb(...release)).code).toBe(0);
});

test('requires: what the same push releases counts', async () => {
  const platform = await make().init();
  setPolicies(platform, 'auth: { environments: [staging], applications: [shop], requires: { auth: 2.0.0 } }');
  platform.bundle('shop', { version: '1.0.0' }).bundle('auth', { version: '2.0.0' });
  const release = ['release', '--env', 'staging', '--dist', platform.dist, '--order', '1'];
  await expectDenied(
    platform,
    () => platform.verb('release', 'shop', ...release.slice(1)),
    /auth is not on staging; allowed once auth 2\.0\.0 or newer is live on staging/,
  );
  await platform.ok(...release);
  expect(platform.state('shop').release).toBe('1.0.0');
});

test('approvals by a pipeline need no person', async () => {
  const platform = await released();
  setPolicies(
    platform,
    'robots: { environments: [production], approvals: { pipelines: [{ provider: github, repository: example/platform }] } }',
  );
  await expectDenied(
    platform,
    () => promote(platform, 'lulu'),
    /Ada Lovelace <ada@example\.com> may not; never by this person/,
  );
  platform.variables = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'example/platform', GITHUB_ACTOR: 'grace' };
  expect((await promote(platform, 'lulu')).code).toBe(0);
});

test('owners: the label of the objects says who', async () => {
  const platform = await released();
  setPolicies(platform, `theirs: { environments: [production], owners: [team-lulu], ${FROZEN} }`);
  expect((await promote(platform, 'lulu')).code).toBe(0);
  const owned = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { owner: 'team-lulu' } } };
  await platform.release('lulu', '1.6.0', 3, 'staging', { files: { 'ConfigMap.a.yaml': owned } });
  await expectDenied(platform, () => promote(platform, 'lulu'), /theirs \(freeze/);
});

test('branches: the branch and the tag are recorded with the release', async () => {
  const platform = await make().init();
  setPolicies(platform, "releases: { environments: [staging], branches: ['release/*'], tags: ['v*'] }");
  platform.workIn((git, write) => {
    write('a', '1');
    git('init', '--quiet', '--initial-branch=master', '.');
    git('add', 'a');
    git('commit', '--quiet', '-m', 'a');
  });
  const release = ['release', 'lulu', '--env', 'staging', '--dist', platform.dist, '--order'];
  platform.bundle('lulu', { version: '1.4.0' });
  await expectDenied(
    platform,
    () => platform.verb(...release, '1'),
    /was built from the branch master; never for 1\.4\.0/,
  );
  platform.workIn((git) => git('switch', '--quiet', '--create', 'release/1.4'));
  await platform.ok(...release, '1');
  expect(platform.git('log', '-1', '--format=%(trailers:key=Source-Branch)', 'releases/lulu')).toBe(
    'Source-Branch: release/1.4',
  );
  platform.workIn((git) => (git('switch', '--quiet', 'master'), git('tag', 'v1.5.0')));
  platform.bundle('lulu', { version: '1.5.0' });
  await platform.ok(...release, '2');
  expect(platform.git('log', '-1', '--format=%(trailers:key=Source-Tag)', 'releases/lulu')).toBe('Source-Tag: v1.5.0');
});
