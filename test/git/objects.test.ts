import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FILE, Git, MissingObject, Objects } from '../../lib/git';

const folder = mkdtempSync(join(tmpdir(), 'objects-'));
const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
const open: Objects[] = [];

/** One that has read nothing. */
function fresh(bring?: (ids: readonly string[]) => Promise<void>): Objects {
  const objects = new Objects(new Git(folder), bring);
  open.push(objects);
  return objects;
}

beforeAll(() => git('init', '--quiet', '--bare', '.'));
afterEach(() => open.splice(0).forEach((objects) => objects.close()));
afterAll(() => rmSync(folder, { recursive: true }));

test('what is written is what git itself makes of it, and reads back equal', async () => {
  const name = fc.stringMatching(/^[a-zA-Z0-9][-a-zA-Z0-9_. ]{0,8}$/).map((text) => `${text}x`);
  const content = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constant(''),
    fc.constant('\n'),
    fc.constant('data 3\nabc'),
  );
  // A path is either a file or a folder.
  const files = fc
    .array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), content), { minLength: 1, maxLength: 12 })
    .map((list) => new Map(list.map(([path, text]) => [path.join('/'), text])))
    .map((map) => new Map([...map].filter(([path]) => ![...map.keys()].some((other) => other.startsWith(`${path}/`)))));
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      const objects = fresh();
      const ids = await objects.writeBlobs([...given.values()]);
      const map = new Map([...given.keys()].map((path, index) => [path, { mode: FILE, id: ids[index] as string }]));
      const [tree] = await objects.writeFiles([map]);
      const read = (await fresh().readFiles([tree as string])).get(tree as string);
      const texts = await fresh().read(ids);
      const back = [...(read ?? [])].map(([path, { id }]) => [path, texts.get(id)?.toString('utf8')]);
      expect(new Map(back as [string, string][])).toEqual(given);
      const listed = git('ls-tree', '-r', '-z', '--format=%(objectname) %(path)', tree as string)
        .split('\0')
        .filter(Boolean);
      expect(listed.sort()).toEqual([...map].map(([path, { id }]) => `${id} ${path}`).sort());
    }),
    { numRuns: 15 },
  );
});

test('a name is text, and goes back as the bytes that it came as, whatever they are', async () => {
  const [blob] = await fresh().writeBlobs(['x']);
  const byte = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(0xc3, 0xbc, 0xed, 0xa0, 0xef, 0xbf, 0xbd));
  const name = fc
    .oneof(
      fc.array(byte, { minLength: 1, maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom('größe.yaml', '\ufffd', '\ufeffa', '🚀').map((text) => Buffer.from(text)),
    )
    .filter((bytes) => !bytes.includes(0x2f) && !/^(?:\.{1,2}|\.git)$/i.test(bytes.toString('latin1')));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(name, { maxLength: 4, selector: (bytes) => bytes.toString('latin1') }),
      async (names) => {
        const lines = names.map((bytes) =>
          Buffer.concat([Buffer.from(`100644 blob ${blob}\t`), bytes, Buffer.from([0])]),
        );
        const options = { cwd: folder, input: Buffer.concat(lines), encoding: 'utf8' } as const;
        const tree = execFileSync('git', ['mktree', '-z'], options).trim();
        const entries = (await fresh().readTrees([tree])).get(tree) ?? [];
        expect(await fresh().writeTrees([entries])).toEqual([tree]);
        expect(new Set(entries.map((entry) => entry.name)).size).toBe(names.length);
        const texts = names.map((bytes) => bytes.toString('utf8')).filter((text) => !text.includes('\ufffd'));
        expect(entries.map((entry) => entry.name)).toEqual(expect.arrayContaining(texts));
      },
    ),
    { numRuns: 60 },
  );
});

test('names that are no UTF-8, odd modes and submodules go back as they came', async () => {
  const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
    cwd: folder,
    input: 'x',
    encoding: 'utf8',
  }).trim();
  const line = (mode: string, type: string, id: string, bytes: number[]) =>
    Buffer.concat([Buffer.from(`${mode} ${type} ${id}\t`), Buffer.from(bytes), Buffer.from([0])]);
  const input = Buffer.concat([
    line('100644', 'blob', blob, [0xe9, 0x74, 0xe9]),
    line('100755', 'blob', blob, [0x61]),
    line('120000', 'blob', blob, [0x62]),
    line('160000', 'commit', '1'.repeat(40), [0x63]),
  ]);
  const tree = execFileSync('git', ['mktree', '-z', '--missing'], { cwd: folder, input, encoding: 'utf8' }).trim();
  const entries = (await fresh().readTrees([tree])).get(tree);
  expect(await fresh().writeTrees([entries ?? []])).toEqual([tree]);
});

test('what is not there is brought, all of it at once, or told', async () => {
  const asked: (readonly string[])[] = [];
  const [id] = await fresh().writeBlobs(['late']);
  const missing = '1'.repeat(40);
  const objects = fresh((ids) => Promise.resolve(void asked.push(ids)));
  await expect(objects.read([id as string, missing, '2'.repeat(40)])).rejects.toThrow(MissingObject);
  expect(asked).toEqual([[missing, '2'.repeat(40)]]);
});
