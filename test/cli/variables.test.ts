import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { withEnv } from '../release/faults/support';
import { usePlatform } from '../support/platform';

const make = usePlatform();
const GIT = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

test('a variable that is empty is as good as none', async () => {
  const platform = await make().init();
  platform.workIn((git) => {
    git('init', '--quiet');
    git('config', 'user.name', 'Bea');
    git('config', 'user.email', 'bea@example.com');
  });
  await platform.release('lulu', '1.0.0', 1);
  const xdg = join(platform.folder, 'xdg');
  platform.variables = { XDG_CACHE_HOME: xdg, GIT_AUTHOR_NAME: '', GIT_AUTHOR_EMAIL: '', GITHUB_ACTOR: '' };
  const empty = { TWELVE_REPO: '', TWELVE_CACHE: '', TWELVE_TIMEOUT: '', TWELVE_ACTOR: '' };
  await withEnv({ ...GIT, ...empty }, async () => {
    expect(await platform.twelve('status')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no platform repository is named') as string,
    });
    const pinned = await platform.twelve('pin', 'lulu', '--env', 'staging', '--repo', platform.repo);
    expect(pinned).toMatchObject({ code: 0 });
  });
  expect(platform.state('lulu')).toMatchObject({ operation: { actor: 'Bea <bea@example.com>' } });
  expect(readdirSync(join(xdg, 'twelve'))).toHaveLength(1);
});

test.each([
  ['--cache', ['--cache', 'near/caches'], {}],
  ['TWELVE_CACHE', [], { TWELVE_CACHE: 'near/caches' }],
])('a folder in %s is one beside the command', async (_, words, variables) => {
  const platform = await make().init();
  await withEnv(variables, async () => {
    expect(await platform.twelve('status', '--repo', platform.repo, ...words)).toMatchObject({ code: 0 });
  });
  expect(existsSync(join(platform.folder, 'work', 'near/caches'))).toBe(true);
});
