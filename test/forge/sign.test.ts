import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { HEAD, prepare, PROPOSAL, told, type TestRepository, useRepositories } from './support';

const repository = useRepositories();

/** A key to sign with. */
function keyIn(repo: TestRepository): string {
  const key = join(repo.folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  return key;
}

/** Whether a commit is signed. */
function isSigned(repo: TestRepository, revision: string): boolean {
  return repo.git('cat-file', 'commit', revision).includes('\ngpgsig');
}

test.each(['merge', 'squash', 'rebase'] as const)(
  'R9: what a %s makes is signed, and foreign commits stay as they are',
  async (method) => {
    const repo = repository();
    const { head } = prepare(repo);
    const signing = { 'gpg.format': 'ssh', 'user.signingkey': keyIn(repo) };
    await repo.forge({ signing }).propose(PROPOSAL);
    expect(isSigned(repo, 'refs/twelve/pulls')).toBe(true);
    repo.commit('production', { 'moon/a': 'a' });
    await repo.forge({ signing }).merge(1, method);
    expect(isSigned(repo, 'production')).toBe(true);
    expect(isSigned(repo, 'refs/twelve/pulls')).toBe(true);
    expect(isSigned(repo, head)).toBe(false);
    expect(repo.fsck()).toBe('');
  },
);

test.each(['merge', 'squash', 'rebase'] as const)(
  'R9: a %s with a key that is missing fails before anything is pushed',
  async (method) => {
    const repo = repository();
    prepare(repo);
    await repo.forge().propose(PROPOSAL);
    repo.commit('production', { 'moon/a': 'a' });
    const refs = repo.refs();
    const signing = { 'gpg.format': 'ssh', 'user.signingkey': join(repo.folder, 'nowhere') };
    expect(await told(repo.forge({ signing }).merge(1, method))).toMatch(/^commit: it can't be signed: .* \(TF2309\)$/);
    expect(repo.refs()).toBe(refs);
    expect(repo.tip(HEAD)).toBeDefined();
  },
);
