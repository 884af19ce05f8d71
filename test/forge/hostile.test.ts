import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { BODY_LIMIT, isBranchName } from '../../lib/forge';
import { parseCommit } from '../../lib/forge/commit-info';
import { FILES, GIT_ENV, HEAD, prepare, PROPOSAL, told, useRepositories } from './support';

const repository = useRepositories();

const badTitles: [string, string, string][] = [
  ['an empty title', '', 'it is empty'],
  ['a title of spaces', '  ', 'it is empty'],
  ['a title of two lines', 'a\nb', 'it has a line feed or another control character'],
  ['a title with a carriage return', 'a\rb', 'it has a line feed or another control character'],
  ['a title with a line separator', 'a\u2028b', 'it has a line feed or another control character'],
  ['a title with NUL', 'a\0b', 'it has a line feed or another control character'],
  ['a title that moves the cursor', 'a\u001b[2Jb', 'it has a line feed or another control character'],
  ['half a character', 'a\ud83d', 'it has a line feed or another control character'],
  ['a long title', 'x'.repeat(256), 'it has 256 characters'],
];

test.each(badTitles)('%s is refused before anything is read', async (_, title, given) => {
  const repo = repository();
  expect(await told(repo.forge().propose({ ...PROPOSAL, title }))).toBe(
    `[${HEAD}] title: ${given}; give one line of 1 to 255 characters (TF2402)`,
  );
});

test.each([
  ['with NUL', 'a\0b', 'it has a NUL or another control character'],
  ['that moves the cursor', 'a\u001b[2Jb', 'it has a NUL or another control character'],
  ['of a megabyte', 'x'.repeat(1024 * 1024), 'it has 1048576 characters'],
])('X6: a body %s is refused, and so is such a reason', async (_, text, given) => {
  const repo = repository();
  const remedy = `give at most ${BODY_LIMIT} characters, no control characters among them (TF2402)`;
  expect(await told(repo.forge().propose({ ...PROPOSAL, body: text }))).toBe(`[${HEAD}] body: ${given}; ${remedy}`);
  expect(await told(repo.forge().close(1, text))).toBe(`[#1] reason: ${given}; ${remedy}`);
});

const oddTexts: [string, string, string][] = [
  ['HTML', '<script>alert(1)</script>', '<script>alert(1)</script>\n<!-- -->\n'],
  ['a shell', '"; rm -rf / #', '`${IFS}` $(touch /tmp/x) %s %H\n'],
  ['options and trailers', '-m --amend', '--\n\nPull-Request: 99\nActor: Nobody <n@n>\n'],
  ['Unicode', 'Ünïcödé 🚀 \u202eabc', '\t\r\n\u2028\ufeff__proto__ yes 1e3 0o17\n'],
  ['all that fits', 'x'.repeat(255), 'y'.repeat(BODY_LIMIT)],
  ['a comment', '# a comment', '# a comment\n\n\n   \n'],
  ['JSON', '{"number": 2}', '{"number": 2}'],
];

test.each(oddTexts)('X6: a title and a body of %s arrive as they are', async (_, title, body) => {
  const repo = repository();
  prepare(repo);
  await repo.forge().propose({ ...PROPOSAL, title, body });
  const cold = repo.forge({ cache: 'cold' });
  expect(await cold.get(1)).toMatchObject({ number: 1, title, body });
  expect(await cold.propose({ ...PROPOSAL, title, body })).toMatchObject({ action: 'unchanged' });
  await repo.forge({ reason: body }).merge(1, 'squash');
  expect(repo.git('log', '-1', '--format=%s', 'production')).toBe(`${title} (#1)`);
  expect(repo.git('log', '-1', '--format=%(trailers:key=Pull-Request,valueonly)', 'refs/twelve/pulls')).toBe('1');
  expect(repo.fsck()).toBe('');
});

const badNames = [
  '',
  '@',
  'HEAD',
  '-rf',
  '--upload-pack=touch',
  '../x',
  'a/../b',
  '/etc',
  'a/',
  'a//b',
  '.git',
  'a/.b',
  'x.lock',
  'x.lock/y',
  'a b',
  'a\0b',
  'a\nb',
  'a:refs/heads/production',
  '*',
  'twelve/*',
  'a?',
  'a[b',
  'a\\b',
  'a~1',
  'a^',
  '@{-1}',
  'x.',
  'x'.repeat(300),
  'a\ud800',
  'a\u007f',
];

test.each(badNames.map((name) => [JSON.stringify(name.slice(0, 30)), name]))('X1: %s is no branch', async (_, name) => {
  const repo = repository();
  for (const proposal of [{ head: name }, { base: name }]) {
    const line = await told(repo.forge().propose({ ...PROPOSAL, ...proposal }));
    expect(line).toMatch(/^(?:head|base): ".*" is no name of a branch; give a name that git allows \(TF2402\)$/);
  }
});

test('a branch is not proposed for itself', async () => {
  expect(
    await told(
      repository()
        .forge()
        .propose({ ...PROPOSAL, head: 'production' }),
    ),
  ).toMatch(/^\[production\] base: it is the head itself; .* \(TF2402\)$/);
});

test('X1: whatever counts as the name of a branch is one for git', () => {
  const part = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.string({ maxLength: 3, unit: 'binary' }),
    fc.constantFrom('.', '..', '@', '{', '/', '.lock', '-', 'a', '~', '\\'),
  );
  let good = 0;
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const name = parts.join('');
      if (isBranchName(name)) {
        good++;
        expect(spawnSync('git', ['check-ref-format', `refs/heads/${name}`], { env: GIT_ENV }).status).toBe(0);
      }
    }),
    { numRuns: 150 },
  );
  expect(good).toBeGreaterThan(10);
  expect(
    ['production', 'twelve/production/lulu', 'grün/🚀', 'a@b', 'a-', 'x.y', "it's", '$(x)'].every(isBranchName),
  ).toBe(true);
});

test('X2: files with odd names, links and folders that look like git are merged as they are', async () => {
  const repo = repository();
  const { base } = prepare(repo);
  const odd = { 'lulu/"q"\n\t.yaml': 'x\n', 'lulu/:(glob)*': 'y\n', 'ünï/🚀': 'z\n', '-rf': 'w\n' };
  repo.commit(HEAD, { ...FILES, ...odd }, { onto: base });
  await repo.forge().propose(PROPOSAL);
  repo.commit('production', { 'lulu/other.yaml': 'o\n', 'ünï/moon': 'm\n' });
  await repo.forge().merge(1, 'merge');
  const names = repo.git('ls-tree', '-r', '-z', '--name-only', 'production').split('\0');
  expect(names).toEqual(expect.arrayContaining([...Object.keys(odd), 'lulu/other.yaml', 'ünï/moon']));
  expect(repo.fsck()).toBe('');
});

test('conflicts in files with odd names are told on one line', async () => {
  const repo = repository();
  prepare(repo);
  const names = ['a\nb', 'ü', 'c', 'd', 'e', 'f', 'g'];
  repo.commit(HEAD, Object.fromEntries(names.map((name) => [name, '1\n'])));
  await repo.forge().propose(PROPOSAL);
  repo.commit('production', Object.fromEntries(names.map((name) => [name, '2\n'])));
  expect(await told(repo.forge().merge(1, 'merge'))).toMatch(/both changed a⏎b, c, d, e, f and 2 more; run/);
});

test('a commit with nothing as it should be is still read', () => {
  const parse = (text: string) => parseCommit('id', Buffer.from(text, 'latin1'));
  expect(parse('tree abc\nauthor nonsense\n')).toMatchObject({ tree: 'abc', parents: [], message: '' });
  expect(parse('tree abc\nauthor A <a> 99999999999999999 +0000\n\nm').author).toEqual({
    person: { name: '', email: '' },
    date: '0 +0000',
  });
  expect(parse('tree abc\nencoding no-such-thing\n\nm').message).toBe('m');
  expect(parse('tree abc\nparent p\ngpgsig -----BEGIN\n parent fake\n\n\xc3\xbc')).toMatchObject({
    parents: ['p'],
    message: 'ü',
  });
});
