import { FOLDER, type Objects, type TreeEntry } from '../git';

/** What is another one in one tree than in another: by path, mode and id of what is there now, or `GONE`. */
export type Changes = ReadonlyMap<string, string>;

/** What is no longer there. */
export const GONE = 'gone';

/** Two trees that are to be compared, by their ids; the first may be none. */
export interface TreePair {
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * What changed between trees, for each pair in order. Only folders that differ are read, those of all pairs together: what is not in the
 * cache is brought at once.
 */
export async function readChanges(objects: Objects, pairs: readonly TreePair[]): Promise<Changes[]> {
  const changes = pairs.map(() => new Map<string, string>());
  let level = pairs.map(({ from, to }, index): FolderPair => ({ index, prefix: '', from, to }));
  while (level.length > 0) {
    level = level.filter(({ from, to }) => from !== to);
    const trees = await objects.readTrees(level.flatMap(({ from, to }) => [from, to]).filter((id) => id !== undefined));
    level = level.flatMap((pair) => compare(pair, trees, changes[pair.index] as Map<string, string>));
  }
  return changes;
}

interface FolderPair {
  readonly index: number;
  readonly prefix: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Notes the files of a folder that differ, and answers the folders in it that do. */
function compare(
  { index, prefix, from, to }: FolderPair,
  trees: ReadonlyMap<string, readonly TreeEntry[]>,
  changes: Map<string, string>,
): FolderPair[] {
  const [before, after] = [from, to].map((id) => new Map(trees.get(id ?? '')?.map((entry) => [entry.name, entry])));
  const below: FolderPair[] = [];
  for (const name of new Set([...(before as Entries).keys(), ...(after as Entries).keys()])) {
    const [old, fresh] = [before?.get(name), after?.get(name)];
    if (old?.id === fresh?.id && old?.mode === fresh?.mode) {
      continue;
    }
    const path = `${prefix}${name}`;
    const [oldFolder, freshFolder] = [old, fresh].map((entry) => (entry?.mode === FOLDER ? entry.id : undefined));
    if (oldFolder !== freshFolder) {
      below.push({ index, prefix: `${path}/`, from: oldFolder, to: freshFolder });
    }
    const [oldFile, freshFile] = [old, fresh].map((entry) =>
      entry && entry.mode !== FOLDER ? `${entry.mode} ${entry.id}` : GONE,
    );
    if (oldFile !== freshFile) {
      changes.set(path, freshFile as string);
    }
  }
  return below;
}

type Entries = ReadonlyMap<string, TreeEntry>;

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
