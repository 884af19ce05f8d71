import { dateOf, GitFailure, SUBMODULE } from '../../git';
import type { Store } from './store';

/** A commit, as the log tells it. */
export interface LogEntry {
  readonly commit: string;
  /** When it was first made, as ISO 8601. */
  readonly at: string;
  /** When it was made, as ISO 8601: not the same where somebody rebased it. */
  readonly committedAt: string;
  /** Who made it: `Ada Lovelace <ada@example.com>`. */
  readonly author: string;
  readonly subject: string;
  /** The files that it changed, of those that were asked for. */
  readonly changed: readonly ChangedFile[];
}

/** A file that a commit changed. */
export interface ChangedFile {
  readonly path: string;
  /** Its content after that; none if it is gone, or a submodule. */
  readonly blob: string | undefined;
}

const OPTIONS = ['-z', '--raw', '--no-abbrev', '--no-renames', '--no-show-signature', '--encoding=UTF-8'];

/** Times as seconds: of an odd time zone, git makes a date that is none. */
const FORMAT = '--format=%H%x00%at%x00%ct%x00%an <%ae>%x00%s';

/** The mode of what is not there. */
const NOTHING = '000000';

/**
 * Reads the log.
 *
 * @param args - which commits, which files of them, in which order
 */
export async function readLog(store: Store, args: readonly string[]): Promise<LogEntry[]> {
  const tokens = (await logOf(store, [...OPTIONS, FORMAT, ...args])).split('\0');
  const entries: LogEntry[] = [];
  // All that is in a commit ends with a NUL, which nothing in it can have: five fields, then `:<modes> <ids> <letter>` and a path for each file.
  for (let next = 0; next + 5 < tokens.length;) {
    const [commit = '', at = '', committedAt = '', author = '', subject = ''] = tokens.slice(next, (next += 5));
    const changed: ChangedFile[] = [];
    for (; /^\n*:/.test(tokens[next] ?? ''); next += 2) {
      // A merge has a mode and an id for each parent; the last ones are what it made.
      const [, mode = '', blob] =
        /([0-7]{6}) (?:[0-9a-f]{40,64} )*([0-9a-f]{40,64}) [A-Z]+$/.exec(tokens[next] as string) ?? [];
      const isFile = mode !== NOTHING && mode !== SUBMODULE;
      changed.push({ path: tokens[next + 1] ?? '', blob: isFile ? blob : undefined });
    }
    entries.push({ commit, at: isoOf(at), committedAt: isoOf(committedAt), author, subject, changed });
  }
  return entries;
}

function isoOf(seconds: string): string {
  return dateOf(seconds).toISOString();
}

/**
 * Runs `git log` over commits with their trees. A tree may be missing though its commit was brought with all: where the tip of another
 * branch holds it too, brought without its trees, the remote takes it for known. It is asked for then.
 */
async function logOf(store: Store, args: readonly string[]): Promise<string> {
  const { git, remote } = store.cache;
  const asked = new Set<string>();
  for (;;) {
    try {
      return await git.text(['log', ...args]);
    } catch (error) {
      const stderr = error instanceof GitFailure ? error.answer.stderr : '';
      const missing = /unable to read tree \(?([0-9a-f]{40,64})/.exec(stderr)?.[1];
      if (missing === undefined || asked.has(missing)) {
        throw error;
      }
      asked.add(missing);
      await remote.fetchObjects([missing]);
    }
  }
}
