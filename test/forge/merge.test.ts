import { FILES, HEAD, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

/** What the merge has to come to: the release, and what others changed on the base meanwhile. */
const MERGED = {
  '.twelve/lulu.json': '{"release":"1.1.0"}\n',
  '.twelve/moon.json': '{"release":"2.0.0"}\n',
  'README.md': '# production\n',
  'lulu/Deployment.yaml': 'image: lulu:1.1.0\n',
  'moon/Deployment.yaml': 'image: moon:2.0.0\n',
};

/** Opens the pull request, and moves its base on. */
async function open(repo: ReturnType<typeof repository>) {
  const { base, head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const files = { 'moon/Deployment.yaml': 'image: moon:2.0.0\n', '.twelve/moon.json': '{"release":"2.0.0"}\n' };
  return { base, head, moved: repo.commit('production', files, { message: 'moon 2.0.0' }) };
}

describe.each(['merge', 'squash', 'rebase'] as const)('a %s', (method) => {
  test('brings the change to the base, deletes the branch and is recorded', async () => {
    const repo = repository();
    const { head, moved } = await open(repo);
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
    await open(repo);
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
    await open(repo);
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
    await open(repo);
    const { mergedAt } = await repo.forge().merge(1, method);
    const refs = repo.refs();
    const line = `Ada <ada@example.com> merged it at ${mergedAt}, as ${repo.tip('production')?.slice(0, 10)} on production`;
    expect(await told(repo.forge().merge(1, method))).toBe(`[#1] merge: ${line}; nothing is left to do (TF2407)`);
    expect(await told(repo.forge().close(1))).toBe(`[#1] close: ${line}; nothing is left to do (TF2407)`);
    expect(repo.refs()).toBe(refs);
  });

  test('whose branch or base is missing, or has all of it, is told', async () => {
    const repo = repository();
    const { head } = await open(repo);
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
    await open(repo);
    const user = { name: 'Mia', cache: 'cold' };
    await repo.forge(user).merge(1, method);
    const kinds = await repo.withCache('cold', async ({ git }) =>
      git.text(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)', '--unordered']),
    );
    // The record as it was, as it is, and the page that explains them.
    expect(kinds.split('\n').filter((kind) => kind === 'blob').length).toBeLessThanOrEqual(3);
  });
});

test('a merge has two parents and says what it merged', async () => {
  const repo = repository();
  const { head, moved } = await open(repo);
  await repo.forge().merge(1, 'merge');
  expect(repo.git('log', '-1', '--format=%P', 'production')).toBe(`${moved} ${head}`);
  expect(repo.git('log', '-1', '--format=%an%n%B', 'production')).toBe(
    `Ada\nMerge #1: Release lulu 1.1.0\n\nPull-Request: 1\nBranch: ${HEAD}`,
  );
});

test('a squash of one commit keeps its words and its trailers', async () => {
  const repo = repository();
  const { moved } = await open(repo);
  await repo.forge().merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%P', 'production')).toBe(moved);
  expect(repo.git('log', '-1', '--format=%B', 'production')).toBe(
    'Release lulu 1.1.0 (#1)\n\nBecause of reasons\n\nApplication: lulu\nVersion: 1.1.0',
  );
  expect(repo.git('log', '-1', '--format=%(trailers:key=Version,valueonly)', 'production')).toBe('1.1.0');
});

test('a squash of more commits lists them', async () => {
  const repo = repository();
  await open(repo);
  repo.commit(HEAD, { 'lulu/Service.yaml': 'port: 80\n' }, { message: 'Add a\nservice\n\nwith a body' });
  await repo.forge().merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%B', 'production')).toBe(
    'Release lulu 1.1.0 (#1)\n\n* production: release lulu 1.1.0\n* Add a service',
  );
  expect(repo.files('production')).toEqual({ ...MERGED, 'lulu/Service.yaml': 'port: 80\n' });
});

test('a branch that was replaced after its title was written is merged under its own name', async () => {
  const repo = repository();
  const { base } = await open(repo);
  const head = repo.commit(
    HEAD,
    { 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' },
    { onto: base, message: 'lulu 1.2.0' },
  );
  expect((await repo.forge().get(1)).headCommit).toBe(head);
  await repo.forge().merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%s', 'production')).toBe('lulu 1.2.0 (#1)');
  // What was merged stays too, though its branch is gone.
  expect(repo.git('rev-list', 'refs/twelve/pulls').split('\n')).toContain(head);
});

test('a rebase puts each commit on top, with its author, its time and its message', async () => {
  const repo = repository();
  const { moved } = await open(repo);
  const message = 'Zweiter: Grüße 🚀\n\n  indented\n\n\nTrailer: yes\n';
  const author = 'Jürgen Groß <jg@example.com>';
  repo.commit(HEAD, { 'lulu/b.yaml': 'b\n' }, { message, author, at: '2001-02-03T04:05:06+09:30' });
  repo.commit(HEAD, { 'lulu/c.yaml': 'c\n', 'lulu/b.yaml': null }, { message: 'third' });
  const format = ['log', '--format=%an <%ae> %ad%n%B', '--date=raw'];
  const before = repo.git(...format, `${HEAD}~3..${HEAD}`);
  await repo.forge({ name: 'Mia' }).merge(1, 'rebase');
  expect(repo.git(...format, `${moved}..production`)).toBe(before);
  expect(repo.git('log', '--format=%cn', `${moved}..production`)).toBe('Mia\nMia\nMia');
  expect(repo.files('production')).toEqual({ ...MERGED, 'lulu/c.yaml': 'c\n' });
  expect(repo.files('production~1')).toEqual({ ...MERGED, 'lulu/b.yaml': 'b\n' });
  expect(repo.fsck()).toBe('');
});

test('a rebase leaves out what the base has already, and makes no new commit of one that is on top', async () => {
  const repo = repository();
  const { head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  await repo.forge().merge(1, 'rebase');
  expect(repo.tip('production')).toBe(head);
  const next = { ...PROPOSAL, head: 'twelve/production/moon' };
  repo.commit(next.head, { 'moon/a.yaml': 'a\n' }, { onto: head });
  repo.commit(next.head, { 'moon/b.yaml': 'b\n' }, { message: 'b' });
  repo.commit('production', { 'moon/a.yaml': 'a\n' });
  await repo.forge().propose(next);
  await repo.forge().merge(2, 'rebase');
  expect(repo.subjects('production')[0]).toBe('b');
  expect(repo.git('rev-list', '--count', 'production')).toBe('4');
});

test('a rebase takes no merge commits', async () => {
  const repo = repository();
  const { moved } = await open(repo);
  const merged = repo.commit(HEAD, { 'moon/Deployment.yaml': 'image: moon:2.0.0\n' }, { merges: [moved] });
  expect(await told(repo.forge().merge(1, 'rebase'))).toBe(
    `[#1] rebase: ${HEAD} has a merge commit; take the method merge or squash (TF2408)`,
  );
  expect(repo.tip(HEAD)).toBe(merged);
  expect((await repo.forge().merge(1, 'squash')).state).toBe('merged');
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

test('a commit that names no author, or is written in another encoding, is rebased all the same', async () => {
  const repo = repository();
  await open(repo);
  const tree = repo.git('rev-parse', `${HEAD}^{tree}`);
  repo.commit(HEAD, { 'lulu/z.yaml': 'z\n' });
  const odd = repo.git('rev-parse', `${HEAD}^{tree}`);
  const raw = Buffer.from(
    `tree ${odd}\nparent ${repo.tip(HEAD)}~\nauthor  <> 1700000000 +0000\ncommitter J\xfcrgen <j@x> 1700000000 +0000\nencoding ISO-8859-1\n\nGr\xfc\xdfe\n`.replace(
      `${repo.tip(HEAD)}~`,
      repo.git('rev-parse', `${HEAD}~1`),
    ),
    'latin1',
  );
  repo.set(HEAD, repo.write('commit', raw));
  expect(tree).toBeDefined();
  await repo.forge().merge(1, 'rebase');
  expect(repo.git('log', '-1', '--format=%an <%ae>|%s|%at', 'production')).toBe('unknown <>|Grüße|1700000000');
});
