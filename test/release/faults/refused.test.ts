import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestPlatform } from '../../support/platform';
import { fails, releasing, setHook, useSeeded, works } from './support';

const seeded = useSeeded();

/** A hook that declines a push to refs that match a pattern of the shell. */
function decline(platform: TestPlatform, pattern: string, words: string): string {
  return setHook(
    platform,
    'pre-receive',
    `while read -r old new ref; do case "$ref" in ${pattern}) echo "${words}" >&2; exit 1;; esac; done`,
  );
}

describe('A push that the remote refuses ends at once, with its words, and changes nothing:', () => {
  test.each([
    ['G5: a protected branch', 'refs/heads/staging', 'GH006: Protected branch update failed for refs/heads/staging.'],
    ['G6: a hook about the size', 'refs/heads/staging', 'File big.yaml is 120 MB; this exceeds the limit'],
    ['G6: a hook about the author', 'refs/heads/staging', 'author ada@example.com is not known here'],
    ['a branch of releases that nobody may write', 'refs/heads/releases/*', 'releases are read-only'],
    ['a repository that nobody may write', '*', 'repository is read-only'],
  ])('%s', async (_, pattern, words) => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    const argv = releasing(platform, 11);
    const hook = decline(platform, pattern, words);
    const begun = Date.now();
    const { err } = await fails(platform, argv, 'TF2302', words.split(' ')[0]);
    expect(err).toContain(words);
    expect(Date.now() - begun).toBeLessThan(5000);
    rmSync(hook);
    await works(platform, argv);
  });

  test('a hook that says nothing, and one that ends by a signal', async () => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    for (const script of ['exit 1', 'kill -9 $$']) {
      const hook = setHook(platform, 'pre-receive', script);
      await fails(platform, releasing(platform, 11), 'TF2302', 'pre-receive hook declined');
      rmSync(hook);
    }
    await works(platform, releasing(platform, 11));
  });

  test('a hook for one ref alone refuses all of them', async () => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    const hook = setHook(platform, 'update', '[ "$1" != refs/heads/staging ] || { echo not today >&2; exit 1; }');
    await fails(platform, releasing(platform, 11), 'TF2302', 'not today');
    rmSync(hook);
    await works(platform, releasing(platform, 11));
  });

  test('a branch in the way of another one', async () => {
    const platform = await seeded();
    platform.git('branch', 'releases/nana/old', 'main');
    platform.bundle('nana', { version: '1.0.0' });
    await fails(platform, releasing(platform, 1, 'staging', 'nana'), 'TF2302', /releases\/nana/);
    platform.git('branch', '-D', 'releases/nana/old');
    await works(platform, releasing(platform, 1, 'staging', 'nana'));
  }, 15_000);

  test('a branch that is checked out, whose folder would be changed', async () => {
    const platform = await seeded();
    platform.git('config', 'core.bare', 'false');
    platform.git('symbolic-ref', 'HEAD', 'refs/heads/staging');
    platform.bundle('lulu', { version: '1.1.0' });
    await fails(platform, releasing(platform, 11), 'TF2302', /branch is currently checked out/);
    platform.git('symbolic-ref', 'HEAD', 'refs/heads/main');
    await works(platform, releasing(platform, 11));
  });

  test('a secret in what the remote says is not repeated', async () => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    const hook = decline(platform, '*', 'see https://bot:s3cr3t@git.example.com/why');
    const { err } = await fails(platform, releasing(platform, 11), 'TF2302', 'git.example.com/why');
    expect(err).not.toContain('s3cr3t');
    rmSync(hook);
  });

  test('K10: a promotion to two environments of which one is protected reaches none', async () => {
    const platform = await seeded();
    await platform.ok('init-platform', '--env', 'canary:direct');
    const environments = { staging: 'plain', production: 'plain', canary: 'plain' } as const;
    await platform.release('lulu', '1.1.0', 11, 'staging', { environments });
    const argv = ['promote', 'lulu', '--from', 'staging', '--to', 'canary', '--to', 'production'];
    const hook = setHook(platform, 'update', '[ "$1" != refs/heads/production ] || { echo protected >&2; exit 1; }');
    await fails(platform, argv, 'TF2302', 'protected');
    rmSync(hook);
    await works(platform, argv);
    expect(['canary', 'production'].map((name) => platform.state('lulu', name).release)).toEqual(['1.1.0', '1.1.0']);
  });

  test('a refused push is tried once', async () => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    setHook(platform, 'pre-receive', `echo >> ${platform.folder}/pushes; exit 1`);
    await fails(platform, releasing(platform, 11), 'TF2302');
    expect(readFileSync(join(platform.folder, 'pushes'), 'utf8')).toBe('\n');
  });
});
