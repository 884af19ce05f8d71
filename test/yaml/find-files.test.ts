import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFiles, readManifestFile, readManifestStream } from '../../lib/yaml';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'find-files-'));
  for (const file of [
    'b.yaml',
    'a/z.yml',
    'a/y.JSON',
    'a/readme.md',
    '.git/c.yaml',
    'node_modules/x/d.yaml',
    'a/.e.yaml',
  ]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), 'a: 1\n');
  }
  symlinkSync('..', join(root, 'a', 'loop'));
  symlinkSync('nowhere', join(root, 'a', 'broken.yaml'));
  symlinkSync('../b.yaml', join(root, 'a', 'linked.yaml'));
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(root, 'latin1.txt'), Buffer.from([0x61, 0xe4]));
  writeFileSync(join(root, 'utf16.txt'), Buffer.from('\ufeffa: 1', 'utf16le'));
  writeFileSync(join(root, 'image.txt'), Buffer.from([0x89, 0x50, 0x00, 0xff]));
  writeFileSync(join(root, 'bom.txt'), '\ufeffa: 1');
  writeFileSync(join(root, 'large.txt'), '');
  truncateSync(join(root, 'large.txt'), 50_000_000);
  execFileSync('mkfifo', [join(root, 'a', 'pipe.yaml')]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a folder is its manifests in the order of names, without what is hidden, installed or leads back', () => {
  expect(findFiles(root).map(({ path, fault }) => [path.slice(root.length), fault?.given])).toEqual([
    ['/a/broken.yaml', 'it is a link that leads nowhere'],
    ['/a/linked.yaml', undefined],
    ['/a/pipe.yaml', 'it is no regular file'],
    ['/a/y.JSON', undefined],
    ['/a/z.yml', undefined],
    ['/b.yaml', undefined],
  ]);
  expect(findFiles(`${root}/`).map(({ path }) => path)).toEqual(findFiles(root).map(({ path }) => path));
});

test.each([
  ['missing.yaml', 'TF3412', 'it is not there'],
  ['a/pipe.yaml', 'TF3412', 'it is neither a file nor a folder'],
  ['empty', 'TF3413', 'there are no manifests in it'],
])('%s is told', (name, code, given) => {
  const path = join(root, name);
  expect(findFiles(path)).toEqual([{ path, fault: expect.objectContaining({ code, given }) as unknown }]);
});

test('a file that is named is taken, whatever its ending', () => {
  const path = join(root, 'bom.txt');
  expect(findFiles(path)).toEqual([{ path }]);
  expect(readManifestFile(path)).toBe('a: 1');
});

test.each([
  ['latin1.txt', 'TF3402', 'it is not UTF-8'],
  ['utf16.txt', 'TF3402', 'it is UTF-16'],
  ['image.txt', 'TF3402', 'it is binary'],
  ['large.txt', 'TF3411', 'it has 48 MiB'],
  ['a/pipe.yaml', 'TF3412', 'it is no regular file'],
  ['a', 'TF3412', 'it is no regular file'],
  ['missing.yaml', 'TF3412', 'it is not there'],
])('%s is not read', (name, code, given) => {
  expect(readManifestFile(join(root, name))).toMatchObject({ code, given });
});

test('what is piped in is read, and no further than the limit', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* chunks(count: number) {
    for (let chunk = 0; chunk < count; chunk++) yield Buffer.from(chunk === 0 ? '\ufeffä: 1\n' : 'x'.repeat(1 << 20));
    if (count > 4) throw new Error('it is read to the end');
  }
  await expect(readManifestStream(chunks(1))).resolves.toBe('ä: 1\n');
  await expect(readManifestStream(chunks(5))).resolves.toMatchObject({ code: 'TF3411' });
});
