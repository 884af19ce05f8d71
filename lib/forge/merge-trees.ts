import { FOLDER, type Objects, type TreeEntry } from '../git';

/** Answers the entries of trees, by id. */
export type TreeReader = (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly TreeEntry[]>>;

/** A tree: the id of one that there is, or the entries of one that is to be written. */
export type NewTree = string | readonly NewEntry[];

/** One line of a new tree. */
export interface NewEntry {
  readonly mode: string;
  readonly name: string;
  /** A file's id, or a folder. */
  readonly content: NewTree;
}

/** What a merge of three trees comes to. */
export interface Merged {
  readonly tree: NewTree;
  /** Paths that both changed, each in a way of its own. The tree is of no use then. */
  readonly conflicts: readonly string[];
}

/** Something in the version at which two parted, and in the two. */
interface Three<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/**
 * Merges two trees that come from a common one. A file is taken as a whole: where only one side changed it, that side's; where both made
 * the same of it, that. It reads no file and no folder that only one side changed.
 */
export async function mergeTrees(read: TreeReader, trees: Three<string>): Promise<Merged> {
  const conflicts: string[] = [];
  const tree = await mergeFolders(read, trees, '', conflicts);
  return { tree: tree ?? [], conflicts };
}

/** Writes a tree, with the folders in it that are new, and answers its id. */
export async function writeTree(objects: Objects, tree: NewTree): Promise<string> {
  if (typeof tree === 'string') {
    return tree;
  }
  const entries: TreeEntry[] = [];
  for (const { mode, name, content } of tree) {
    entries.push({ mode, name, id: await writeTree(objects, content) });
  }
  return (await objects.writeTrees([entries]))[0] as string;
}

/** Folders that there are or not, to one; undefined if nothing is left in it. */
async function mergeFolders(
  read: TreeReader,
  folders: Three<string | undefined>,
  prefix: string,
  conflicts: string[],
): Promise<NewTree | undefined> {
  const settled = choose(folders, (a, b) => a === b);
  if (settled) {
    return settled.value;
  }
  const ids = [folders.base, folders.ours, folders.theirs].filter((id) => id !== undefined);
  const read_ = await read([...new Set(ids)]);
  const sides = mapThree(folders, (id) => new Map((read_.get(id ?? '') ?? []).map((entry) => [entry.name, entry])));
  const names = new Set([...sides.base.keys(), ...sides.ours.keys(), ...sides.theirs.keys()]);
  const merged: NewEntry[] = [];
  for (const name of names) {
    const entry = await mergeEntry(
      read,
      mapThree(sides, (side) => side.get(name)),
      `${prefix}${name}`,
      conflicts,
    );
    if (entry) {
      merged.push({ name, ...entry });
    }
  }
  // What is the same as on one side is that tree, and need not be written.
  const same = ([folders.ours, folders.theirs] as const).find(
    (id) => id !== undefined && isSame(merged, read_.get(id)),
  );
  return same ?? (merged.length > 0 ? merged : undefined);
}

/** What is under a name may be a file here and a folder there: both are merged, and only one may be left. */
async function mergeEntry(
  read: TreeReader,
  entries: Three<TreeEntry | undefined>,
  path: string,
  conflicts: string[],
): Promise<Omit<NewEntry, 'name'> | undefined> {
  const settled = choose(entries, isEqual);
  if (settled) {
    return settled.value && { mode: settled.value.mode, content: settled.value.id };
  }
  const file = choose(
    mapThree(entries, (entry) => (entry?.mode === FOLDER ? undefined : entry)),
    isEqual,
  );
  if (!file) {
    conflicts.push(path);
    return undefined;
  }
  const folders = mapThree(entries, (entry) => (entry?.mode === FOLDER ? entry.id : undefined));
  const folder = await mergeFolders(read, folders, `${path}/`, conflicts);
  if (file.value && folder !== undefined) {
    conflicts.push(path);
  }
  return folder !== undefined
    ? { mode: FOLDER, content: folder }
    : file.value && { mode: file.value.mode, content: file.value.id };
}

/** The one that counts, where that can be said without looking inside. */
function choose<T>({ base, ours, theirs }: Three<T>, equal: (a: T, b: T) => boolean): { value: T } | undefined {
  if (equal(ours, theirs) || equal(base, theirs)) {
    return { value: ours };
  }
  return equal(base, ours) ? { value: theirs } : undefined;
}

function isEqual(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.id === b?.id && a?.mode === b?.mode;
}

function isSame(merged: readonly NewEntry[], entries: readonly TreeEntry[] | undefined): boolean {
  const byName = new Map(entries?.map((entry) => [entry.name, entry]));
  return (
    merged.length === byName.size &&
    merged.every(({ mode, name, content }) => byName.get(name)?.id === content && byName.get(name)?.mode === mode)
  );
}

function mapThree<T, U>({ base, ours, theirs }: Three<T>, map: (value: T) => U): Three<U> {
  return { base: map(base), ours: map(ours), theirs: map(theirs) };
}
