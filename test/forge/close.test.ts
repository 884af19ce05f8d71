import { FILES, HEAD, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

test('closing deletes the branch, keeps the reason and loses nothing that was proposed', async () => {
  const repo = repository();
  const { base, head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const closed = await repo.forge({ name: 'Mia' }).close(1, 'superseded by 1.2.0\n\nSee #2');
  expect(closed).toMatchObject({ state: 'closed', closedReason: 'superseded by 1.2.0\n\nSee #2', headCommit: head });
  expect(repo.tip(HEAD)).toBeUndefined();
  expect(repo.tip('production')).toBe(base);
  expect(await repo.forge().list()).toEqual([]);
  expect(await repo.forge().list({ state: 'all' })).toEqual([closed]);
  expect(repo.git('log', '-1', '--format=%an%n%B', 'refs/twelve/pulls')).toContain('Mia\nClose #1: Release lulu');
  repo.git('gc', '-q', '--prune=now');
  expect(repo.files(head)).toMatchObject(FILES);
  expect(repo.fsck()).toBe('');
});

test('a closed one is not merged and not opened again: the next has a number of its own', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const closed = await repo.forge().close(1, 'not now');
  expect(await told(repo.forge().merge(1, 'squash'))).toBe(
    `[#1] merge: it was closed at ${closed.updatedAt}: not now; run the release again for a new one (TF2407)`,
  );
  const refs = repo.refs();
  expect(await repo.forge().close(1, 'another reason')).toEqual(closed);
  expect(repo.refs()).toBe(refs);
  repo.commit(HEAD, FILES, { onto: base });
  const { pullRequest, action } = await repo.forge().propose(PROPOSAL);
  expect([pullRequest.number, action]).toEqual([2, 'opened']);
  expect((await repo.forge().list({ state: 'all', head: HEAD })).map(({ state }) => state)).toEqual(['open', 'closed']);
});

test('a close without a reason says none', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  expect(await repo.forge().close(1)).not.toHaveProperty('closedReason');
});

test('a branch that somebody pushed to is kept with what they pushed', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const fix = repo.commit(HEAD, { 'lulu/fix.yaml': 'x\n' });
  expect(await repo.forge().close(1)).toMatchObject({ headCommit: fix });
  repo.git('gc', '-q', '--prune=now');
  expect(repo.git('cat-file', '-t', fix)).toBe('commit');
});

test('a refused deletion closes nothing', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  repo.git('config', 'receive.denyDeletes', 'true');
  const refs = repo.refs();
  expect(await told(repo.forge().close(1))).toMatch(/deletion prohibited.*\(TF2302\)$/s);
  expect(await told(repo.forge().merge(1, 'merge'))).toMatch('TF2302');
  expect(repo.refs()).toBe(refs);
  expect((await repo.forge().get(1)).state).toBe('open');
});
