import { formatRecord, type PullRecord } from '../../lib/forge/record';
import { FILES, prepare, PROPOSAL, type TestRepository, useRepositories } from './support';

const repository = useRepositories();

/** Writes pull requests at once, as they would be after a long time. */
function fill(repo: TestRepository, open: number, done: number): void {
  const { base } = prepare(repo);
  const time = '2026-01-01T00:00:00.000Z';
  const files: Record<string, string> = {};
  for (let number = 1; number <= open + done; number++) {
    const isOpen = number > done;
    const head = `twelve/production/app-${number}`;
    const headCommit = isOpen ? repo.commit(head, { [`app-${number}/a.yaml`]: 'a\n' }, { onto: base }) : base;
    const record: PullRecord = {
      ...PROPOSAL,
      schema: 1,
      number,
      head,
      state: isOpen ? 'open' : 'merged',
      author: 'Ada <ada@example.com>',
      createdAt: time,
      updatedAt: time,
      headCommit,
      baseCommit: base,
      parted: base,
      ...(!isOpen && { mergedAt: time, mergedBy: 'Ada <ada@example.com>', mergeCommit: base, method: 'merge' }),
    };
    files[isOpen ? `open/${number}.json` : `done/${Math.floor(number / 100)}/${number}.json`] = formatRecord(record);
  }
  const entries = Object.entries(files).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  repo.import(
    `commit refs/twelve/pulls\ncommitter T <t@e> 1700000000 +0000\ndata <<E\nfilled\nE\n${entries.join('')}\n`,
  );
}

test('a hundred open pull requests are listed at once, after thousands that are done, on a base that goes on', async () => {
  const repo = repository();
  fill(repo, 100, 3000);
  repo.grow('production', 400);
  const forge = repo.forge({ cache: 'cold' });
  const begin = performance.now();
  const list = await forge.list();
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(list.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, index) => 3100 - index));
  // The texts of those that are done stay where they are.
  const objects = await repo.withCache('cold', ({ git }) =>
    git.text(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)', '--unordered']),
  );
  expect(objects.split('\n').filter((type) => type === 'blob')).toHaveLength(100);

  expect((await forge.get(17)).state).toBe('merged');
  expect(await forge.list({ state: 'all' })).toHaveLength(3100);
  repo.commit('twelve/production/new', { 'new/a.yaml': 'a\n' }, { onto: repo.tip('production') as string });
  expect((await forge.propose({ ...PROPOSAL, head: 'twelve/production/new' })).pullRequest.number).toBe(3101);
  expect((await forge.merge(3050, 'squash')).state).toBe('merged');
  expect(repo.lines('ls-tree', '--name-only', 'refs/twelve/pulls:done/30')).toEqual(['3000.json', '3050.json']);
  expect(repo.fsck()).toBe('');
});

test('a pull request that was merged by hand long ago is known for merged, and by whom when it is asked for alone', async () => {
  const repo = repository();
  const { base, head } = prepare(repo);
  await repo.forge().propose(PROPOSAL);
  repo.commit('production', { 'moon/a': 'a' }, { onto: base });
  const mergeCommit = repo.commit('production', FILES, { merges: [head] });
  repo.grow('production', 4200);
  expect(await repo.forge().list()).toEqual([]);
  const [listed] = await repo.forge().list({ state: 'all' });
  expect(listed).toMatchObject({ state: 'merged', headCommit: head });
  expect(listed).not.toHaveProperty('mergedBy');
  expect(await repo.forge().get(1)).toMatchObject({ state: 'merged', mergeCommit, mergedBy: 'Bob <bob@example.com>' });
});
