import * as fc from 'fast-check';
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bundle, bundleChanges, type Tree, writeBundle, writeChanges } from '../../lib/manifest';
import { application, problemsOf, web } from '../errors/support';
import { emptyFolder, filesOf, removeFolders, write } from './support';

const earlier = application(web({}), { version: '1.0.0' }).render();
const later = application(web({ port: 9090 }, 'other'), { version: '2.0.0' }).render();
const put = (folder: string, bundle: Bundle) => writeChanges(bundleChanges(folder, bundle));

afterAll(removeFolders);

/** Trees of any files, which need not be manifests. */
const tree = fc
  .dictionary(fc.constantFrom('A.a.yaml', 'B.b.yaml', 'blue/A.a.yaml', 'green/A.a.yaml'), fc.constantFrom('x\n', 'y\n'))
  .map((files): Tree => {
    const entries = Object.entries(files).sort();
    return {
      files: entries.map(([path, content]) => ({ path, content, object: {}, construct: '' })),
      digest: JSON.stringify(entries),
    };
  });
const bundle = fc
  .dictionary(fc.constantFrom('staging', 'production'), tree, { minKeys: 1 })
  .map((environments): Bundle => ({
    application: 'lulu',
    version: '1',
    environments: new Map(Object.entries(environments)),
  }));
const strays = fc.uniqueArray(
  fc.constantFrom('notes.txt', 'blue/notes.txt', 'red/deep/notes.txt', 'A.a.yaml/notes.txt', 'blue', 'link'),
  { selector: (path) => path.split('/')[0] },
);

test('after any bundle and strays, any bundle is the same files as if it were written anew', () => {
  fc.assert(
    fc.property(bundle, strays, bundle, (first, found, second) => {
      const [folder, expected] = [emptyFolder(), emptyFolder()];
      writeBundle(folder, first);
      const own = join(folder, 'staging/lulu');
      mkdirSync(own, { recursive: true });
      for (const path of found) {
        rmSync(join(own, path.split('/')[0] as string), { recursive: true, force: true });
        if (path === 'link') symlinkSync('..', join(own, path));
        else write(own, { [path]: 'mine' });
      }
      put(folder, second);
      writeBundle(expected, second);
      // Only the descriptor tells of environments that there were; without one, a folder is somebody else's.
      const isOfOthers = !first.environments.has('staging') && !second.environments.has('staging');
      if (isOfOthers) rmSync(join(folder, 'staging'), { recursive: true });
      expect(filesOf(folder)).toEqual(filesOf(expected));
      expect(bundleChanges(folder, second)).toMatchObject({ descriptor: undefined });
      removeFolders();
    }),
    { numRuns: 60 },
  );
});

test('files whose bytes stay are not touched, and nothing is where nothing changes', () => {
  const folder = emptyFolder();
  put(folder, earlier);
  const files = Object.keys(filesOf(folder));
  files.forEach((file) => utimesSync(join(folder, file), 1, 1));
  put(folder, earlier);
  put(folder, { ...earlier, version: '1.0.1' });
  expect(files.filter((file) => statSync(join(folder, file)).mtimeMs !== 1000)).toEqual(['lulu.json']);
});

test('what differs is told as texts before and after', () => {
  const folder = emptyFolder();
  put(folder, earlier);
  const { before, after, unchanged } = bundleChanges(folder, later).environments.get('staging')!;
  expect(before.has('Deployment.lulu-api.yaml')).toBe(true);
  expect([...after.keys()].filter((path) => before.has(path))).toEqual([]);
  expect(after.get('Service.lulu-other.yaml')).toContain('name: lulu-other\n');
  expect(unchanged).toBeGreaterThan(0);
});

test('a link in the place of the folder goes, and what it leads to stays', () => {
  const [folder, outside] = [emptyFolder(), emptyFolder()];
  writeFileSync(join(outside, 'Service.mine.yaml'), 'mine');
  mkdirSync(join(folder, 'staging'));
  symlinkSync(outside, join(folder, 'staging/lulu'));
  put(folder, later);
  expect(filesOf(outside)).toEqual({ 'Service.mine.yaml': 'mine' });
  expect(Object.keys(filesOf(join(folder, 'staging/lulu')))).toContain('Deployment.lulu-other.yaml');
});

test('what is in the way of the last file leaves every file as it was, and no temporary one', () => {
  const folder = emptyFolder();
  put(folder, earlier);
  rmSync(join(folder, 'production'), { recursive: true });
  writeFileSync(join(folder, 'production'), 'mine');
  const before = filesOf(folder);
  expect(problemsOf(() => put(folder, later)).map(({ code }) => code)).toEqual(['TF1904']);
  expect(filesOf(folder)).toEqual(before);
  expect(readdirSync(folder).filter((entry) => entry.startsWith('.'))).toEqual([]);
});
