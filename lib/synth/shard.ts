import { createHash } from 'node:crypto';
import { basename } from 'node:path';

/** One of several parts of all app files. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Reads `2/4`; undefined for what is none. */
export function tryParseShard(text: string): Shard | undefined {
  const [, index, count] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  return index !== undefined && count !== undefined && index <= count ? { index, count } : undefined;
}

/**
 * App files of a shard. Each is in exactly one of them, by the hash of its name alone: adding, removing or moving to another folder
 * changes the shard of no other. Shards are about, not exactly, of one size.
 */
export function filesInShard(files: readonly string[], { index, count }: Shard): string[] {
  return files.filter((file) => {
    const hash = createHash('sha256').update(stemOf(file)).digest();
    return hash.readUInt32BE() % count === index - 1;
  });
}

/** Name of an app file, without folder and ending. */
function stemOf(file: string): string {
  return basename(file).replace(/\.[cm]?[jt]s$/, '');
}
