import { HEAD, MERGED, openMoved, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

test('a merge has two parents and says what it merged', async () => {
  const repo = repository();
  const { head, moved } = await openMoved(repo);
  await repo.forge().merge(1, 'merge');
  expect(repo.git('log', '-1', '--format=%P', 'production')).toBe(`${moved} ${head}`);
  expect(repo.git('log', '-1', '--format=%an%n%B', 'production')).toBe(
    `Ada\nMerge #1: Release lulu 1.1.0\n\nPull-Request: 1\nBranch: ${HEAD}`,
  );
});

test('a squash of one commit keeps its words and its trailers', async () => {
  const repo = repository();
  const { moved } = await openMoved(repo);
  await repo.forge().merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%P', 'production')).toBe(moved);
  expect(repo.git('log', '-1', '--format=%B', 'production')).toBe(
    'Release lulu 1.1.0 (#1)\n\nBecause of reasons\n\nApplication: lulu\nVersion: 1.1.0\nMerged-By: Ada <ada@example.com>',
  );
  expect(repo.git('log', '-1', '--format=%(trailers:key=Version,valueonly)', 'production')).toBe('1.1.0');
});

test('a squash of more commits lists them', async () => {
  const repo = repository();
  await openMoved(repo);
  repo.commit(HEAD, { 'lulu/Service.yaml': 'port: 80\n' }, { message: 'Add a\nservice\n\nwith a body' });
  await repo.forge().merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%B', 'production')).toBe(
    'Release lulu 1.1.0 (#1)\n\n* production: release lulu 1.1.0\n* Add a service\n\nMerged-By: Ada <ada@example.com>',
  );
  expect(repo.files('production')).toEqual({ ...MERGED, 'lulu/Service.yaml': 'port: 80\n' });
});

test('a subject that can be no title leaves the one that there is', async () => {
  const repo = repository();
  const { base } = await openMoved(repo);
  const message = `lulu ${'1'.repeat(300)}`;
  repo.commit(HEAD, { 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' }, { onto: base, message });
  const { title } = await repo.forge().merge(1, 'merge');
  expect(title).toBe('Release lulu 1.1.0');
  expect(await repo.forge().get(1)).toMatchObject({ title, state: 'merged' });
});

test('a branch that was replaced after its title was written is merged under its own name', async () => {
  const repo = repository();
  const { base } = await openMoved(repo);
  const head = repo.commit(
    HEAD,
    { 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' },
    { onto: base, message: 'lulu 1.2.0' },
  );
  expect((await repo.forge().get(1)).headCommit).toBe(head);
  expect(await repo.forge().merge(1, 'squash')).toMatchObject({ title: 'lulu 1.2.0' });
  expect(repo.git('log', '-1', '--format=%s', 'production')).toBe('lulu 1.2.0 (#1)');
  // What was merged stays too, though its branch is gone.
  expect(repo.git('rev-list', 'refs/twelve/pulls').split('\n')).toContain(head);
});

test('a rebase puts each commit on top, with its author, its time and its message', async () => {
  const repo = repository();
  const { moved } = await openMoved(repo);
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
  const { moved } = await openMoved(repo);
  const merged = repo.commit(HEAD, { 'moon/Deployment.yaml': 'image: moon:2.0.0\n' }, { merges: [moved] });
  expect(await told(repo.forge().merge(1, 'rebase'))).toBe(
    `[#1] rebase: ${HEAD} has a merge commit; take the method merge or squash (TF2408)`,
  );
  expect(repo.tip(HEAD)).toBe(merged);
  expect((await repo.forge().merge(1, 'squash')).state).toBe('merged');
});

test('a commit that names no author, or is written in another encoding, is rebased all the same', async () => {
  const repo = repository();
  await openMoved(repo);
  const tree = repo.git('rev-parse', `${repo.commit(HEAD, { 'lulu/z.yaml': 'z\n' })}^{tree}`);
  const lines = [
    `tree ${tree}`,
    `parent ${repo.git('rev-parse', `${HEAD}~1`)}`,
    'author  <> 1700000000 +0000',
    'committer J\xfcrgen <j@x> 1700000000 +0000',
    'encoding ISO-8859-1',
    '',
    'Gr\xfc\xdfe\n',
  ];
  repo.set(HEAD, repo.write('commit', Buffer.from(lines.join('\n'), 'latin1')));
  await repo.forge().merge(1, 'rebase');
  expect(repo.git('log', '-1', '--format=%an <%ae>|%s|%at', 'production')).toBe('unknown <>|Grüße|1700000000');
});
