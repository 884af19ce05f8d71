import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { type At, refusal } from './problems';

/** What something in a folder is. */
export type EntryKind = 'a file' | 'a folder' | 'a symbolic link' | 'a socket' | 'a named pipe' | 'a device';

/** What is at a path, without following it. */
export interface Entry {
  readonly kind: EntryKind;
  /** Bytes, of a file. */
  readonly size: number;
}

/**
 * Looks at a path without following or opening it; nothing where nothing is.
 *
 * @throws TwelveFactorError TF2017 if it can't be looked at
 */
export function tryEntry(path: string, at: At): Entry | undefined {
  const stats = orUnreadable(at, () => {
    try {
      return lstatSync(path);
    } catch (error) {
      // ENOTDIR: a file is where a folder should be.
      if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  });
  return stats && { kind: kindOf(stats), size: stats.size };
}

/**
 * Names of what is in a folder, sorted.
 *
 * @throws TwelveFactorError TF2017 if it can't be read
 */
export function namesIn(folder: string, at: At): string[] {
  return orUnreadable(at, () => readdirSync(folder)).sort();
}

/**
 * Whether there is a folder at each step of a path below another one. A link is none, wherever it leads.
 *
 * @throws TwelveFactorError TF2013 if there is something else, TF2017 if it can't be looked at
 */
export function hasFolder(root: string, steps: readonly string[], place: string): boolean {
  return steps.every((_, index) => {
    const path = steps.slice(0, index + 1);
    const at = { place, subject: path.join('/') };
    const entry = tryEntry(join(root, ...path), at);
    if (entry && entry.kind !== 'a folder') {
      throw refusal('TF2013', at, `it is ${entry.kind}, not a folder`, 'remove it and run npx cdk8s synth again');
    }
    return entry !== undefined;
  });
}

/** What a system call gives. The message has the code of its error alone, since its text has a path of the machine. */
export function orUnreadable<T>(at: At, act: () => T): T {
  try {
    return act();
  } catch (error) {
    // Only those of the system have a number.
    const { code, errno } = error as NodeJS.ErrnoException;
    if (code === undefined || errno === undefined) {
      throw error;
    }
    throw refusal('TF2017', at, `it can't be read (${code})`, 'see that it is there and yours to read');
  }
}

function kindOf(stats: Stats): EntryKind {
  if (stats.isFile()) return 'a file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (stats.isSocket()) return 'a socket';
  return stats.isFIFO() ? 'a named pipe' : 'a device';
}
