import { type Cache, FOLDER, type TreeEntry } from '../../git';

/** Objects of the platform repository, as the engine reads them. */
export class Store {
  constructor(readonly cache: Cache) {}

  /** Texts of blobs, by id. */
  async texts(ids: Iterable<string>): Promise<Map<string, string>> {
    const contents = await this.cache.objects.read(ids);
    return new Map([...contents].map(([id, content]) => [id, content.toString('utf8')]));
  }

  /** Entries of trees, by id. */
  trees(ids: Iterable<string>): Promise<Map<string, TreeEntry[]>> {
    return this.cache.objects.readTrees(ids);
  }

  /** All files of trees, by tree and path. */
  files(ids: Iterable<string>): Promise<Map<string, Map<string, TreeEntry>>> {
    return this.cache.objects.readFiles(ids);
  }
}

/** The id of an entry that has to be a folder. */
export function folderIn(entries: readonly TreeEntry[], name: string): string | undefined {
  return entries.find((entry) => entry.name === name && entry.mode === FOLDER)?.id;
}
