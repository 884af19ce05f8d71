import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { matching } from '../release/faults/support';
import { usePlatform } from '../support/platform';

const make = usePlatform();

test('help is an answer; an unknown verb or option is not', async () => {
  const platform = make();
  expect(await platform.twelve('--help')).toMatchObject({ code: 0, out: expect.stringContaining('release') as string });
  expect(await platform.twelve('promote', '--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('--from') as string,
  });
  expect(await platform.twelve('frobnicate')).toMatchObject({
    code: 2,
    err: expect.stringContaining("unknown command 'frobnicate'") as string,
  });
  expect(await platform.twelve('pin', 'lulu', '--env', 'x', '--loud')).toMatchObject({
    code: 2,
    err: expect.stringContaining("unknown option '--loud'") as string,
  });
  expect(await platform.twelve('shift', 'lulu', '--env', 'x', '--share', 'half')).toMatchObject({
    code: 2,
    err: expect.stringContaining('whole number') as string,
  });
});

test('a platform repository has to be named', async () => {
  expect(await make().twelve('status')).toEqual({
    code: 2,
    out: '',
    err: '--repo: no platform repository is named; give its address, or set TWELVE_REPO (TF2501)\n',
  });
});

test('an environment of init-platform has to be a name and a flow', async () => {
  const platform = make();
  for (const given of ['Production', 'production:sideways', 'a:direct:b', '../x']) {
    expect((await platform.verb('init-platform', '--env', given)).err).toMatch(/is no environment; .* \(TF2502\)/);
  }
  expect(existsSync(platform.repo)).toBe(false);
});

test('a diff has to know what to compare', async () => {
  const platform = await make().init();
  expect(await platform.verb('diff', 'lulu', '--from', 'staging')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/\(TF2503\)/) as string,
  });
});

test('a page that cannot be written is told with its name', async () => {
  const platform = await make().init();
  expect(await platform.verb('status', '--html', 'no/such/folder.html')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no\/such\/folder\.html: it can't be written \(ENOENT\); .* \(TF2504\)/) as string,
  });
});

test('with --json, an error is data too', async () => {
  const platform = await make().init();
  const { code, out } = await platform.verb('pin', 'lulu', '--env', 'staging', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'TF2103', problems: [{ place: 'lulu/staging' }] } });
});

test('a dry run shows what would change, and changes nothing', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  platform.bundle('lulu', { version: '1.5.0' });
  const refs = platform.refs();
  const { code, err } = await platform.verb(
    'release',
    'lulu',
    '--env',
    'staging',
    '--dist',
    platform.dist,
    '--order',
    '2',
    '--dry-run',
  );
  expect(code).toBe(0);
  expect(err).toContain('Deployment lulu: web image 1.4.0 → 1.5.0');
  expect(err).toContain('staging: would be done: lulu is 1.5.0');
  expect(platform.refs()).toBe(refs);
});

test('init-platform makes what is missing, and keeps what is there', async () => {
  const platform = await make().init();
  const refs = platform.refs();
  await platform.init();
  expect(platform.refs()).toBe(refs);
  const { changed } = await platform.ok<{ changed: string[] }>('init-platform', '--env', 'canary:direct');
  expect(changed).toEqual(['main', 'canary']);
  expect(platform.git('show', 'main:twelve.yaml')).toMatch(/^# The platform: .*staging:.*production:.*canary:/s);
});

test('a dry run of init-platform says what it would make of a folder that is not there, and makes nothing', async () => {
  const platform = make();
  const say = ['init-platform', '--env', 'staging:direct', '--env', 'production'];
  const before = readdirSync(platform.folder);
  const { code, err } = await platform.verb(...say, '--dry-run');
  expect({ code, err }).toEqual({
    code: 0,
    err: `platform repository with staging (direct), production (direct): would make ${platform.repo} with main, staging, production\n`,
  });
  const planned = await platform.ok(...say, '--dry-run');
  expect(readdirSync(platform.folder)).toEqual(before);
  expect(planned).toMatchObject({ changed: ['main', 'staging', 'production'], dryRun: true });
  expect(await platform.ok(...say)).toEqual({ ...planned, dryRun: false });
});

test('init-platform makes no folder where something is wrong', async () => {
  const platform = make();
  writeFileSync(join(platform.folder, 'file'), '');
  const before = readdirSync(platform.folder);
  const common = ['--cache', join(platform.folder, 'cache'), '--actor', 'Ada <ada@example.com>'];
  const init = (repo: string, ...words: string[]) => platform.twelve('init-platform', repo, ...common, ...words);
  expect(await init(platform.repo, '--actor', '<ada@example.com>')).toMatchObject({
    code: 2,
    err: matching(/\(TF2308\)\n$/),
  });
  expect(await init(platform.repo, '--env', 'main')).toMatchObject({ code: 2, err: matching(/\(TF2204\)\n$/) });
  expect(readdirSync(platform.folder)).toEqual(before);
  const below = join(platform.folder, 'file', 'below');
  expect(await init(below)).toMatchObject({ code: 2, err: matching(/below: .*; .* \(TF2504\)\n$/) });
  expect(await init(join(platform.folder, 'file'))).toMatchObject({ code: 2, err: matching(/\(TF2310\)\n$/) });
});

test('several applications are released by one push, or none of them', async () => {
  const platform = await make().init();
  platform.bundle('lulu', { version: '1.4.0' }).bundle('shop', { version: '2.0.0' });
  const release = ['release', '--env', 'staging', '--dist', platform.dist, '--order', '1'];
  const { outcomes } = await platform.ok<{ outcomes: { application: string }[] }>(...release);
  expect(outcomes.map(({ application }) => application)).toEqual(['lulu', 'shop']);
  await platform.ok('pin', 'shop', '--env', 'staging');
  platform.bundle('lulu', { version: '1.5.0' }).bundle('shop', { version: '2.1.0' });
  const refs = platform.refs();
  expect((await platform.verb(...release)).code).toBe(3);
  expect(platform.refs()).toBe(refs);
});

test('a push that loses again and again gives up, and says so', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  // Somebody else moves the branch whenever we push.
  const bin = join(platform.folder, 'bin');
  mkdirSync(bin);
  const real = join(process.env['GIT_EXEC_PATH'] ?? '/usr/bin', 'git');
  const move = `${real} --git-dir='${platform.repo}' update-ref refs/heads/staging $(${real} --git-dir='${platform.repo}' -c user.name=x -c user.email=x@y commit-tree -p staging -m x staging^{tree})`;
  writeFileSync(join(bin, 'git'), `#!/bin/sh\ncase " $* " in *" push "*) ${move};; esac\nexec ${real} "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  const { PATH } = process.env;
  process.env['PATH'] = `${bin}:${PATH}`;
  try {
    const common = [
      '--repo',
      platform.repo,
      '--cache',
      join(platform.folder, 'cache'),
      '--actor',
      'Ada <ada@example.com>',
    ];
    const answer = await platform.twelve('pin', 'lulu', '--env', 'staging', ...common, '--timeout', '1');
    expect(answer).toMatchObject({
      code: 6,
      err: expect.stringMatching(/others were faster for 1 s; .* \(TF2305\)/) as string,
    });
  } finally {
    process.env['PATH'] = PATH;
  }
  expect(readFileSync(join(platform.repo, 'refs', 'heads', 'releases', 'lulu'), 'utf8')).toMatch(/^[0-9a-f]{40}\n$/);
});
