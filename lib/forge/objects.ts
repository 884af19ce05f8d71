import type { Cache, TreeEntry } from '../git';

/** Texts of blobs, by id: from the cache, and what is not there from the remote, all at once. */
export async function readTexts({ objects, remote }: Cache, ids: readonly string[]): Promise<Map<string, string>> {
  await remote.fetchObjects(await objects.missing(ids));
  const contents = await objects.read(ids);
  return new Map([...contents].map(([id, content]) => [id, content.toString('utf8')]));
}

/** Entries of trees, by id. Trees come with their commits, so only one of a damaged cache has to be brought. */
export async function readTrees({ objects, remote }: Cache, ids: readonly string[]): Promise<Map<string, TreeEntry[]>> {
  await remote.fetchObjects(await objects.missing(ids));
  return objects.readTrees(ids);
}
