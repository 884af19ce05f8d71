import { FILES, HEAD, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

test('a proposal opens a pull request, which is listed and found by its number', async () => {
  const repo = repository();
  const { head } = prepare(repo);
  const { pullRequest, action } = await repo.forge().propose(PROPOSAL);
  expect(action).toBe('opened');
  expect(pullRequest).toEqual({
    number: 1,
    ...PROPOSAL,
    state: 'open',
    author: 'Ada <ada@example.com>',
    createdAt: pullRequest.createdAt,
    updatedAt: pullRequest.createdAt,
    headCommit: head,
  });
  expect(await repo.forge({ name: 'Bob' }).list()).toEqual([pullRequest]);
  expect(await repo.forge({ name: 'Bob' }).get(1)).toEqual(pullRequest);
});

test('a pull request is a commit that a person can read, outside of the branches', async () => {
  const repo = repository();
  const { head } = prepare(repo);
  await repo.forge({ reason: 'It is time' }).propose(PROPOSAL);
  expect(repo.git('log', '--format=%an <%ae>%n%B', '--first-parent', '-1', 'refs/twelve/pulls')).toBe(
    [
      'Ada <ada@example.com>',
      'Open #1: Release lulu 1.1.0',
      '',
      `${HEAD} -> production`,
      '',
      'It is time',
      '',
      'Pull-Request: 1',
      'Actor: Ada <ada@example.com>',
    ].join('\n'),
  );
  expect(repo.subjects('refs/twelve/pulls', '--first-parent')).toEqual([
    'Open #1: Release lulu 1.1.0',
    'Begin the pull requests',
  ]);
  expect(Object.keys(repo.files('refs/twelve/pulls'))).toEqual(['README.md', 'open/1.json']);
  // What was proposed stays, whatever becomes of its branch.
  expect(repo.git('rev-list', 'refs/twelve/pulls').split('\n')).toContain(head);
  expect(repo.fsck()).toBe('');
});

test('proposing the same again writes nothing', async () => {
  const repo = repository();
  prepare(repo);
  const { pullRequest } = await repo.forge().propose(PROPOSAL);
  const refs = repo.refs();
  expect(await repo.forge({ name: 'Bob' }).propose(PROPOSAL)).toEqual({ pullRequest, action: 'unchanged' });
  repo.commit('production', { 'moon/Deployment.yaml': 'image: moon:1.1.0\n' });
  expect(await repo.forge().propose(PROPOSAL)).toEqual({ pullRequest, action: 'unchanged' });
  expect(repo.refs()).toBe(refs.replace(/(heads\/production) \w+/, `$1 ${repo.tip('production')}`));
});

test('G8: an open pull request is updated in place, with title, body, head and who asked for it', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const { pullRequest } = await repo.forge().propose(PROPOSAL);
  const text = await repo.forge({ name: 'Bob' }).propose({ ...PROPOSAL, body: 'Otherwise' });
  expect(text.action).toBe('updated');
  expect(text.pullRequest).toMatchObject({ number: 1, body: 'Otherwise', author: 'Bob <bob@example.com>' });
  const head = repo.commit(HEAD, { ...FILES, 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' }, { onto: base });
  const next = await repo.forge().propose({ ...PROPOSAL, title: 'Release lulu 1.2.0' });
  expect(next.action).toBe('updated');
  expect(next.pullRequest).toMatchObject({ number: 1, title: 'Release lulu 1.2.0', headCommit: head, state: 'open' });
  expect(next.pullRequest.createdAt).toBe(pullRequest.createdAt);
  expect(next.pullRequest.updatedAt > text.pullRequest.updatedAt).toBe(true);
  expect(await repo.forge().list()).toEqual([next.pullRequest]);
  expect(repo.subjects('refs/twelve/pulls', '--first-parent')).toEqual([
    'Update #1: Release lulu 1.2.0',
    'Update #1: Release lulu 1.1.0',
    'Open #1: Release lulu 1.1.0',
    'Begin the pull requests',
  ]);
});

test('pull requests of other heads and bases have numbers of their own', async () => {
  const repo = repository();
  const { base, head } = prepare(repo);
  repo.set('staging', base);
  repo.set('twelve/production/moon', repo.commit('x', { 'moon/Deployment.yaml': 'image: moon:2\n' }, { onto: base }));
  repo.set('feature', head);
  const forge = repo.forge();
  const proposals = [
    PROPOSAL,
    { ...PROPOSAL, base: 'staging' },
    { ...PROPOSAL, head: 'twelve/production/moon' },
    { ...PROPOSAL, head: 'feature' },
  ];
  for (const proposal of proposals) {
    await forge.propose(proposal);
  }
  expect((await forge.list()).map(({ number, head, base }) => [number, head, base])).toEqual([
    [4, 'feature', 'production'],
    [3, 'twelve/production/moon', 'production'],
    [2, HEAD, 'staging'],
    [1, HEAD, 'production'],
  ]);
  expect((await forge.list({ head: HEAD })).map(({ number }) => number)).toEqual([2, 1]);
  expect((await forge.list({ head: HEAD, base: 'staging' })).map(({ number }) => number)).toEqual([2]);
  expect(await forge.list({ base: 'nowhere' })).toEqual([]);
});

test('an empty repository has no pull requests, and takes none', async () => {
  const repo = repository();
  expect(await repo.forge().list({ state: 'all' })).toEqual([]);
  expect(await told(repo.forge().get(1))).toMatch(/^\[#1\] pull request: there is none; .* \(TF2401\)$/);
  expect(await told(repo.forge().merge(1, 'merge'))).toMatch('TF2401');
  expect(await told(repo.forge().close(1))).toMatch('TF2401');
  expect(await told(repo.forge().propose(PROPOSAL))).toBe(
    `[${HEAD}] branch ${HEAD}: the platform repository does not have it; push it first, or run the release again, which makes it (TF2403)`,
  );
  expect(repo.refs()).toBe('');
});

test('a number that is none is told', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  for (const number of [0, -1, 2, 1.5, NaN, Infinity, 1e21]) {
    expect(await told(repo.forge().get(number))).toMatch('TF2401');
  }
});

test('a missing base, and a head that changes nothing, are told', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  expect(await told(repo.forge().propose({ ...PROPOSAL, base: 'nowhere' }))).toMatch(
    /^\[twelve\/production\/lulu\] branch nowhere: .* \(TF2404\)$/,
  );
  repo.set(HEAD, base);
  expect(await told(repo.forge().propose(PROPOSAL))).toMatch(
    /production has all that twelve\/production\/lulu changes; .* \(TF2405\)$/,
  );
  // Other commits, and the same files.
  repo.commit(HEAD, { 'lulu/Deployment.yaml': 'image: lulu:1.1.0\n' });
  repo.commit(HEAD, { 'lulu/Deployment.yaml': 'image: lulu:1.0.0\n' });
  expect(await told(repo.forge().propose(PROPOSAL))).toMatch('TF2405');
  repo.commit(HEAD, FILES, { onto: base });
  repo.commit('production', FILES);
  expect(await told(repo.forge().propose(PROPOSAL))).toMatch('TF2405');
  repo.commit(HEAD, { 'other.txt': 'unrelated\n' }, { onto: '' });
  expect(await told(repo.forge().propose(PROPOSAL))).toMatch(/no commit in common; .* \(TF2408\)$/);
  expect(repo.git('for-each-ref', 'refs/twelve')).toBe('');
});

test('a proposal that conflicts is opened all the same: it waits to be rebuilt', async () => {
  const repo = repository();
  prepare(repo);
  repo.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:1.0.1\n' });
  expect((await repo.forge().propose(PROPOSAL)).action).toBe('opened');
});

test('repositories with SHA-256 have pull requests too', async () => {
  const repo = repository('sha256');
  const { head } = prepare(repo);
  const { pullRequest } = await repo.forge().propose(PROPOSAL);
  expect(pullRequest.headCommit).toBe(head);
  expect(head).toHaveLength(64);
  const merged = await repo.forge().merge(1, 'squash');
  expect(merged).toMatchObject({ state: 'merged', mergeCommit: repo.tip('production') });
  expect(repo.fsck()).toBe('');
});

test('what is read back is checked: an edited record is told with its file', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const text = repo.git('show', 'refs/twelve/pulls:open/1.json');
  const bad: [string, RegExp][] = [
    ['{', /JSON/],
    [text.replace('"number": 1', '"number": 2'), /it is #2, open/],
    [text.replace('"state": "open"', '"state": "merged"'), /it is #1, merged/],
    [text.replace(`"${HEAD}"`, '"--upload-pack=x"'), /no name of a branch/],
    [text.replace('"schema": 1', '"schema": 2'), /expected 1/],
    [text.replace('Release lulu', 'Release\\nlulu'), /no title/],
  ];
  for (const [content, why] of bad) {
    repo.commit('edited', { 'open/1.json': content }, { onto: 'refs/twelve/pulls' });
    repo.git('update-ref', 'refs/twelve/pulls', 'refs/heads/edited');
    const line = await told(repo.forge().list());
    expect(line).toMatch(/^\[#1\] open\/1\.json of refs\/twelve\/pulls: [^\n]* \(TF2409\)$/);
    expect(line).toMatch(why);
  }
});
