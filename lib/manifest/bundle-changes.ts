import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundle';
import { cannotWrite, descriptorText, formerEnvironments } from './output';

/** What writing a bundle would do to the files that are there. */
export interface BundleChanges {
  readonly application: string;
  readonly outdir: string;
  /** By environment; also those that the bundle had and has no more. */
  readonly environments: ReadonlyMap<string, TreeChanges>;
  /** Text of the descriptor, where it is another one than before; null where it goes. */
  readonly descriptor: string | null | undefined;
}

/** What differs in an environment's folder of an application. All that is in there belongs to the application. */
export interface TreeChanges {
  /** Texts that are there and go or change, by path in the folder. */
  readonly before: ReadonlyMap<string, string>;
  /** Texts that come or change. */
  readonly after: ReadonlyMap<string, string>;
  /** How many files stay as they are. */
  readonly unchanged: number;
  /** Folders that hold nothing afterwards, the deepest first. */
  readonly emptied: readonly string[];
}

/**
 * Compares a bundle with what an earlier synthesis wrote, byte by byte.
 *
 * @throws TwelveFactorError TF1904 if what is there can't be read, and so not be replaced
 */
export function bundleChanges(outdir: string, bundle: Bundle): BundleChanges {
  try {
    return compare(outdir, bundle);
  } catch (error) {
    throw cannotWrite(bundle.application, outdir, outdir, error);
  }
}

function compare(outdir: string, bundle: Bundle): BundleChanges {
  const { application } = bundle;
  const file = join(outdir, `${application}.json`);
  const former = formerEnvironments(file, bundle.environments).map(
    (name) => [name, new Map<string, string>()] as const,
  );
  const fresh = [...bundle.environments].map(
    ([name, { files }]) => [name, new Map(files.map(({ path, content }) => [path, content]))] as const,
  );
  const environments = [...fresh, ...former].map(
    ([name, files]) => [name, treeChanges(join(outdir, name, application), files)] as const,
  );
  const descriptor = descriptorText(bundle);
  return {
    application,
    outdir,
    environments: new Map(environments),
    descriptor: isSame(file, descriptor) ? undefined : descriptor,
  };
}

/** Whether there is anything to write. */
export function hasChanges({ descriptor, environments }: BundleChanges): boolean {
  return (
    descriptor !== undefined ||
    [...environments.values()].some(({ before, after, emptied }) => before.size + after.size + emptied.length > 0)
  );
}

function treeChanges(folder: string, fresh: ReadonlyMap<string, string>): TreeChanges {
  const [found, folders] = listOwn(folder);
  const before = new Map<string, string>();
  const after = new Map(fresh);
  for (const path of found) {
    const content = fresh.get(path);
    if (content !== undefined && isSame(join(folder, path), content)) {
      after.delete(path);
    } else {
      before.set(path, textOf(join(folder, path)));
    }
  }
  const isKept = (path: string) =>
    [...fresh.keys()].some((file) => file === path || `${file}/`.startsWith(path && `${path}/`));
  const emptied = folders.filter((path) => !isKept(path)).sort((a, b) => b.length - a.length);
  return { before, after, unchanged: fresh.size - after.size, emptied };
}

/** What is in a folder, as paths with slashes: all that is no folder, and the folders, with itself as ''. A link in its place is '.'. */
function listOwn(folder: string): [files: string[], folders: string[]] {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    return [found ? ['.'] : [], []];
  }
  const files: string[] = [];
  const folders = [''];
  for (const parent of folders) {
    for (const entry of readdirSync(join(folder, parent), { withFileTypes: true })) {
      const path = parent === '' ? entry.name : `${parent}/${entry.name}`;
      (entry.isDirectory() ? folders : files).push(path);
    }
  }
  return [files.sort(), folders];
}

/** Whether a file of its own has exactly this text. A link that leads to it is none. */
function isSame(file: string, text: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  const bytes = Buffer.from(text);
  return found?.isFile() === true && found.size === bytes.length && readFileSync(file).equals(bytes);
}

/** To be shown. A link, a pipe or something unreadable has none: it only goes. */
function textOf(file: string): string {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}
