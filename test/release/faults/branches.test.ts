import { execFileSync } from 'node:child_process';
import { containing, fails, matching, releasing, useSeeded, works } from './support';
import { usePlatform } from '../../support/platform';

const seeded = useSeeded();
const make = usePlatform();

/** Three releases on staging, so that there is something to rewind. */
async function withHistory() {
  const platform = await seeded();
  await platform.release('lulu', '1.1.0', 11);
  await platform.release('lulu', '1.2.0', 12);
  return platform;
}

describe('The branch of an environment', () => {
  test('G2: that is missing is named, and init-platform makes it', async () => {
    const platform = await seeded();
    platform.git('branch', '-D', 'staging');
    platform.bundle('lulu', { version: '1.1.0' });
    const argv = releasing(platform, 11);
    for (const verb of [
      argv,
      ['pin', 'lulu', '--env', 'staging'],
      ['promote', 'lulu', '--from', 'staging', '--to', 'production'],
    ]) {
      await fails(platform, verb, 'TF2202', /branch (?:of )?staging: the platform repository does not have it/);
    }
    await works(platform, ['init-platform']);
    expect(platform.git('log', '--format=%s', 'staging')).toBe('Begin staging');
    expect(platform.git('ls-tree', '--name-only', 'staging')).toBe('README.md');
    await works(platform, argv);
  });

  test('that was deleted after it was cached is missing all the same', async () => {
    const platform = await withHistory();
    const tip = platform.git('rev-parse', 'staging');
    platform.git('branch', '-D', 'staging');
    platform.bundle('lulu', { version: '1.3.0' });
    await fails(platform, releasing(platform, 13), 'TF2202');
    expect((await platform.verb('status')).code).toBe(0);
    platform.git('branch', 'staging', tip);
    await works(platform, releasing(platform, 13));
  });

  test('that is missing may have any release live: nothing is pruned, and nothing compared with it', async () => {
    const platform = await seeded();
    await platform.release('lulu', '0.9.0', 9, 'production');
    await platform.release('lulu', '1.1.0', 11);
    const tip = platform.git('rev-parse', 'production');
    platform.git('update-ref', '-d', 'refs/heads/production');
    await fails(platform, ['prune', '--keep', '1'], 'TF2202', 'branch production');
    await fails(platform, ['prune', 'lulu', '--keep', '1', '--dry-run'], 'TF2202', 'branch production');
    await fails(platform, ['diff', 'lulu', '--from', 'production', '--to', 'staging'], 'TF2202');
    await fails(platform, ['diff', 'lulu', '--env', 'production', '--version', '1.1.0'], 'TF2202');
    platform.git('update-ref', 'refs/heads/production', tip);
    await works(platform, ['prune', '--keep', '1']);
    await works(platform, ['verify']);
  });

  test('G4: that was rewound is gone on from where it is now, and what is proven is the branch as it is', async () => {
    const platform = await withHistory();
    platform.git('update-ref', 'refs/heads/staging', 'staging~1');
    expect(await platform.verb('verify', 'lulu')).toMatchObject({ code: 0, err: containing('1.1.0') });
    const { entries } = await platform.ok<{ entries: { version: string }[] }>('history', 'lulu', '--env', 'staging');
    expect(entries.map(({ version }) => version)).toEqual(['1.1.0', '1.0.0']);
    await works(platform, ['rollback', 'lulu', '--env', 'staging']);
    expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu~2:staging'));
    await works(platform, ['verify', 'lulu']);
  });

  test('G4: that was written anew, without the history that it had, is read as it is', async () => {
    const platform = await withHistory();
    const orphan = platform.git('commit-tree', 'staging^{tree}', '-m', 'squashed');
    platform.git('update-ref', 'refs/heads/staging', orphan);
    await platform.release('lulu', '1.3.0', 13);
    const verdict = await platform.verb('verify', 'lulu');
    expect(verdict).toMatchObject({ code: 4, err: containing('the record that it follows is gone') });
    await works(platform, ['verify', 'lulu', '--restore']);
    await works(platform, ['verify', 'lulu']);
  });
});

describe('The branch of the releases', () => {
  test('that was deleted: what runs goes on, a promotion says what is lost, and the same bundle brings it back', async () => {
    const platform = await seeded();
    platform.git('branch', '-D', 'releases/lulu');
    const promotion = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
    await fails(platform, promotion, 'TF2110', 'releases/lulu does not have 1.0.0');
    const verdict = await platform.verb('verify', 'lulu');
    expect(verdict).toMatchObject({
      code: 4,
      err: containing('release: releases/lulu does not have 1.0.0'),
    });
    await works(platform, releasing(platform, 10));
    await works(platform, promotion);
    await works(platform, ['verify', 'lulu']);
  });

  test('that was rewound is the same for the releases that it lost', async () => {
    const platform = await withHistory();
    platform.git('update-ref', 'refs/heads/releases/lulu', 'releases/lulu~1');
    const promotion = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];
    await fails(platform, promotion, 'TF2110', 'releases/lulu does not have 1.2.0');
    await works(platform, releasing(platform, 12));
    await works(platform, promotion);
  });

  test('whose objects are gone from the remote too: a new release with --restore takes its place', async () => {
    const platform = await withHistory();
    platform.git('branch', '-D', 'releases/lulu');
    platform.git('reflog', 'expire', '--expire=now', '--all');
    platform.git('gc', '--prune=now', '--quiet');
    const cold = ['--cache', `${platform.folder}/cold`];
    platform.bundle('lulu', { version: '1.3.0' });
    const argv = [...releasing(platform, 13), ...platform.common('release'), ...cold];
    const refs = platform.refs();
    const refused = await platform.twelve(...argv);
    expect([3, 4]).toContain(refused.code);
    expect(refused.err).toMatch(/\(TF2(?:110|311)\)\n$/);
    expect(platform.refs()).toBe(refs);
    expect(await platform.twelve(...argv, '--restore')).toMatchObject({ code: 0 });
    expect(platform.tree('lulu')).toBe(platform.git('rev-parse', 'releases/lulu:staging'));
  });
});

describe('main', () => {
  test('G3: of an empty repository is missing, and init-platform makes it', async () => {
    const platform = make();
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=trunk', platform.repo]);
    await fails(platform, ['status'], 'TF2201', 'it has no branch main');
    platform.bundle('lulu', { version: '1.0.0' });
    await fails(platform, releasing(platform, 1), 'TF2201');
    await platform.init();
    await works(platform, releasing(platform, 1));
  });

  test('without twelve.yaml, or with one that is wrong, says what is wrong and where', async () => {
    const platform = await seeded();
    const good = platform.git('rev-parse', 'main');
    platform.byHand('main', (_, git) => git('rm', '-q', 'twelve.yaml') + git('commit', '-q', '-m', 'oops'));
    await fails(platform, releasing(platform, 10), 'TF2201', 'main has no twelve.yaml');
    platform.git('update-ref', 'refs/heads/main', good);
    platform.byHand('main', (_, git) => {
      git('config', 'alias.x', '!printf "schema: 1\\nenvironments: {staging: {flow: push}}\\n" > twelve.yaml');
      return git('x') + git('commit', '-q', '-am', 'oops');
    });
    await fails(platform, releasing(platform, 10), 'TF2204', 'twelve.yaml:2:32');
    platform.git('update-ref', 'refs/heads/main', good);
    await works(platform, releasing(platform, 10));
  });

  test('of a repository that is none is told as that', async () => {
    const platform = make();
    const { err, code } = await platform.verb('status');
    expect({ err, code }).toEqual({ code: 2, err: matching(/there is no such folder; .*\(TF2310\)\n$/) });
  });
});
