import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatPerson, identify } from '../../lib/git';

const folder = mkdtempSync(join(tmpdir(), 'identity-'));
const former = { global: process.env['GIT_CONFIG_GLOBAL'], system: process.env['GIT_CONFIG_NOSYSTEM'] };

beforeAll(() => {
  // What the machine's user is called is no part of the test.
  process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
  process.env['GIT_CONFIG_NOSYSTEM'] = '1';
  execFileSync('git', ['init', '--quiet', folder]);
});

afterAll(() => {
  for (const [name, value] of [
    ['GIT_CONFIG_GLOBAL', former.global],
    ['GIT_CONFIG_NOSYSTEM', former.system],
  ] as const) {
    if (value === undefined) {
      delete process.env[name];
    } else {
      process.env[name] = value;
    }
  }
  rmSync(folder, { recursive: true });
});

const config = (...args: string[]) => execFileSync('git', ['-C', folder, 'config', ...args]);
const github = { GITHUB_ACTIONS: 'true', GITHUB_ACTOR: 'ada', GITHUB_ACTOR_ID: '42' };
const gitlab = { GITLAB_CI: 'true', GITLAB_USER_NAME: 'Ada Lovelace', GITLAB_USER_EMAIL: 'ada@example.com' };

test('nobody named is an error that says what to do', async () => {
  await expect(identify(folder, {})).rejects.toThrow(
    /neither git nor the pipeline names a person; .*--actor \(TF2308\)/,
  );
});

test.each([
  ['the one of --actor', {}, 'Bea <bea@example.com>', 'Bea <bea@example.com>'],
  ["GitHub's", github, undefined, 'ada <42+ada@users.noreply.github.com>'],
  ["GitLab's", gitlab, undefined, 'Ada Lovelace <ada@example.com>'],
  ['the one of --actor, in a pipeline too', github, 'Bea <bea@example.com>', 'Bea <bea@example.com>'],
])('who acts is %s', async (_, env, actor, expected) => {
  expect(formatPerson((await identify(folder, env, actor)).author)).toBe(expected);
});

test.each(['Bea', '', '<bea@example.com>', 'Bea <bea>', 'Bea\nX <bea@example.com>'])(
  '--actor %j is refused',
  async (actor) => {
    await expect(identify(folder, {}, actor)).rejects.toThrow(/\(TF2308\)/);
  },
);

test("git's own settings name the committer, and say whether commits are signed", async () => {
  config('user.name', 'Robot');
  config('user.email', 'robot@example.com');
  config('commit.gpgsign', 'true');
  config('gpg.format', 'ssh');
  config('user.signingkey', '/keys/robot');
  const { author, committer, signing } = await identify(folder, {}, 'Bea');
  expect(formatPerson(author)).toBe('Bea <robot@example.com>');
  expect(formatPerson(committer)).toBe('Robot <robot@example.com>');
  expect(signing).toEqual({ 'commit.gpgsign': 'true', 'gpg.format': 'ssh', 'user.signingkey': '/keys/robot' });
});
