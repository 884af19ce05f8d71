import { createHash } from 'node:crypto';

/**
 * The digest of a tree: for each file, sorted by path, its path, a zero byte, its length in bytes, a zero byte, its bytes.
 * The length keeps two trees apart whose concatenations are alike.
 */
export function digestOf(files: readonly { readonly path: string; readonly content: string }[]): string {
  const framed = files.map(({ path, content }) => `${path}\0${Buffer.byteLength(content)}\0${content}`).join('');
  return `sha256:${createHash('sha256').update(framed).digest('hex')}`;
}
