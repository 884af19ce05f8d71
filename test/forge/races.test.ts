import { FILES, HEAD, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

/** Lets somebody else move refs while a push is on its way: once, or whenever somebody pushes. */
function interfere(repo: ReturnType<typeof repository>, commands: string, times = 1): void {
  const count = `n=$(cat hits 2>/dev/null || echo 0); echo $((n + 1)) > hits; [ $n -lt ${times} ] || exit 0`;
  repo.hook('pre-receive', `cat > /dev/null; ${count}; unset GIT_QUARANTINE_PATH; ${commands}; exit 0`);
}

test('C1: eight who propose at once from caches of their own have eight numbers', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const heads = Array.from({ length: 8 }, (_, index) => `twelve/production/app-${index}`);
  heads.forEach((head, index) => repo.commit(head, { [`app-${index}/a.yaml`]: 'a\n' }, { onto: base }));
  const proposed = await Promise.all(
    heads.map((head, index) => repo.forge({ name: `User${index}`, timeout: 100_000 }).propose({ ...PROPOSAL, head })),
  );
  expect(proposed.map(({ action }) => action)).toEqual(heads.map(() => 'opened'));
  expect(proposed.map(({ pullRequest }) => pullRequest.number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const listed = await repo.forge().list();
  expect(listed).toHaveLength(8);
  expect(listed.map(({ number, head }) => [number, head]).sort()).toEqual(
    proposed.map(({ pullRequest }) => [pullRequest.number, pullRequest.head]).sort(),
  );
  expect(repo.git('rev-list', '--count', '--first-parent', 'refs/twelve/pulls')).toBe('9');
  expect(repo.fsck()).toBe('');
});

test('C3: those who propose the same at once open one pull request', async () => {
  const repo = repository();
  prepare(repo);
  const users = ['Ada', 'Bob', 'Eve', 'Mia'];
  const proposed = await Promise.all(users.map((name) => repo.forge({ name }).propose({ ...PROPOSAL })));
  expect(proposed.map(({ action }) => action).sort()).toEqual(['opened', 'unchanged', 'unchanged', 'unchanged']);
  expect(proposed.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 1, 1, 1]);
  expect(await repo.forge().list()).toHaveLength(1);
});

test('C4: those who propose different texts for a head at once have one pull request, with the text of one of them', async () => {
  const repo = repository();
  prepare(repo);
  const users = ['Ada', 'Bob', 'Eve'];
  const proposed = await Promise.all(users.map((name) => repo.forge({ name }).propose({ ...PROPOSAL, title: name })));
  expect(proposed.map(({ action }) => action).sort()).toEqual(['opened', 'updated', 'updated']);
  const [only, ...rest] = await repo.forge().list();
  expect(rest).toEqual([]);
  expect(users).toContain(only?.title);
});

test('C10: those who share a cache do not disturb each other', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const heads = ['a', 'b', 'c', 'd'].map((name) => `twelve/production/${name}`);
  heads.forEach((head) => repo.commit(head, { [head]: 'a\n' }, { onto: base }));
  const proposed = await Promise.all(
    heads.map((head) => repo.forge({ cache: 'shared' }).propose({ ...PROPOSAL, head })),
  );
  expect(proposed.map(({ pullRequest }) => pullRequest.number).sort()).toEqual([1, 2, 3, 4]);
});

test('pull requests that are merged into a base at once all land, each by its method', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const methods = ['merge', 'squash', 'rebase'] as const;
  for (const name of methods) {
    repo.commit(`twelve/production/${name}`, { [`${name}/a.yaml`]: `${name}\n` }, { onto: base });
    await repo.forge().propose({ ...PROPOSAL, head: `twelve/production/${name}` });
  }
  const merged = await Promise.all(
    methods.map((method, index) => repo.forge({ name: method }).merge(index + 1, method)),
  );
  expect(merged.map(({ state }) => state)).toEqual(['merged', 'merged', 'merged']);
  const files = Object.fromEntries(methods.map((name) => [`${name}/a.yaml`, `${name}\n`]));
  expect(repo.files('production')).toMatchObject(files);
  expect(await repo.forge().list()).toEqual([]);
  expect(repo.fsck()).toBe('');
});

test('of a merge and a close at once one is done, and the other is told so', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const results = await Promise.allSettled([
    repo.forge({ name: 'Bob' }).merge(1, 'merge'),
    repo.forge({ name: 'Eve' }).close(1),
    repo.forge({ name: 'Mia' }).merge(1, 'squash'),
  ]);
  // Who merges what another one merged has what was asked for.
  const ends = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.state] : []));
  expect(new Set(ends).size).toBe(1);
  for (const result of results) {
    expect(result.status === 'fulfilled' ? 'done' : String(result.reason)).toMatch(/^done$|TF2407/);
  }
  const { state } = await repo.forge().get(1);
  expect(repo.tip('production') === base).toBe(state === 'closed');
  expect(repo.tip(HEAD)).toBeUndefined();
});

test('C5: a base that moves while a merge is pushed is merged with, and keeps what came', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const foreign = repo.commit(
    'foreign',
    { 'moon/Deployment.yaml': 'image: moon:9\n' },
    { onto: repo.tip('production') as string },
  );
  interfere(repo, `git update-ref refs/heads/production ${foreign}`);
  await repo.forge().merge(1, 'merge');
  expect(repo.files('production')).toMatchObject({ ...FILES, 'moon/Deployment.yaml': 'image: moon:9\n' });
  expect(repo.git('rev-parse', 'production^1')).toBe(foreign);
});

test('pull requests that come while one is pushed keep their numbers', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const second = { ...PROPOSAL, head: 'twelve/production/moon' };
  repo.commit(second.head, { 'moon/b.yaml': 'b\n' }, { onto: base });
  // Somebody else writes what we are about to write, as number 2.
  const text = repo.git('show', 'refs/twelve/pulls:open/1.json').replace('"number": 1', '"number": 2');
  const other = repo.commit(
    'other',
    { 'open/2.json': text.replace(HEAD, 'twelve/production/star') },
    { onto: 'refs/twelve/pulls' },
  );
  repo.commit('twelve/production/star', { 'star/b.yaml': 'b\n' }, { onto: base });
  interfere(repo, `git update-ref refs/twelve/pulls ${other}`);
  expect((await repo.forge().propose(second)).pullRequest.number).toBe(3);
  expect((await repo.forge().list()).map(({ number }) => number)).toEqual([3, 2, 1]);
});

test.each(['merge', 'close'] as const)('a %s of what nobody has looked at is not done', async (verb) => {
  const repo = repository();
  const { base } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const replaced = repo.commit('x', { 'lulu/evil.yaml': 'x\n' }, { onto: base });
  interfere(repo, `git update-ref refs/heads/${HEAD} ${replaced}`);
  const act = verb === 'merge' ? repo.forge().merge(1, 'merge') : repo.forge().close(1);
  expect(await told(act)).toBe('[#1] branch: somebody pushed to it just now; look at it again first (TF2410)');
  expect(repo.tip('production')).toBe(base);
  expect(repo.tip(HEAD)).toBe(replaced);
  expect((await repo.forge().get(1)).state).toBe('open');
});

test('a race that is lost again and again ends in time, and says so', async () => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose(PROPOSAL);
  const identity = 'git -c user.name=B -c user.email=b@c';
  const next = `$(${identity} commit-tree -p production -m "$(cat hits)" production^{tree})`;
  interfere(
    repo,
    `unset GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES; git update-ref refs/heads/production ${next}`,
    1e9,
  );
  const line = await told(repo.forge({ timeout: 1500 }).merge(1, 'merge'));
  expect(line).toBe(
    'pull requests: others were faster for 1.5 s; nothing has changed; run it again, or give a longer --timeout (TF2305)',
  );
  expect(Number(repo.git('rev-list', '--count', 'production'))).toBeGreaterThan(2);
  expect((await repo.forge().get(1)).state).toBe('open');
});
