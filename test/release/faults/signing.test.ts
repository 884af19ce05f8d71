import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fails, releasing, useSeeded, withEnv, works } from './support';

const seeded = useSeeded();

/** A platform, and settings of git that sign with a key of ssh. */
async function withKey(format = 'ssh', more = '') {
  const platform = await seeded();
  const key = join(platform.folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const signers = join(platform.folder, 'signers');
  writeFileSync(signers, `ada@example.com ${execFileSync('cat', [`${key}.pub`], { encoding: 'utf8' })}`);
  const config = join(platform.folder, 'gitconfig');
  const lines = [
    '[user]',
    'name = Ada',
    'email = ada@example.com',
    `signingkey = ${key}`,
    '[commit]',
    'gpgsign = true',
  ];
  const ssh = [`[gpg]`, `format = ${format}`, more, '[gpg "ssh"]', `allowedSignersFile = ${signers}`];
  writeFileSync(config, [...lines, ...ssh, ''].join('\n'));
  return { platform, key, signers, env: { GIT_CONFIG_GLOBAL: config } };
}

const isSigned = (status: string) => status.split('\n').every((one) => one === 'G');

test('R9: every commit of a release, of its record and of a merge is signed', async () => {
  const { platform, env, signers } = await withKey();
  const statuses = (range: string) =>
    platform.git('-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--format=%G?', ...range.split(' '));
  platform.bundle('lulu', { version: '1.1.0' });
  const [staging, production] = [platform.git('rev-parse', 'staging'), platform.git('rev-parse', 'production')];
  await withEnv(env, async () => {
    await works(platform, releasing(platform, 11));
    await works(platform, ['promote', 'lulu', '--from', 'staging', '--to', 'production']);
  });
  expect(isSigned(statuses(`${staging}..staging`))).toBe(true);
  expect(isSigned(statuses(`${production}..production`))).toBe(true);
  expect(isSigned(statuses('releases/lulu~1..releases/lulu'))).toBe(true);
  // What others wrote stays as they wrote it.
  expect(platform.git('rev-parse', 'staging~1')).toBe(staging);
});

test('R9: a key that is missing ends the release before anything is pushed', async () => {
  const { platform, env, key } = await withKey();
  platform.bundle('lulu', { version: '1.1.0' });
  rmSync(key);
  rmSync(`${key}.pub`);
  await withEnv(env, () => fails(platform, releasing(platform, 11), 'TF2309', 'nothing has been pushed'));
  await works(platform, releasing(platform, 11));
});

// Fails: a failure to sign is known by its words, and "cannot run /nowhere/x" has none of them.
test('R9: a program that signs and is missing ends the release before anything is pushed', async () => {
  const { platform, env } = await withKey('ssh', '[gpg "ssh"]\nprogram = /nowhere/x');
  platform.bundle('lulu', { version: '1.1.0' });
  await withEnv(env, () => fails(platform, releasing(platform, 11), 'TF2309', 'nothing has been pushed'));
});

test('R9: no key of gpg ends the release before anything is pushed', async () => {
  const { platform, env } = await withKey('openpgp');
  platform.bundle('lulu', { version: '1.1.0' });
  const home = { ...env, GNUPGHOME: join(platform.folder, 'gnupg') };
  await withEnv(home, () => fails(platform, releasing(platform, 11), 'TF2309', 'nothing has been pushed'));
});
