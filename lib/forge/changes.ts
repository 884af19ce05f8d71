import type { Git } from '../git';

/** What a commit changed: by path, mode and id of what is there now, or `GONE`. */
export type Changes = ReadonlyMap<string, string>;

/** What is no longer there. */
export const GONE = 'gone';

/** Two commits, or a first one, that are to be compared. */
export interface Step {
  readonly from: string | undefined;
  readonly to: string;
}

/** What changed between commits, for each in order: by one process for any number of them, and without their files. */
export async function readChanges(git: Git, steps: readonly Step[]): Promise<Changes[]> {
  if (steps.length === 0) {
    return [];
  }
  const input = steps.map(({ from, to }) => `${to}${from === undefined ? '' : ` ${from}`}\n`).join('');
  const args = ['diff-tree', '--stdin', '--root', '--always', '-r', '-z', '--raw', '--no-renames', '--no-abbrev'];
  const { stdout } = await git.run(args, { input });
  const changes: Map<string, string>[] = [];
  const fields = stdout.toString('latin1').split('\0');
  for (let index = 0; index < fields.length - 1; index++) {
    const field = fields[index] as string;
    if (!field.startsWith(':')) {
      changes.push(new Map()); // The commit: they come in order.
      continue;
    }
    const [, mode, , id] = field.split(' ');
    changes.at(-1)?.set(fields[++index] as string, mode === '000000' ? GONE : `${mode} ${id}`);
  }
  return changes;
}

/** A commit on the base, with what it changed. */
export interface BaseStep {
  readonly id: string;
  readonly changes: Changes;
  /** Whether it came after the change was proposed. */
  readonly isNew: boolean;
}

/**
 * The commit with which a base had everything that a head changed, whatever the commits were that brought it: a squash and a rebase leave
 * other ones than those of the head.
 *
 * @param wanted what the head changed since it parted from the base
 * @param steps the commits of the base since then, oldest first
 */
export function findArrival(wanted: Changes, steps: readonly BaseStep[]): string | undefined {
  const missing = new Set(wanted.keys());
  for (const { id, changes, isNew } of steps) {
    for (const [path, content] of changes) {
      if (wanted.get(path) === content) {
        missing.delete(path);
      } else if (wanted.has(path)) {
        missing.add(path);
      }
    }
    if (missing.size === 0 && wanted.size > 0 && isNew) {
      return id;
    }
  }
  return undefined;
}
