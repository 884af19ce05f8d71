/** One line of a tree. */
export interface TreeEntry {
  /** `100644` a file, `040000` a folder, `120000` a symbolic link, `160000` a submodule. */
  readonly mode: string;
  /** Its text; of bytes that are none, a stand-in: a name that is not ours goes back as it came. */
  readonly name: string;
  readonly id: string;
}

/** Files by path. */
export type FileMap = ReadonlyMap<string, Pick<TreeEntry, 'mode' | 'id'>>;

/** A folder on its way to become a tree; `height` is the number of levels of folders below it. */
export interface FolderNode {
  readonly entries: TreeEntry[];
  readonly folders: Map<string, FolderNode>;
  height: number;
  id: string;
}

/** The folders that paths make. */
export function nodeOf(files: FileMap): FolderNode {
  const entries: TreeEntry[] = [];
  const inside = new Map<string, Map<string, Pick<TreeEntry, 'mode' | 'id'>>>();
  for (const [path, { mode, id }] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) {
      entries.push({ mode, name: path, id });
      continue;
    }
    const folder = path.slice(0, slash);
    inside.set(
      folder,
      (inside.get(folder) ?? new Map<string, Pick<TreeEntry, 'mode' | 'id'>>()).set(path.slice(slash + 1), {
        mode,
        id,
      }),
    );
  }
  const folders = new Map([...inside].map(([name, below]) => [name, nodeOf(below)]));
  const height = Math.max(-1, ...[...folders.values()].map((node) => node.height)) + 1;
  return { entries, folders, height, id: '' };
}
