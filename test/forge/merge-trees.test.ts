import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Merged, mergeTrees, writeTree } from '../../lib/forge/merge-trees';
import { FILE, FOLDER, Git, Objects, type TreeEntry } from '../../lib/git';
import { GIT_ENV } from './support';

/** Files by path. */
type Files = Readonly<Record<string, string>>;

const folder = mkdtempSync(join(tmpdir(), 'merge-'));
const git = (args: readonly string[], input = '') =>
  execFileSync('git', args, { cwd: folder, env: GIT_ENV, encoding: 'utf8', input, stdio: 'pipe' }).trim();
beforeAll(() => {
  git(['init', '-q']);
  git(['config', 'user.name', 'Test']);
  git(['config', 'user.email', 'test@example.com']);
});
const shared = new Objects(new Git(folder));
const objects = () => shared;
afterAll(() => {
  shared.close();
  rmSync(folder, { recursive: true });
});

/** Makes three commits, the first of which the others come from. */
function commit(base: Files, ours: Files, theirs: Files): void {
  const stream = [base, ours, theirs].map((files, index) => {
    const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\ndata <<E\n${text}\nE\n`);
    const from = index === 0 ? '' : 'from :1\n';
    return `commit refs/heads/c${index}\nmark :${index + 1}\ncommitter T <t@e> 1700000000 +0000\ndata <<E\nc\nE\n${from}deleteall\n${changes.join('')}\n`;
  });
  git(
    ['fast-import', '--quiet', '--force'],
    ['c0', 'c1', 'c2'].map((name) => `reset refs/heads/${name}\n\n`).join('') + stream.join(''),
  );
}

async function mergeOurselves(): Promise<Merged> {
  const [base, ours, theirs] = git(['rev-parse', 'c0^{tree}', 'c1^{tree}', 'c2^{tree}']).split('\n') as [
    string,
    string,
    string,
  ];
  return mergeTrees((ids) => objects().readTrees(ids), { base, ours, theirs });
}

/** What git itself makes of it: a tree, or undefined if it conflicts. */
function mergeByGit(): string | undefined {
  git(['checkout', '-q', '-f', '--detach', 'c1']);
  const args = ['merge', '-q', '--no-ff', '-m', 'm', 'c2'];
  const { status } = spawnSync('git', args, { cwd: folder, env: GIT_ENV });
  const tree = status === 0 ? git(['rev-parse', 'HEAD^{tree}']) : undefined;
  git(['reset', '-q', '--hard']);
  git(['clean', '-q', '-f', '-d']);
  return tree;
}

/** Merges, and answers the files, or the paths that conflict. */
async function merge(base: Files, ours: Files, theirs: Files): Promise<Files | readonly string[]> {
  commit(base, ours, theirs);
  const { tree, conflicts } = await mergeOurselves();
  if (conflicts.length > 0) {
    return conflicts;
  }
  const id = await writeTree(objects(), tree);
  const paths = git(['ls-tree', '-r', '--name-only', id])
    .split('\n')
    .filter((path) => path !== '');
  return Object.fromEntries(paths.map((path) => [path, git(['show', `${id}:${path}`])]));
}

test('what only one side changed, adds or removes is taken from it', async () => {
  const base = { 'a/x': '1', 'a/y': '1', 'b/z': '1', c: '1' };
  const ours = { 'a/x': '2', 'a/y': '1', 'b/z': '1', c: '1', 'd/new': '1' };
  const theirs = { 'a/x': '1', 'b/z': '3', c: '1', 'e/new': '1' };
  expect(await merge(base, ours, theirs)).toEqual({ 'a/x': '2', 'b/z': '3', c: '1', 'd/new': '1', 'e/new': '1' });
});

test('the same change on both sides is no conflict', async () => {
  const both = { 'a/x': '2', new: '1' };
  expect(await merge({ 'a/x': '1', gone: '1' }, both, { ...both, 'a/y': '1' })).toEqual({ ...both, 'a/y': '1' });
});

test('a file that both changed conflicts, whatever they changed in it', async () => {
  expect(await merge({ 'a/x': '1\n2\n3', b: '1' }, { 'a/x': '0\n2\n3', b: '2' }, { 'a/x': '1\n2\n4', b: '3' })).toEqual(
    ['a/x', 'b'],
  );
});

test('a file that one changed and the other removed conflicts', async () => {
  expect(await merge({ 'a/x': '1', 'a/y': '1' }, { 'a/x': '2', 'a/y': '1' }, { other: '1' })).toEqual(['a/x']);
});

test('a file on one side and a folder on the other conflict, unless one of them was there before', async () => {
  expect(await merge({ z: '1' }, { z: '1', x: '1' }, { z: '1', 'x/y': '1' })).toEqual(['x']);
  expect(await merge({ x: '1', z: '1' }, { x: '1', z: '2' }, { 'x/y': '1', z: '1' })).toEqual({ 'x/y': '1', z: '2' });
});

test('what is left without files is no folder', async () => {
  expect(await merge({ 'a/b/x': '1', 'a/b/y': '1' }, { 'a/b/x': '1' }, { 'a/b/y': '1' })).toEqual({});
});

test('a side that has all of it already is that tree, and nothing is written', async () => {
  commit({ 'a/x': '1', 'b/y': '1' }, { 'a/x': '2', 'b/y': '2' }, { 'a/x': '2', 'b/y': '1' });
  expect(await mergeOurselves()).toEqual({ tree: git(['rev-parse', 'c1^{tree}']), conflicts: [] });
  commit(
    { 'a/x': '1', 'b/y': '1', 'c/z': '1' },
    { 'a/x': '2', 'b/y': '1', 'c/z': '3' },
    { 'a/x': '2', 'b/y': '2', 'c/z': '3' },
  );
  expect(await mergeOurselves()).toEqual({ tree: git(['rev-parse', 'c2^{tree}']), conflicts: [] });
});

test('folders that only one side changed are not read', async () => {
  const id = (name: string) => name.padEnd(40, '0');
  const tree = (...entries: [string, string][]): TreeEntry[] =>
    entries.map(([name, folder]) => ({ mode: FOLDER, name, id: id(folder) }));
  const trees = new Map([
    [id('base'), tree(['lulu', 'l1'], ['moon', 'm1'])],
    [id('ours'), tree(['lulu', 'l1'], ['moon', 'm2'])],
    [id('theirs'), tree(['lulu', 'l2'], ['moon', 'm1'])],
  ]);
  const merged = await mergeTrees(
    (ids) => Promise.resolve(new Map(ids.map((one) => [one, trees.get(one) as TreeEntry[]]))),
    {
      base: id('base'),
      ours: id('ours'),
      theirs: id('theirs'),
    },
  );
  expect(merged.tree).toEqual([
    { mode: FOLDER, name: 'lulu', content: id('l2') },
    { mode: FOLDER, name: 'moon', content: id('m2') },
  ]);
});

test('links, programs and submodules are taken as a whole, with what they are', async () => {
  const [one, two] = ['1'.repeat(40), '2'.repeat(40)] as const;
  const root = (...entries: TreeEntry[]) =>
    objects()
      .writeTrees([entries])
      .then(([id]) => id as string);
  const base = await root({ mode: '120000', name: 'link', id: one }, { mode: '160000', name: 'sub', id: one });
  const ours = await root({ mode: FILE, name: 'link', id: one }, { mode: '160000', name: 'sub', id: one });
  const theirs = await root({ mode: '120000', name: 'link', id: one }, { mode: '160000', name: 'sub', id: two });
  const read = (ids: readonly string[]) => objects().readTrees(ids);
  expect(await mergeTrees(read, { base, ours, theirs })).toEqual({
    tree: [
      { mode: FILE, name: 'link', content: one },
      { mode: '160000', name: 'sub', content: two },
    ],
    conflicts: [],
  });
  const other = await root({ mode: '100755', name: 'link', id: one });
  expect((await mergeTrees(read, { base, ours, theirs: other })).conflicts).toEqual(['link']);
});

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const edits = fc.array(fc.tuple(path, fc.constantFrom('1', '2', undefined)), { maxLength: 6 });

/** Files after edits: each path has contents of its own, so that git guesses no renames. One that takes the place of a folder removes it, and the other way round. */
function edit(files: Files, changes: readonly (readonly [string, string | undefined])[]): Files {
  return changes.reduce((before, [at, text]) => {
    const others = Object.entries(before).filter(
      ([other]) => other !== at && !other.startsWith(`${at}/`) && (text === undefined || !at.startsWith(`${other}/`)),
    );
    return Object.fromEntries([...others, ...(text === undefined ? [] : [[at, `${text} in ${at}`] as const])]);
  }, files);
}

test('every merge comes to the tree that git comes to, and conflicts where git does', async () => {
  let [clean, conflicting] = [0, 0];
  await fc.assert(
    fc.asyncProperty(edits, edits, edits, async (first, second, third) => {
      const base = edit({}, first);
      commit(base, edit(base, second), edit(base, third));
      const { tree, conflicts } = await mergeOurselves();
      const expected = mergeByGit();
      if (conflicts.length > 0) {
        conflicting++;
        expect(expected).toBeUndefined();
      } else {
        clean++;
        expect(await writeTree(objects(), tree)).toBe(expected);
      }
    }),
    { numRuns: 60 },
  );
  expect(clean).toBeGreaterThan(10);
  expect(conflicting).toBeGreaterThan(10);
});
