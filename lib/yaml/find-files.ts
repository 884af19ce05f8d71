import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { YamlFault } from './fault';

/** A file to check, or why what was named can't be. */
export interface FoundFile {
  /** As it was named, with `/` between folders. */
  readonly path: string;
  readonly fault?: YamlFault;
}

const ENDING = /\.(?:ya?ml|json)$/i;

/** What packages bring along is not of this project. */
const SKIPPED = new Set(['node_modules']);

/**
 * The files with manifests in a folder, or a file itself whatever it is called. Hidden ones, `node_modules` and links that lead back are left
 * out. In the order of their names, on any machine.
 */
export function findFiles(path: string): FoundFile[] {
  const stats = tryStat(path);
  if (typeof stats === 'string') return [unreadable(path, stats)];
  if (!stats.isDirectory()) return [stats.isFile() ? { path } : unreadable(path, 'it is neither a file nor a folder')];
  const found = [...filesIn(path, new Set())];
  const fault: YamlFault = {
    code: 'TF3413',
    severity: 'error',
    given: 'there are no manifests in it',
    remedy: 'name a folder with files that end in .yaml, .yml or .json',
  };
  return found.length > 0 ? found : [{ path, fault }];
}

function* filesIn(folder: string, above: ReadonlySet<string>): Generator<FoundFile> {
  const real = tryRealPath(folder);
  // A link to a folder that it is in has no end.
  if (real === undefined || above.has(real)) return;
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    yield unreadable(folder, reasonOf(error));
    return;
  }
  const within = new Set([...above, real]);
  for (const name of names) {
    if (name.startsWith('.') || SKIPPED.has(name)) continue;
    const path = `${folder.replace(/(.)\/+$/, '$1')}/${name}`.replace(/^\/\//, '/');
    const stats = tryStat(join(folder, name));
    if (typeof stats !== 'string' && stats.isDirectory()) yield* filesIn(path, within);
    else if (ENDING.test(name)) {
      if (typeof stats === 'string') yield unreadable(path, stats);
      else yield stats.isFile() ? { path } : unreadable(path, 'it is no regular file');
    }
  }
}

/** What is at a path, or why that can't be told. */
function tryStat(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return isLink(path) ? 'it is a link that leads nowhere' : reasonOf(error);
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function tryRealPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/** Why a system call failed, in words. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'no reason is told';
  return REASONS[code] ?? `it cannot be read (${code})`;
}

function unreadable(path: string, given: string): FoundFile {
  return {
    path,
    fault: { code: 'TF3412', severity: 'error', given, remedy: 'see that it is a regular file that you may read' },
  };
}
