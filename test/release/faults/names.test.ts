import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestPlatform, usePlatform } from '../../support/platform';
import { containing, fails, matching, releasing, useSeeded } from './support';

const seeded = useSeeded();
const make = usePlatform();

const HOSTILE = [
  '../x',
  'a/../../b',
  '/etc',
  '.git',
  '.GIT',
  'git~1',
  'con',
  'x'.repeat(300),
  'x.',
  'x ',
  ' x',
  'lulυ',
  'refs/heads/main',
  'refs/..',
  'x.lock',
  '@{',
  '*',
  ':(glob)**',
  'a\nb',
  'a\u0001b',
  '__proto__',
  '',
];

const OPTIONS = ['-rf', '--upload-pack=touch pwned', '--output=pwned'];

/** Every verb that takes the name of an application. */
const verbsWith = (platform: TestPlatform, name: string): string[][] => [
  ['release', '--env', 'staging', '--dist', platform.dist, '--order', '1', '--', name],
  ['promote', '--from', 'staging', '--to', 'production', '--', name],
  ...['switch', 'shift', 'rollback', 'pin'].map((verb) => [verb, '--env', 'staging', '--', name]),
  ['status', '--', name],
  ['history', '--', name],
  ['diff', '--from', 'staging', '--to', 'production', '--', name],
  ['verify', '--', name],
  ['prune', '--', name],
];

/** Runs a command with the common options before its `--`. */
function run(platform: TestPlatform, [verb = '', ...words]: readonly string[]) {
  return platform.twelve(verb, ...platform.common(verb), ...words);
}

/** What is there outside of the caches. */
function listing({ folder }: TestPlatform): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('cache'));
}

// Fails: only `release` looks at the name; `history '../x'` even throws the cache away.
test('X1: a hostile name of an application is refused by every verb, in one line, and makes nothing anywhere', async () => {
  const platform = await seeded();
  await platform.ok('status');
  const [refs, files] = [platform.refs(), listing(platform)];
  for (const name of [...HOSTILE, ...OPTIONS]) {
    for (const argv of verbsWith(platform, name)) {
      const { code, err, out } = await run(platform, argv);
      const told = { code: 2, out: '', err: matching(/^.+ \(TF20\d{2}\)\n$/) };
      expect({ verb: argv[0], name, code, out, err }).toEqual({ verb: argv[0], name, ...told });
    }
  }
  expect(platform.refs()).toBe(refs);
  expect(listing(platform)).toEqual(files);
}, 120_000);

test('X1: a hostile name of an environment is refused', async () => {
  const platform = await seeded();
  const refs = platform.refs();
  for (const name of [...HOSTILE, ...OPTIONS]) {
    const made = await platform.twelve('init-platform', ...platform.common('init-platform'), `--env=${name}`);
    expect({ name, ...made }).toMatchObject({ code: 2, err: matching(/\(TF2502\)\n$/) });
  }
  for (const name of ['../x', '*', '--upload-pack=touch pwned']) {
    const named = await platform.twelve('pin', 'lulu', ...platform.common('pin'), `--env=${name}`);
    expect({ name, ...named }).toMatchObject({ code: 2, err: matching(/\(TF2203\)\n$/) });
  }
  expect(platform.refs()).toBe(refs);
});

test.each([
  '../x',
  '/x',
  '.git',
  'x.lock',
  '@{',
  'refs/..',
  'a..b',
  '-x',
  'main',
  'releases/x',
  'twelve/a/b',
  'a b',
  'é',
])('X1: %s as the branch of an environment in twelve.yaml is refused', async (branch) => {
  const platform = await seeded();
  platform.byHand('main', (folder, git) => {
    const text = `schema: 1\nenvironments:\n  staging: { branch: ${JSON.stringify(branch)} }\n`;
    writeFileSync(join(folder, 'twelve.yaml'), text);
    git('commit', '--quiet', '-am', 'branch');
  });
  await fails(platform, ['status'], 'TF2204', 'environments.staging.branch');
});

test.each(['-x.yaml', 'x\ny.yaml', '.git', 'a:b.yaml', 'x.yaml ', 'con.yaml', 'CON.x.yaml', 'é.yaml'])(
  'X1: %j as a file of a bundle is refused',
  async (name) => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    const folder = join(platform.dist, 'staging/lulu');
    renameSync(join(folder, 'Service.lulu.yaml'), join(folder, name));
    const refs = platform.refs();
    const { code, err } = await platform.verb(...releasing(platform, 11));
    expect({ code, err }).toEqual({ code: 2, err: containing('(TF2014)') });
    expect(platform.refs()).toBe(refs);
  },
);

test.each(['--upload-pack=x', '-x', 'ext::sh -c "touch pwned"', 'fd::3', 'a\nb', ''])(
  'X1: %j as the address is refused',
  async (repo) => {
    const platform = make();
    const { code, err } = await platform.twelve('status', `--repo=${repo}`, '--cache', join(platform.folder, 'cache'));
    expect({ code, err }).toEqual({ code: 2, err: matching(/\(TF2301\)\n$/) });
    expect(readdirSync(join(platform.folder, 'work'))).toEqual([]);
  },
);
