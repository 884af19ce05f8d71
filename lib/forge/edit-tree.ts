import { type Cache, FILE, FOLDER, type TreeEntry } from '../git';

/** Files that are to be in a tree, by path: their ids, or undefined for one that is to go. */
export type Edits = ReadonlyMap<string, string | undefined>;

/**
 * Writes a tree that is another one but for some files, and answers its id; undefined if nothing is left in it. What is not on the way to
 * these files is not read.
 */
export async function editTree(cache: Cache, tree: string | undefined, edits: Edits): Promise<string | undefined> {
  const before = tree === undefined ? [] : ((await cache.objects.readTrees([tree])).get(tree) as TreeEntry[]);
  const entries = new Map(before.map((entry) => [entry.name, entry]));
  const inside = new Map<string, Map<string, string | undefined>>();
  const below = (folder: string) => {
    const files = inside.get(folder) ?? new Map<string, string | undefined>();
    inside.set(folder, files);
    return files;
  };
  for (const [path, id] of edits) {
    const slash = path.indexOf('/');
    if (slash >= 0) {
      below(path.slice(0, slash)).set(path.slice(slash + 1), id);
    } else {
      set(entries, path, FILE, id);
    }
  }
  for (const [name, files] of inside) {
    const folder = entries.get(name);
    set(entries, name, FOLDER, await editTree(cache, folder?.mode === FOLDER ? folder.id : undefined, files));
  }
  return entries.size === 0 ? undefined : (await cache.objects.writeTrees([[...entries.values()]]))[0];
}

function set(entries: Map<string, TreeEntry>, name: string, mode: string, id: string | undefined): void {
  if (id === undefined) {
    entries.delete(name);
  } else {
    entries.set(name, { mode, name, id });
  }
}
