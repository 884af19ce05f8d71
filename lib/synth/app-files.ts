import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { refuse, shownPath } from '../errors';

/** App files, and what of theirs is wanted. */
export interface Chosen {
  /** Absolute paths, sorted, without links. */
  readonly files: readonly string[];
  /** Those that were named themselves: each has to make an application. */
  readonly named: ReadonlySet<string>;
  /** Names of applications that are wanted of the other ones; all if there is none. */
  readonly names: ReadonlySet<string>;
}

/** TypeScript first: a script beside it, of the same name, was compiled from it. */
const ENDINGS = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'] as const;
const APP_FILE = /^(?!index\.|platform\.|\.)(?!.*\.(?:d|test|spec)\.)(.+)(\.[cm]?[jt]s)$/;

/**
 * App files of a folder: its programs, other than `index`, `platform`, declarations and tests. Sorted by name.
 *
 * @throws TwelveFactorError TF2601 if there is none
 */
export function listAppFiles(folder: string): string[] {
  const stems = new Map<string, string>();
  for (const name of entriesOf(folder)) {
    const [, stem, ending] = APP_FILE.exec(name) ?? [];
    const other = stem === undefined ? undefined : stems.get(stem);
    if (stem !== undefined && ending !== undefined && (other === undefined || rank(ending) < rank(other))) {
      stems.set(stem, ending);
    }
  }
  const files = [...stems].map(([stem, ending]) => realpathSync(join(folder, stem + ending)));
  return files.length > 0
    ? files.sort()
    : refuse('TF2601', '', shownPath(folder), 'it has no app file', 'write one, or name their folder with --apps');
}

/**
 * Chooses app files by paths, by their names without ending, or by names of applications: those are only known once all
 * app files ran.
 *
 * @param given nothing for all
 * @throws TwelveFactorError TF2601 if there is no app file, TF2602 if a path leads to none
 */
export function chooseAppFiles(cwd: string, folder: string, given: readonly string[]): Chosen {
  const named = new Set<string>();
  const names = new Set<string>();
  for (const word of given) {
    const file = fileOf(cwd, folder, word);
    if (file === undefined) {
      names.add(word);
    } else {
      named.add(file);
    }
  }
  const all = named.size === 0 || names.size > 0 ? listAppFiles(folder) : [];
  return { files: [...new Set([...named, ...all])].sort(), named, names };
}

function fileOf(cwd: string, folder: string, word: string): string | undefined {
  const isPath = word.includes('/') || word.includes(sep) || ENDINGS.some((ending) => word.endsWith(ending));
  const candidates = isPath
    ? [resolve(cwd, word), join(folder, word)]
    : ENDINGS.map((ending) => join(folder, word + ending));
  const found = candidates.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (found === undefined && isPath) {
    refuse('TF2602', '', word, 'there is no such app file', 'correct the path, or give the name of an application');
  }
  return found === undefined ? undefined : realpathSync(found);
}

function entriesOf(folder: string): string[] {
  if (!existsSync(folder)) {
    const remedy = 'run it in the folder of the project, or name the folder of app files with --apps';
    refuse('TF2601', '', shownPath(folder), 'there is no such folder', remedy);
  }
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isFile() ? [entry.name] : [],
  );
}

function rank(ending: string): number {
  return (ENDINGS as readonly string[]).indexOf(ending);
}
