import { chooseForge, type ForgeSettings } from '../../lib/forge';
import { locate } from '../../lib/git';
import { told } from './support';

const choose = (address: string, settings?: ForgeSettings) => chooseForge(locate(address, '/work'), settings);
const toldOf = (address: string, settings?: ForgeSettings) =>
  told(Promise.resolve().then(() => choose(address, settings)));

test.each([
  ['https://github.com/acme/platform.git', 'github', 'https://github.com', 'acme/platform'],
  ['https://ada:secret@github.com/acme/platform', 'github', 'https://github.com', 'acme/platform'],
  ['git@github.com:acme/platform.git', 'github', 'https://github.com', 'acme/platform'],
  ['ssh://git@ssh.github.com:443/acme/platform.git', 'github', 'https://github.com', 'acme/platform'],
  ['https://acme.ghe.com/acme/platform.git', 'github', 'https://acme.ghe.com', 'acme/platform'],
  ['https://github.example.com:8443/acme/platform.git', 'github', 'https://github.example.com:8443', 'acme/platform'],
  ['https://gitlab.com/acme/ops/live/platform.git', 'gitlab', 'https://gitlab.com', 'acme/ops/live/platform'],
  ['ssh://git@gitlab.example.com:2222/acme/platform.git', 'gitlab', 'https://gitlab.example.com', 'acme/platform'],
  ['git@altssh.gitlab.com:acme/platform.git', 'gitlab', 'https://gitlab.com', 'acme/platform'],
  ['https://codeberg.org/acme/platform.git', 'gitea', 'https://codeberg.org', 'acme/platform'],
  ['http://forgejo.example.com:3000/acme/platform/', 'gitea', 'http://forgejo.example.com:3000', 'acme/platform'],
  ['HTTPS://GitHub.com/Acme/Platform.git', 'github', 'https://github.com', 'Acme/Platform'],
])('%s tells its forge', (address, kind, web, repository) => {
  expect(choose(address)).toEqual({ kind, web, repository });
});

test.each([
  '/srv/platform.git',
  'file:///srv/github.com/platform.git',
  'https://git.example.com/acme/platform.git',
  'git@git.example.com:acme/platform.git',
  'https://notgithub.com/acme/platform.git',
  'https://github.com.example.net/acme/platform.git',
  'https://gitlab.com.example.net/acme/platform.git',
  'git://192.0.2.1/platform.git',
])('%s has the local one', (address) => {
  expect(choose(address)).toBeUndefined();
});

test('what twelve.yaml says comes first', () => {
  const url = 'https://git.example.com/code';
  const address = 'https://git.example.com/code/acme/platform.git';
  const at = { web: url, repository: 'acme/platform' };
  expect(choose(address, { kind: 'gitea', url })).toEqual({ kind: 'gitea', ...at });
  expect(choose('git@git.example.com:code/acme/platform.git', { kind: 'gitlab', url })).toEqual({
    kind: 'gitlab',
    ...at,
  });
  expect(choose('/srv/mirror.git', { kind: 'github', url, repository: 'a/b' })).toEqual({
    kind: 'github',
    web: url,
    repository: 'a/b',
  });
  expect(choose('https://github.com/acme/platform.git', { kind: 'local' })).toBeUndefined();
  expect(choose('https://github.com/acme/fork.git', { repository: 'acme/platform' })?.repository).toBe('acme/platform');
  expect(choose('/srv/mirror.git', { url: 'https://gitlab.com', repository: 'a/b' })?.kind).toBe('gitlab');
});

test('what can not be told is asked for', async () => {
  expect(await toldOf('/srv/platform.git', { kind: 'github' })).toMatch(/^forge\.url: it is not given, .*\(TF2429\)$/);
  expect(await toldOf('https://x.example.com/a.git', { url: 'https://y.example.com' })).toMatch(
    /^forge\.kind: .*\(TF2429\)$/,
  );
  expect(await toldOf('https://github.com/platform.git')).toMatch(/^forge\.repository: platform; .*\(TF2429\)$/);
  expect(await toldOf('https://github.com/a/b/c.git')).toMatch(/^forge\.repository: .*\(TF2429\)$/);
  expect(await toldOf('https://gitlab.com/acme/%2e%2e/%2e%2e/user.git')).toMatch(/^forge\.repository: .*\(TF2429\)$/);
});
