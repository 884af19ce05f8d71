import { FILES, HEAD, prepare, PROPOSAL, told, type TestRepository, useRepositories } from './support';

const repository = useRepositories();

/** Ways in which somebody merges by git alone, on a base that has moved. Each answers the commit with which the base has it. */
const byHand: Record<string, (repo: TestRepository, head: string) => string> = {
  merge: (repo, head) => repo.commit('production', FILES, { merges: [head], message: `Merge branch '${HEAD}'` }),
  squash: (repo) => repo.commit('production', FILES, { message: 'Squashed by hand' }),
  rebase: (repo, head) => {
    const [message, at] = repo.git('log', '-1', '--format=%B%x00%aI', head).split('\0') as [string, string];
    return repo.commit('production', FILES, { message, at, author: 'Eve <eve@example.com>' });
  },
};

const BEFORE = { 'lulu/Deployment.yaml': 'image: lulu:1.0.0\n', '.twelve/lulu.json': '{"release":"1.0.0"}\n' };

async function open(repo: TestRepository): Promise<{ base: string; head: string }> {
  const prepared = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  repo.commit('production', { 'moon/Deployment.yaml': 'image: moon:2\n' });
  return prepared;
}

describe.each(Object.keys(byHand))('a %s by plain git', (method) => {
  const merge = byHand[method] as (typeof byHand)[string];

  test('is seen when the pull request is looked at, with who did it, and nothing is written', async () => {
    const repo = repository();
    const { head } = await open(repo);
    const mergeCommit = merge(repo, head);
    repo.grow('production', 20);
    const refs = repo.refs();
    const who = method === 'rebase' ? 'Eve <eve@example.com>' : 'Bob <bob@example.com>';
    const merged = await repo.forge().get(1);
    expect(merged).toMatchObject({ number: 1, state: 'merged', mergeCommit, method, mergedBy: who, headCommit: head });
    expect(merged.mergedAt).toBe(new Date(repo.git('log', '-1', '--format=%cI', mergeCommit)).toISOString());
    expect(await repo.forge().list()).toEqual([]);
    expect(await repo.forge({ cache: 'cold' }).list({ state: 'all' })).toEqual([merged]);
    expect(await repo.forge().merge(1, 'merge')).toEqual(merged);
    expect(await told(repo.forge().close(1))).toMatch(/merged it at .* \(TF2407\)$/);
    expect(repo.refs()).toBe(refs);
  });

  test.each(['is replaced by a newer release', 'was deleted first'])(
    'G7: the next proposal of that branch has a number of its own, where the branch %s',
    async (what) => {
      const repo = repository();
      const { head } = await open(repo);
      const mergeCommit = merge(repo, head);
      if (what === 'was deleted first') {
        repo.set(HEAD, undefined);
        expect(await repo.forge().get(1)).toMatchObject({ state: 'merged', mergeCommit });
      }
      repo.git('reflog', 'expire', '--expire=now', '--all');
      const next = repo.commit(HEAD, { 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' }, { onto: mergeCommit });
      repo.git('gc', '-q', '--prune=now');
      const proposal = { ...PROPOSAL, title: 'Release lulu 1.2.0' };
      const { pullRequest, action } = await repo.forge({ cache: 'cold' }).propose(proposal);
      expect({ action, number: pullRequest.number, head: pullRequest.headCommit }).toEqual({
        action: 'opened',
        number: 2,
        head: next,
      });
      const all = await repo.forge().list({ state: 'all' });
      expect(all.map(({ number, state }) => [number, state])).toEqual([
        [2, 'open'],
        [1, 'merged'],
      ]);
      // What was found out is written down with it.
      expect(Object.keys(repo.files('refs/twelve/pulls')).sort()).toEqual([
        'README.md',
        'done/0/1.json',
        'open/2.json',
      ]);
      expect(all[1]).toMatchObject({ mergeCommit, method, headCommit: head });
      expect(repo.git('log', '-1', '--format=%B', 'refs/twelve/pulls')).toContain('#1 was found merged');
      expect(repo.fsck()).toBe('');
    },
  );

  test('that was undone before anybody looked counts as none: the next proposal takes the number', async () => {
    const repo = repository();
    const { head } = await open(repo);
    merge(repo, head);
    repo.commit('production', BEFORE, { message: 'Revert' });
    expect((await repo.forge().get(1)).state).toBe('open');
    const next = repo.commit(HEAD, { 'lulu/more.yaml': 'x\n' }, { onto: repo.tip('production') as string });
    expect((await repo.forge().propose(PROPOSAL)).pullRequest).toMatchObject({ number: 1, headCommit: next });
    await repo.forge().merge(1, 'rebase');
    expect(repo.tip('production')).toBe(next);
  });
});

test('what was squashed and undone before it was proposed again is not taken for a merge of that', async () => {
  const repo = repository();
  const { head } = await open(repo);
  byHand['squash']?.(repo, head);
  repo.commit(HEAD, { 'lulu/more.yaml': 'x\n' }, { onto: repo.tip('production') as string });
  expect((await repo.forge().propose(PROPOSAL)).pullRequest.number).toBe(2);
  await repo.forge().close(2);
  repo.commit('production', BEFORE, { message: 'Revert' });
  repo.set(HEAD, head);
  expect((await repo.forge().propose(PROPOSAL)).pullRequest.number).toBe(3);
  repo.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:0.9.0\n' });
  expect(await repo.forge().get(3)).toMatchObject({ state: 'open', headCommit: head });
});

test('a fast-forward by plain git is a merge too', async () => {
  const repo = repository();
  const { head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  repo.set('production', head);
  expect(await repo.forge().get(1)).toMatchObject({ state: 'merged', mergeCommit: head, method: 'rebase' });
  repo.commit('production', { 'moon/a': 'a' });
  repo.set(HEAD, undefined);
  expect(await repo.forge().get(1)).toMatchObject({ state: 'merged', mergeCommit: head });
});

test('a squash that was edited on the way is not taken for a merge: the pull request stays open', async () => {
  const repo = repository();
  await open(repo);
  repo.commit('production', { ...FILES, 'lulu/Deployment.yaml': 'image: lulu:1.1.1\n' });
  expect((await repo.forge().list()).map(({ number }) => number)).toEqual([1]);
});

test('a squash in two commits is a merge once all of it is there', async () => {
  const repo = repository();
  await open(repo);
  repo.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:1.1.0\n' });
  expect((await repo.forge().get(1)).state).toBe('open');
  const all = repo.commit('production', { '.twelve/lulu.json': '{"release":"1.1.0"}\n' });
  expect(await repo.forge().get(1)).toMatchObject({ state: 'merged', mergeCommit: all });
});

test('a pull request whose branch is gone is closed, and open again if it comes back', async () => {
  const repo = repository();
  const { head } = await open(repo);
  const before = await repo.forge().get(1);
  repo.set(HEAD, undefined);
  expect(await repo.forge().list()).toEqual([]);
  expect(await repo.forge().get(1)).toEqual({ ...before, state: 'closed', closedReason: 'its branch is gone' });
  repo.set(HEAD, head);
  expect(await repo.forge().list()).toEqual([before]);
});

test('a pull request whose branch is gone can be closed for good, with a reason', async () => {
  const repo = repository();
  const { head } = await open(repo);
  repo.set(HEAD, undefined);
  expect(await repo.forge().close(1, 'superseded by 1.2.0')).toMatchObject({
    state: 'closed',
    closedReason: 'superseded by 1.2.0',
    headCommit: head,
  });
  repo.set(HEAD, head);
  expect((await repo.forge().get(1)).state).toBe('closed');
  expect((await repo.forge().propose(PROPOSAL)).pullRequest.number).toBe(2);
});

test('those whose branches are gone are written down with the next proposal of anything', async () => {
  const repo = repository();
  const { head, base } = await open(repo);
  const moon = { ...PROPOSAL, head: 'twelve/production/moon' };
  repo.commit(moon.head, { 'moon/b.yaml': 'b\n' }, { onto: base });
  await repo.forge().propose(moon);
  byHand['squash']?.(repo, head);
  repo.set(HEAD, undefined);
  repo.set(moon.head, undefined);
  const star = { ...PROPOSAL, head: 'twelve/production/star' };
  repo.commit(star.head, { 'star/c.yaml': 'c\n' }, { onto: base });
  await repo.forge().propose(star);
  expect(Object.keys(repo.files('refs/twelve/pulls')).sort()).toEqual([
    'README.md',
    'done/0/1.json',
    'done/0/2.json',
    'open/3.json',
  ]);
  expect((await repo.forge().list({ state: 'all' })).map(({ state }) => state)).toEqual(['open', 'closed', 'merged']);
});

test('what was merged by hand is not closed, and not proposed again', async () => {
  const repo = repository();
  const { head } = await open(repo);
  byHand['squash']?.(repo, head);
  const refs = repo.refs();
  expect(await told(repo.forge().propose({ ...PROPOSAL, title: 'Again' }))).toMatch('TF2405');
  expect(await told(repo.forge().close(1))).toMatch('TF2407');
  expect(repo.refs()).toBe(refs);
});

test('G4: a base that was rewritten leaves the pull request open, and it is merged as far as that is possible', async () => {
  const repo = repository();
  const { base } = await open(repo);
  repo.commit('production', { 'moon/rewritten': 'x\n' }, { onto: base });
  expect((await repo.forge().list()).map(({ number }) => number)).toEqual([1]);
  expect((await repo.forge().merge(1, 'squash')).state).toBe('merged');
  const again = repo.commit(HEAD, { 'lulu/c': 'c\n' }, { onto: repo.tip('production') as string });
  await repo.forge().propose(PROPOSAL);
  repo.commit('production', { 'other/root': 'x\n' }, { onto: '' });
  expect(await repo.forge().list()).toMatchObject([{ number: 2, headCommit: again }]);
  expect(await told(repo.forge().merge(2, 'merge'))).toMatch(/no commit in common; .* \(TF2408\)$/);
});

test('a commit that the remote has lost does no harm', async () => {
  const repo = repository();
  const { head, base } = await open(repo);
  // The history of the pull requests is cut, so that nothing holds what was proposed.
  const tree = repo.git('rev-parse', 'refs/twelve/pulls^{tree}');
  const identity = ['-c', 'user.name=B', '-c', 'user.email=b@c'];
  repo.git('update-ref', 'refs/twelve/pulls', repo.git(...identity, 'commit-tree', '-m', 'cut', tree));
  repo.commit(HEAD, { 'lulu/next': 'x\n' }, { onto: base });
  repo.git('reflog', 'expire', '--expire=now', '--all');
  repo.git('gc', '-q', '--prune=now');
  expect(() => repo.git('cat-file', '-e', head)).toThrow();
  expect((await repo.forge({ cache: 'cold' }).get(1)).state).toBe('open');
  repo.set(HEAD, undefined);
  expect((await repo.forge({ cache: 'cold' }).get(1)).state).toBe('closed');
});
