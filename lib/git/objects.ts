import { type FileMap, type FolderNode, nodeOf, type TreeEntry } from './folder-node';
import type { Git } from './git';

/** The mode of a plain file. */
export const FILE = '100644';
/** The mode of a folder. */
export const FOLDER = '040000';

/** Bytes that a process is given at once, about. */
const MAX_INPUT = 32e6;

/** Reading and writing git's objects in bulk: one process for any number of them. */
export class Objects {
  private readonly known = new Map<string, Buffer>();

  constructor(
    private readonly git: Git,
    /** Brings objects that are not here. */
    private readonly bring?: (ids: readonly string[]) => Promise<void>,
  ) {}

  /** Those of the objects that are not here. Asks nobody else: git itself would fetch each one alone. */
  async missing(ids: Iterable<string>): Promise<string[]> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) {
      return [];
    }
    const args = ['rev-list', '--objects', '--no-walk', '--missing=print', '--ignore-missing', '--no-object-names'];
    const listed = await this.git.text([...args, '--stdin'], { input: `${wanted.join('\n')}\n` });
    const here = new Set(listed.split('\n'));
    return wanted.filter((id) => !here.has(id));
  }

  /**
   * Contents of objects, by id. What is not here is brought, all at once.
   *
   * @throws MissingObject if it can't be brought
   */
  async read(ids: Iterable<string>): Promise<Map<string, Buffer>> {
    const wanted = [...new Set(ids)];
    const fresh = wanted.filter((id) => !this.known.has(id));
    const missing = await this.learn(fresh);
    if (missing.length > 0 && this.bring) {
      await this.bring(missing);
    }
    const [lost] = missing.length > 0 && this.bring ? await this.learn(missing) : missing;
    if (lost !== undefined) {
      throw new MissingObject(lost);
    }
    return new Map(wanted.map((id) => [id, this.known.get(id) as Buffer]));
  }

  /** Reads objects that are here, and answers those that are not. */
  private async learn(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) {
      return [];
    }
    const { stdout } = await this.git.run(['cat-file', '--batch'], { input: ids.map((id) => `${id}\n`).join('') });
    const missing: string[] = [];
    let offset = 0;
    for (const id of ids) {
      const end = stdout.indexOf('\n', offset);
      const [, type, size] = stdout.toString('latin1', offset, end).split(' ');
      if (type === undefined || type === 'missing' || size === undefined) {
        missing.push(id);
        offset = end + 1;
        continue;
      }
      this.known.set(id, stdout.subarray(end + 1, end + 1 + Number(size)));
      offset = end + 1 + Number(size) + 1;
    }
    return missing;
  }

  /** Entries of trees, by id. */
  async readTrees(ids: Iterable<string>): Promise<Map<string, TreeEntry[]>> {
    const contents = await this.read(ids);
    return new Map([...contents].map(([id, content]) => [id, parseTree(content, id.length / 2)]));
  }

  /** Every file under trees, by tree and path. Symbolic links and submodules are not followed, but listed. */
  async readFiles(ids: Iterable<string>): Promise<Map<string, Map<string, TreeEntry>>> {
    const roots = [...new Set(ids)];
    const files = new Map(roots.map((id) => [id, new Map<string, TreeEntry>()]));
    let level = roots.map((root) => ({ root, id: root, prefix: '' }));
    while (level.length > 0) {
      const trees = await this.readTrees(level.map(({ id }) => id));
      level = level.flatMap(({ root, id, prefix }) =>
        (trees.get(id) ?? []).flatMap((entry) => {
          const path = `${prefix}${entry.name}`;
          if (entry.mode === FOLDER) {
            return [{ root, id: entry.id, prefix: `${path}/` }];
          }
          files.get(root)?.set(path, entry);
          return [];
        }),
      );
    }
    return files;
  }

  /** Writes blobs and answers their ids, in order. */
  async writeBlobs(contents: readonly string[]): Promise<string[]> {
    if (contents.length === 0) {
      return [];
    }
    const parts = contents.flatMap((content, index) => {
      const bytes = Buffer.from(content, 'utf8');
      return [Buffer.from(`blob\nmark :${index + 1}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
    });
    const marks = contents.map((_, index) => `get-mark :${index + 1}\n`).join('');
    const input = Buffer.concat([...parts, Buffer.from(`${marks}done\n`)]);
    return (await this.git.text(['fast-import', '--quiet', '--done', '--cat-blob-fd=1'], { input })).split('\n');
  }

  /** Writes trees of one level and answers their ids, in order. Entries that are elsewhere alone may be missing here. */
  async writeTrees(trees: readonly (readonly TreeEntry[])[]): Promise<string[]> {
    const ids: string[] = [];
    // A root of thousands of folders, once for each of thousands of commits, is more than a process should be given at once.
    let batch: Buffer[] = [];
    let size = 0;
    for (const [index, entries] of trees.entries()) {
      const lines = entries.map(({ mode, name, id }) => `${mode} ${typeOf(mode)} ${id}\t${name}\0`).join('');
      size += batch[batch.push(Buffer.from(`${lines}\0`, 'latin1')) - 1]?.length ?? 0;
      if (size > MAX_INPUT || index === trees.length - 1) {
        const input = Buffer.concat(batch);
        ids.push(...(await this.git.text(['mktree', '-z', '--missing', '--batch'], { input })).split('\n'));
        [batch, size] = [[], 0];
      }
    }
    return ids;
  }

  /** Writes nested trees, each from paths to entries, and answers the ids of their roots, in order. */
  async writeFiles(roots: readonly FileMap[]): Promise<string[]> {
    const nodes = roots.map(nodeOf);
    const all: FolderNode[] = [];
    for (let level = nodes; level.length > 0; level = level.flatMap(({ folders }) => [...folders.values()])) {
      all.push(...level);
    }
    // Folders before those that hold them, all of one height at once.
    for (let height = 0, written = 0; written < all.length; height++) {
      const level = all.filter((node) => node.height === height);
      const trees = level.map(({ entries, folders }) => [
        ...entries,
        ...[...folders].map(([name, { id }]) => ({ mode: FOLDER, name, id })),
      ]);
      (await this.writeTrees(trees)).forEach((id, index) => ((level[index] as FolderNode).id = id));
      written += level.length;
    }
    return nodes.map(({ id }) => id);
  }
}

/** An object that neither the cache nor the remote has. */
export class MissingObject extends Error {
  constructor(readonly id: string) {
    super(`object ${id} is missing`);
    this.name = 'MissingObject';
  }
}

function typeOf(mode: string): string {
  return mode === FOLDER ? 'tree' : mode === '160000' ? 'commit' : 'blob';
}

/** A tree's bytes: `<mode> <name>\0<id>`, one after the other. */
function parseTree(content: Buffer, idBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let offset = 0; offset < content.length;) {
    const space = content.indexOf(0x20, offset);
    const zero = content.indexOf(0, space);
    entries.push({
      mode: content.toString('latin1', offset, space).padStart(6, '0'),
      name: content.toString('latin1', space + 1, zero),
      id: content.toString('hex', zero + 1, zero + 1 + idBytes),
    });
    offset = zero + 1 + idBytes;
  }
  return entries;
}
