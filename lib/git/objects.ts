import type { Conversation } from './conversation';
import { type FileMap, type FolderNode, nodeOf, type TreeEntry } from './folder-node';
import type { Git } from './git';
import { bytesOf, textOf } from './tree-name';

/** The mode of a plain file. */
export const FILE = '100644';
/** The mode of a folder. */
export const FOLDER = '040000';
/** The mode of a submodule: its id is that of a commit elsewhere. */
export const SUBMODULE = '160000';

/** What ends an entry that is to be written, and a tree. */
const NUL = Buffer.from([0]);

/** Reading and writing git's objects in bulk, by a process each that stays. */
export class Objects {
  private readonly known = new Map<string, Buffer>();
  /** Ids of contents: another attempt writes most of them again. */
  private readonly written = new Map<string, string>();
  private reader: Conversation | undefined;
  private writer: Conversation | undefined;

  constructor(
    private readonly git: Git,
    /** Brings objects that are not here. */
    private readonly bring?: (ids: readonly string[]) => Promise<void>,
  ) {}

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
    this.reader = this.reader?.isOpen ? this.reader : this.git.open(['cat-file', '--batch']);
    const { reader } = this;
    const missing: string[] = [];
    await reader.ask(ids.map((id) => `${id}\n`).join(''), async () => {
      for (const id of ids) {
        const [, type, size] = (await reader.line()).split(' ');
        if (type === undefined || type === 'missing' || size === undefined) {
          missing.push(id);
          continue;
        }
        this.known.set(id, await reader.bytes(Number(size)));
        await reader.bytes(1); // The line feed behind it.
      }
    });
    return missing;
  }

  /** Ends the processes. Whoever goes on reading starts others. */
  close(): void {
    this.reader?.close();
    this.writer?.close();
    this.reader = this.writer = undefined;
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
    const fresh = [...new Set(contents)].filter((content) => !this.written.has(content));
    (await this.importBlobs(fresh)).forEach((id, index) => this.written.set(fresh[index] as string, id));
    return contents.map((content) => this.written.get(content) as string);
  }

  private async importBlobs(contents: readonly string[]): Promise<string[]> {
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
    for (const entries of trees) {
      this.writer = this.writer?.isOpen ? this.writer : this.git.open(['mktree', '-z', '--missing', '--batch']);
      const { writer } = this;
      const lines = entries.flatMap(({ mode, name, id }) => [
        Buffer.from(`${mode} ${typeOf(mode)} ${id}\t`),
        bytesOf(name),
        NUL,
      ]);
      ids.push(await writer.ask(Buffer.concat([...lines, NUL]), () => writer.line()));
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
  return mode === FOLDER ? 'tree' : mode === SUBMODULE ? 'commit' : 'blob';
}

/** A tree's bytes: `<mode> <name>\0<id>`, one after the other. */
function parseTree(content: Buffer, idBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let offset = 0; offset < content.length;) {
    const space = content.indexOf(0x20, offset);
    const zero = content.indexOf(0, space);
    entries.push({
      mode: content.toString('latin1', offset, space).padStart(6, '0'),
      name: textOf(content.subarray(space + 1, zero)),
      id: content.toString('hex', zero + 1, zero + 1 + idBytes),
    });
    offset = zero + 1 + idBytes;
  }
  return entries;
}
