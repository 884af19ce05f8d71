import { chmodSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fails, releasing, useSeeded, works } from './support';

const seeded = useSeeded();

describe('X2: a link in the platform repository', () => {
  test.each(['/', '../nana', '.git'])('to %s in the place of the application is not followed', async (target) => {
    const platform = await seeded();
    const tree = platform.tree('lulu');
    platform.byHand('staging', (folder, git) => {
      rmSync(join(folder, 'lulu'), { recursive: true });
      symlinkSync(target, join(folder, 'lulu'));
      git('add', '-A');
      git('commit', '--quiet', '-m', 'link');
    });
    await fails(platform, ['pin', 'lulu', '--env', 'staging'], 'TF2113');
    await fails(platform, ['pin', 'lulu', '--env', 'staging', '--adopt'], 'TF2114');
    await works(platform, ['pin', 'lulu', '--env', 'staging', '--restore']);
    expect(platform.tree('lulu')).toBe(tree);
  });

  test('in the place of .twelve is not replaced in silence', async () => {
    const platform = await seeded();
    platform.byHand('staging', (folder, git) => {
      rmSync(join(folder, '.twelve'), { recursive: true });
      symlinkSync('nana', join(folder, '.twelve'));
      git('add', '-A');
      git('commit', '--quiet', '-m', 'link');
    });
    platform.bundle('nana', { version: '1.0.0' });
    const { code } = await platform.verb(...releasing(platform, 1, 'staging', 'nana'));
    expect(code).not.toBe(0);
    expect(platform.git('ls-tree', 'staging', '.twelve')).toMatch(/^120000/);
  });

  test('in a bundle is refused before anything is read through it', async () => {
    const platform = await seeded();
    platform.bundle('lulu', { version: '1.1.0' });
    symlinkSync('/etc/passwd', join(platform.dist, 'staging/lulu/ConfigMap.x.yaml'));
    const { err } = await fails(platform, releasing(platform, 11), 'TF2013');
    expect(err).not.toContain('root:');
  });

  test('a state that was made executable is still the state', async () => {
    const platform = await seeded();
    platform.byHand('staging', (folder, git) => {
      const file = join(folder, '.twelve/lulu.json');
      expect(readFileSync(file, 'utf8')).not.toBe('');
      chmodSync(file, 0o755);
      git('commit', '--quiet', '-am', 'mode');
    });
    const { err } = await platform.verb('pin', 'lulu', '--env', 'staging');
    expect(err).not.toContain('no record of a release');
  });
});
