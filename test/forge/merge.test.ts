import { FILES, HEAD, MERGED, openMoved, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

describe.each(['merge', 'squash', 'rebase'] as const)('a %s', (method) => {
  test('brings the change to the base, deletes the branch and is recorded', async () => {
    const repo = repository();
    const { head, moved } = await openMoved(repo);
    const merged = await repo.forge({ name: 'Mia', reason: 'approved' }).merge(1, method);
    const tip = repo.tip('production') as string;
    expect(merged).toMatchObject({
      ...PROPOSAL,
      number: 1,
      state: 'merged',
      author: 'Ada <ada@example.com>',
      mergedBy: 'Mia <mia@example.com>',
      mergedAt: merged.updatedAt,
      mergeCommit: tip,
      headCommit: head,
      method,
    });
    expect(repo.files('production')).toEqual(MERGED);
    expect(repo.git('rev-list', '--first-parent', tip).split('\n')[1]).toBe(moved);
    expect(repo.tip(HEAD)).toBeUndefined();
    expect(await repo.forge().list()).toEqual([]);
    expect(await repo.forge().list({ state: 'all' })).toEqual([merged]);
    expect(await repo.forge().get(1)).toEqual(merged);
    expect(Object.keys(repo.files('refs/twelve/pulls'))).toEqual(['README.md', 'done/0/1.json']);
    expect(repo.git('log', '-1', '--format=%B', 'refs/twelve/pulls')).toContain('Merge #1: Release lulu 1.1.0');
    expect(repo.git('log', '-1', '--format=%B', 'refs/twelve/pulls')).toContain('approved');
    expect(repo.fsck()).toBe('');
  });

  test('of a branch that is right on top of its base works too', async () => {
    const repo = repository();
    prepare(repo);
    await repo.forge().propose(PROPOSAL);
    await repo.forge().merge(1, method);
    expect(repo.files('production')).toMatchObject(FILES);
    expect(repo.git('rev-list', '--count', 'production')).toBe(method === 'merge' ? '3' : '2');
    expect(repo.fsck()).toBe('');
  });

  test('that conflicts names the files, and changes nothing', async () => {
    const repo = repository();
    await openMoved(repo);
    repo.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:1.0.1\n', '.twelve/lulu.json': '{}\n' });
    const refs = repo.refs();
    expect(await told(repo.forge().merge(1, method))).toBe(
      `[#1] merge: ${HEAD} and production both changed .twelve/lulu.json, lulu/Deployment.yaml; run the release again, which rebuilds the pull request on the base as it is (TF2406)`,
    );
    expect(repo.refs()).toBe(refs);
    expect((await repo.forge().get(1)).state).toBe('open');
  });

  test('that a hook refuses tells why, and leaves everything as it was', async () => {
    const repo = repository();
    await openMoved(repo);
    repo.hook(
      'pre-receive',
      'while read a b ref; do [ $ref = refs/heads/production ] && { echo "GH006: protected branch" >&2; exit 1; }; done; true',
    );
    const refs = repo.refs();
    const line = await told(repo.forge().merge(1, method));
    expect(line).toMatch(/GH006: protected branch/);
    expect(line).toMatch(/\(TF2302\)$/);
    expect(repo.refs()).toBe(refs);
    expect((await repo.forge().list()).map(({ number }) => number)).toEqual([1]);
    // Other things are still allowed.
    expect((await repo.forge().close(1)).state).toBe('closed');
  });

  test('is not done twice', async () => {
    const repo = repository();
    await openMoved(repo);
    const merged = await repo.forge().merge(1, method);
    const refs = repo.refs();
    const line = `Ada <ada@example.com> merged it at ${merged.mergedAt}, as ${repo.tip('production')?.slice(0, 10)} on production`;
    expect(await repo.forge().merge(1, method)).toEqual(merged);
    expect(await told(repo.forge().close(1))).toBe(`[#1] close: ${line}; nothing is left to do (TF2407)`);
    expect(repo.refs()).toBe(refs);
  });

  test('whose branch or base is missing, or has all of it, is told', async () => {
    const repo = repository();
    const { head } = await openMoved(repo);
    const moved = repo.tip('production') as string;
    repo.set(HEAD, undefined);
    expect(await told(repo.forge().merge(1, method))).toMatch(/^\[#1\] branch twelve.*\(TF2403\)$/);
    repo.set(HEAD, head);
    repo.set('production', undefined);
    expect(await told(repo.forge().merge(1, method))).toMatch(/^\[#1\] branch production.*\(TF2404\)$/);
    repo.set('production', moved);
    repo.set(HEAD, repo.git('rev-parse', `${moved}~1`));
    expect(await told(repo.forge().merge(1, method))).toMatch(/^\[#1\] merge: production has all.*\(TF2405\)$/);
    repo.set(HEAD, head);
    expect((await repo.forge().merge(1, method)).state).toBe('merged');
  });

  test('brings no file of the base into the cache', async () => {
    const repo = repository();
    await openMoved(repo);
    const user = { name: 'Mia', cache: 'cold' };
    await repo.forge(user).merge(1, method);
    const kinds = await repo.withCache('cold', async ({ git }) =>
      git.text(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)', '--unordered']),
    );
    // The record as it was, as it is, and the page that explains them.
    expect(kinds.split('\n').filter((kind) => kind === 'blob').length).toBeLessThanOrEqual(3);
  });
});

test('branches that were merged crosswise are not merged by guessing', async () => {
  const repo = repository();
  const { base, head } = prepare(repo);
  const other = repo.commit('production', { 'moon/x.yaml': 'x\n' }, { onto: base });
  repo.commit('production', FILES, { onto: other, merges: [head] });
  repo.commit(HEAD, { 'moon/x.yaml': 'x\n' }, { onto: head, merges: [other] });
  repo.commit(HEAD, { 'lulu/y.yaml': 'y\n' });
  expect(await told(repo.forge().propose(PROPOSAL))).toMatch(/merged into each other crosswise; .* \(TF2408\)$/);
});

test('a branch that twelve did not make stays where it is', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const head = repo.commit('staging', FILES, { onto: base });
  await repo.forge().propose({ ...PROPOSAL, head: 'staging' });
  await repo.forge().merge(1, 'merge');
  expect(repo.tip('staging')).toBe(head);
  repo.commit('staging', { 'lulu/b.yaml': 'b\n' });
  await repo.forge().propose({ ...PROPOSAL, head: 'staging' });
  await repo.forge().close(2, 'not yet');
  expect(repo.tip('staging')).toBeDefined();
  expect((await repo.forge().list({ state: 'all' })).map(({ state }) => state)).toEqual(['closed', 'merged']);
});

test.each([3, 30, 300])(
  'a base that went on by %d commits is merged into: as much history is brought as it takes',
  async (count) => {
    const repo = repository();
    const { head } = prepare(repo);
    await repo.forge().propose(PROPOSAL);
    repo.grow('production', count);
    repo.commit('production', { 'moon/Deployment.yaml': 'image: moon:3\n' });
    const { mergeCommit } = await repo.forge({ cache: 'cold' }).merge(1, 'merge');
    expect(repo.files(mergeCommit as string)).toMatchObject({ ...FILES, 'moon/Deployment.yaml': 'image: moon:3\n' });
    expect(repo.git('merge-base', `${mergeCommit}^1`, `${mergeCommit}^2`)).toBe(repo.git('rev-parse', `${head}~1`));
    expect(repo.fsck()).toBe('');
  },
);

test('a method that is none is refused, before anything is read', async () => {
  const repo = repository();
  await openMoved(repo);
  const refs = repo.refs();
  for (const method of ['octopus', '', undefined, 'toString'] as unknown as 'merge'[]) {
    expect(await told(repo.forge().merge(1, method))).toMatch(/^\[#1\] method: .* is none; .* rebase \(TF2402\)$/);
  }
  expect(repo.refs()).toBe(refs);
});

test('a branch that another pull request needs stays until that is done too', async () => {
  const repo = repository();
  const { base, head } = prepare(repo);
  repo.set('staging', base);
  await repo.forge().propose(PROPOSAL);
  await repo.forge().propose({ ...PROPOSAL, base: 'staging' });
  await repo.forge().merge(1, 'squash');
  expect(repo.tip(HEAD)).toBe(head);
  expect((await repo.forge().list()).map(({ number }) => number)).toEqual([2]);
  await repo.forge().merge(2, 'merge');
  expect(repo.tip(HEAD)).toBeUndefined();
});

test('a repository that takes no records of pull requests tells why', async () => {
  const repo = repository();
  prepare(repo);
  repo.hook('update', 'case $1 in refs/twelve/*) echo "branches only" >&2; exit 1;; esac');
  const refs = repo.refs();
  const line = await told(repo.forge().propose(PROPOSAL));
  expect(line).toMatch(/branches only/);
  expect(line).toMatch(/\(TF2302\)$/);
  expect(repo.refs()).toBe(refs);
});
