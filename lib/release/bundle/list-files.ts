import { join } from 'node:path';
import type { Place, Problem } from '../../errors';
import { type Entry, namesIn, tryEntry } from './folder';
import type { BundleLimits } from './limits';
import { isDeviceName } from './names';
import { shown } from '../../errors/shown';

/** A file that may be read. */
export interface FoundFile {
  /** Path within the environment and application: `blue/Deployment.lulu-api-blue.yaml`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** What may be listed where. */
interface Listing {
  readonly place: Place;
  readonly slots: readonly string[];
  readonly limits: BundleLimits;
}

/** What is wrong with something in the folder. */
type Fault = Pick<Problem, 'code' | 'given' | 'remedy'>;

/** What to do about what is hidden; git, the system and editors make it. */
const HIDDEN: Readonly<Record<string, string>> = {
  '.DS_Store': 'remove it, macOS made it: find dist -name .DS_Store -delete',
  '.git': 'remove it, no repository is part of a release',
};

/** No blanks, nothing that a shell or a file system gives a meaning to, and nothing hidden. */
const FILE_NAME = /^[A-Za-z0-9][-A-Za-z0-9._]*\.ya?ml$/;

/** Longest path, in characters and so in bytes: a file system takes no name above it, and Windows hardly a path. */
const MAX_PATH = 255;

/**
 * The manifests in the folder of an environment and application, sorted by path. Nothing is opened.
 *
 * Tells everything else that is there, by name: what is in the folder would be committed, and applied.
 *
 * @param slots folders that may be in it
 * @throws TwelveFactorError TF2017 if a folder can't be read
 */
export function listFiles(folder: string, place: Place, slots: readonly string[], limits: BundleLimits): FoundFile[] {
  const files = listFolder(folder, '', { place, slots, limits }).sort((a, b) => (a.path < b.path ? -1 : 1));
  tellClashes(place, files);
  return files;
}

function listFolder(folder: string, prefix: string, listing: Listing): FoundFile[] {
  const { place, limits } = listing;
  const subject = prefix === '' ? 'folder' : prefix;
  const names = namesIn(folder, { place: place.path, subject });
  if (names.length > limits.files) {
    const given = `${names.length} files are more than ${limits.files}`;
    place.problem('TF2016', subject, given, 'split the application');
    return [];
  }
  return names.flatMap((name) => listEntry(folder, prefix, name, listing));
}

function listEntry(folder: string, prefix: string, name: string, listing: Listing): FoundFile[] {
  const { place, slots } = listing;
  const path = `${prefix}${name}`;
  const subject = FILE_NAME.test(name) && path.length <= MAX_PATH ? path : shown(path);
  const entry = tryEntry(join(folder, name), { place: place.path, subject });
  if (!entry) {
    // Gone since it was listed: the digest tells.
    return [];
  }
  if (entry.kind === 'a folder' && prefix === '' && slots.includes(name)) {
    return listFolder(join(folder, name), `${name}/`, listing);
  }
  const fault = kindFault(entry, name, listing) ?? nameFault(path, name) ?? sizeFault(entry, listing);
  if (fault) {
    place.problem(fault.code, subject, fault.given, fault.remedy);
    return [];
  }
  return [{ path, size: entry.size }];
}

function kindFault({ kind }: Entry, name: string, { slots }: Listing): Fault | undefined {
  if (kind !== 'a file' && kind !== 'a folder') {
    return { code: 'TF2013', given: `it is ${kind}`, remedy: 'remove it, only plain files are released' };
  }
  if (name.startsWith('.')) {
    return { code: 'TF2014', given: 'it is hidden', remedy: HIDDEN[name] ?? 'remove it' };
  }
  if (kind === 'a folder') {
    const allowed = slots.length === 0 ? 'this environment has no slots' : `the slots are ${slots.join(' and ')}`;
    return { code: 'TF2013', given: 'it is a folder and no slot', remedy: `remove it, ${allowed}` };
  }
  return undefined;
}

function nameFault(path: string, name: string): Fault | undefined {
  const remedy = "name it as in 'Deployment.lulu-api.yaml', or remove it";
  if (!FILE_NAME.test(name)) {
    return { code: 'TF2014', given: 'it is not the name of a manifest', remedy };
  }
  if (path.length > MAX_PATH) {
    return { code: 'TF2014', given: `its path has ${path.length} characters, more than ${MAX_PATH}`, remedy };
  }
  return isDeviceName(name) ? { code: 'TF2014', given: 'it is a device on Windows', remedy } : undefined;
}

function sizeFault({ size }: Entry, { limits }: Listing): Fault | undefined {
  if (size <= limits.fileBytes) {
    return undefined;
  }
  const given = `${size} bytes are more than ${limits.fileBytes}`;
  return { code: 'TF2016', given, remedy: 'split the object, a cluster takes none of this size' };
}

function tellClashes(place: Place, files: readonly FoundFile[]): void {
  const known = new Map<string, string>();
  for (const { path } of files) {
    const other = known.get(path.toLowerCase());
    if (other !== undefined) {
      place.problem('TF2015', path, `it differs from ${other} in case alone`, 'give one of the two another name');
    }
    known.set(path.toLowerCase(), path);
  }
}
