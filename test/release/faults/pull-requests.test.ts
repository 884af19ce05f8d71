import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestPlatform } from '../../support/platform';
import { containing, expectError, fails, releasing, setHook, useSeeded, works } from './support';

const seeded = useSeeded();
const HEAD = 'twelve/production/lulu';
const PROMOTION = ['promote', 'lulu', '--from', 'staging', '--to', 'production'];

interface PullRequest {
  readonly number: number;
  readonly state: string;
}

async function pullRequests(platform: TestPlatform): Promise<string[]> {
  const { pullRequests: list } = await platform.ok<{ pullRequests: PullRequest[] }>('pr', 'list', '--all');
  return list.map(({ number, state }) => `#${number} ${state}`).sort();
}

/** A newer release on staging, and its promotion. */
async function promoteNewer(platform: TestPlatform, version: string, order: number): Promise<void> {
  await platform.release('lulu', version, order);
  await platform.ok(...PROMOTION);
}

test('G8: a newer release replaces the one that waits, in the pull request that is open', async () => {
  const platform = await seeded('pullRequest');
  await platform.ok(...PROMOTION);
  await promoteNewer(platform, '1.1.0', 11);
  expect(await pullRequests(platform)).toEqual(['#1 open']);
  expect(platform.git('rev-list', '--count', `production..${HEAD}`)).toBe('1');
  expect(platform.state('lulu', HEAD).release).toBe('1.1.0');
});

describe('G7: the branch of a pull request', () => {
  test('with a commit of somebody else is not replaced', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    platform.byHand(HEAD, (folder, git) => {
      writeFileSync(join(folder, 'hand.txt'), 'x');
      git('add', '.');
      git('commit', '--quiet', '-m', 'by hand');
    });
    await platform.release('lulu', '1.1.0', 11);
    await fails(platform, PROMOTION, 'TF2206', 'somebody pushed to it');
    await platform.ok('pr', 'close', '1');
    await works(platform, PROMOTION);
    expect(await pullRequests(platform)).toEqual(['#1 closed', '#2 open']);
  });

  // Fails: a commit counts as ours by its trailers and the application's tree; the rest of its tree is not looked at.
  test('whose commit somebody amended is not replaced', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    platform.byHand(HEAD, (folder, git) => {
      writeFileSync(join(folder, 'hand.txt'), 'x');
      git('add', '.');
      git('commit', '--quiet', '--amend', '--no-edit');
      git('push', '--quiet', '--force', 'origin', `HEAD:${HEAD}`);
    });
    await platform.release('lulu', '1.1.0', 11);
    await fails(platform, PROMOTION, 'TF2206', 'somebody pushed to it');
  });

  test.each(['merge', 'squash', 'rebase'])(
    'that is left of one merged by %s, by git alone, does not count',
    async (method) => {
      const platform = await seeded('pullRequest');
      await platform.ok(...PROMOTION);
      platform.byHand('production', (_, git) => {
        const how = method === 'merge' ? ['--no-ff'] : method === 'squash' ? ['--squash'] : ['--ff-only'];
        git('merge', '--quiet', ...how, `origin/${HEAD}`);
        return method === 'squash' && git('commit', '--quiet', '-m', 'squashed');
      });
      expect(platform.state('lulu', 'production').release).toBe('1.0.0');
      await promoteNewer(platform, '1.1.0', 11);
      expect(await pullRequests(platform)).toEqual(['#1 merged', '#2 open']);
      await works(platform, ['pr', 'merge', '2']);
      expect(platform.tree('lulu', 'production')).toBe(platform.git('rev-parse', 'releases/lulu:production'));
      await works(platform, ['verify']);
      await works(platform, ['rollback', 'lulu', '--env', 'production']);
    },
  );
});

describe('G9: a pull request', () => {
  test('that was closed counts as nothing: the next promotion opens another one', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    await platform.ok('pr', 'close', '1', '--reason', 'not today');
    await fails(platform, ['pr', 'merge', '1'], 'TF2407', 'not today');
    await fails(platform, ['pin', 'lulu', '--env', 'production'], 'TF2103');
    await works(platform, PROMOTION);
    expect(await pullRequests(platform)).toEqual(['#1 closed', '#2 open']);
  });

  test('whose base moved is merged with what is there, and one that conflicts is rebuilt by the next release', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    platform.byHand('production', (folder, git) => {
      writeFileSync(join(folder, 'hand.txt'), 'x');
      git('add', '.');
      git('commit', '--quiet', '-m', 'by hand');
    });
    await works(platform, ['pr', 'merge', '1']);
    expect(platform.git('show', 'production:hand.txt')).toBe('x');
    await promoteNewer(platform, '1.1.0', 11);
    await platform.ok('init-platform', '--env', 'spare');
    await works(platform, ['pr', 'merge', '2', '--method', 'squash']);
    await works(platform, ['verify']);
  });

  test('that the remote does not let in stays open', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    setHook(platform, 'update', '[ "$1" != refs/heads/production ] || { echo two reviews are needed >&2; exit 1; }');
    await fails(platform, ['pr', 'merge', '1'], 'TF2302', 'two reviews are needed');
    expect(await pullRequests(platform)).toEqual(['#1 open']);
    setHook(platform, 'update', 'exit 0');
    await works(platform, ['pr', 'merge', '1']);
  });
});

describe('What would be done with a pull request', () => {
  const byHand = (platform: TestPlatform, branch: string, file: string) =>
    platform.byHand(branch, (folder, git) => {
      writeFileSync(join(folder, file), 'kind: Deployment\n');
      git('add', '.');
      git('commit', '--quiet', '-m', 'by hand');
    });

  test('is said with its title, and nothing is done', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    const refs = platform.refs();
    const title = 'production: promote lulu 1.0.0 from staging';
    for (const verb of ['merge', 'close']) {
      const { err } = await platform.verb('pr', verb, '1', '--dry-run');
      expect(err).toBe(`pull request #1 (${HEAD} → production) would be ${verb}d\n  ${title}\n`);
    }
    expect(platform.refs()).toBe(refs);
    expect((await platform.verb('pr', 'merge', '1')).err).toMatch(new RegExp(`is merged by Ada .*\n  ${title}\n$`));
    expect((await platform.verb('pr', 'merge', '1', '--dry-run')).err).toContain('is merged by Ada');
    await fails(platform, ['pr', 'close', '1', '--dry-run'], 'TF2407');
  });

  test('fails as it would: where it conflicts, its branch is gone, or it was closed', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION, '--merge');
    await promoteNewer(platform, '1.1.0', 11);
    const tip = platform.git('rev-parse', HEAD);
    byHand(platform, 'production', 'lulu/Deployment.lulu.yaml');
    await fails(platform, ['pr', 'merge', '2', '--dry-run'], 'TF2406', 'both changed lulu/Deployment.lulu.yaml');
    platform.git('update-ref', '-d', `refs/heads/${HEAD}`);
    await fails(platform, ['pr', 'merge', '2', '--dry-run'], 'TF2403');
    platform.git('update-ref', `refs/heads/${HEAD}`, tip);
    await platform.ok('pr', 'close', '2');
    await fails(platform, ['pr', 'merge', '2', '--dry-run'], 'TF2407');
  });

  test('warns where somebody pushed to it, and so does what merges it', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    expect((await platform.verb('pr', 'show', '1')).err).not.toContain('warning');
    byHand(platform, HEAD, 'lulu/Deployment.lulu.yaml');
    const warning = `warning: somebody pushed to ${HEAD}: it is not what was composed`;
    expect((await platform.verb('pr', 'show', '1')).err).toContain(warning);
    expect((await platform.verb('pr', 'merge', '1', '--dry-run')).err).toContain(warning);
    expect(await platform.verb(...PROMOTION, '--merge')).toMatchObject({ code: 0, err: containing(warning) });
    expect((await platform.verb('verify')).code).toBe(4);
  });
});

describe('A step that the remote refuses', () => {
  const refuseRef = (platform: TestPlatform, ref: string) =>
    setHook(platform, 'update', `[ "$1" != ${ref} ] || { echo not today >&2; exit 1; }`);

  test('after others says what these did: the pull request is there, and only its merge failed', async () => {
    const platform = await seeded('pullRequest');
    refuseRef(platform, 'refs/heads/production');
    const { code, err } = await platform.verb(...PROMOTION, '--merge');
    expectError(
      { code, err, out: '' },
      'TF2302',
      'pull request #1 is there, only its merge failed; see what the remote',
    );
    expect(err).not.toMatch(/nothing has changed|flow: pullRequest/);
    expect(await pullRequests(platform)).toEqual(['#1 open']);
    refuseRef(platform, 'refs/heads/none');
    const merged = await platform.ok<{ outcomes: object[] }>(...PROMOTION, '--merge');
    expect(merged.outcomes).toMatchObject([{ changed: true, pullRequest: { number: 1, state: 'merged' } }]);
  });

  test('and is the pull request itself leaves the branch, which status says', async () => {
    const platform = await seeded('pullRequest');
    await platform.release('nana', '1.0.0', 10);
    refuseRef(platform, 'refs/twelve/pulls');
    const { code, err } = await platform.verb(...PROMOTION);
    expectError(
      { code, err, out: '' },
      'TF2302',
      `${HEAD} has the change, without a pull request; see what the remote`,
    );
    expect((await platform.verb('status')).err).toBe(
      `warning: ${HEAD} waits without a pull request; to open it, run \`promote\` again\n`,
    );
    refuseRef(platform, 'refs/heads/none');
    await works(platform, PROMOTION);
    expect((await platform.verb('status')).err).toBe('');
  });

  test('is told of each environment that it is about', async () => {
    const platform = await new TestPlatform().init('pullRequest');
    try {
      await platform.ok('init-platform', '--env', 'spare:pullRequest');
      const environments = { staging: 'plain', production: 'plain', spare: 'plain' } as const;
      await platform.release('lulu', '1.0.0', 10, 'staging', { environments });
      refuseRef(platform, 'refs/twelve/pulls');
      const { err } = await platform.verb(...PROMOTION, '--to', 'spare');
      expect(err.match(/^.*without a pull request.*$/gm)).toEqual([containing(HEAD), containing('twelve/spare/lulu')]);
    } finally {
      platform.remove();
    }
  });

  test('and is merged at last is a change, by whom it was proposed or not', async () => {
    const platform = await seeded('pullRequest');
    await platform.ok(...PROMOTION);
    expect(await platform.verb(...PROMOTION, '--merge')).toMatchObject({
      code: 0,
      err: containing('✓ production: lulu is'),
    });
  });
});

test('G9: to merge again what is merged is nothing to do', async () => {
  const platform = await seeded('pullRequest');
  await platform.ok(...PROMOTION);
  await platform.ok('pr', 'merge', '1');
  const refs = platform.refs();
  expect((await platform.verb('pr', 'merge', '1')).code).toBe(0);
  expect(platform.refs()).toBe(refs);
});

test('R3: what waits in a pull request is not promoted on', async () => {
  const platform = await seeded('pullRequest');
  await platform.ok(...PROMOTION);
  await fails(platform, ['promote', 'lulu', '--from', 'production', '--to', 'staging'], 'TF2103', 'merge what waits');
  platform.bundle('nana', { version: '1.0.0' });
  await fails(platform, ['promote', 'nana', '--from', 'staging', '--to', 'production'], 'TF2103');
  await fails(platform, releasing(platform, 10, 'nowhere'), 'TF2203', 'give one of staging, production');
});

test('G5: where a branch is protected, a pull request is how the release gets there', async () => {
  const platform = await seeded('pullRequest');
  setHook(platform, 'update', '[ "$1" != refs/heads/production ] || { echo GH006: protected >&2; exit 1; }');
  const production = platform.git('rev-parse', 'production');
  await works(platform, PROMOTION);
  expect(await pullRequests(platform)).toEqual(['#1 open']);
  expect(platform.git('rev-parse', 'production')).toBe(production);
});
