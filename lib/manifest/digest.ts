import { hash } from 'node:crypto';

/**
 * The digest of a tree: for each file, sorted by path, its path, a zero byte, its length in bytes, a zero byte, its bytes.
 * The length keeps two trees apart whose concatenations are alike.
 */
export function digestOf(files: readonly { readonly path: string; readonly content: string }[]): string {
  let framed = '';
  for (const { path, content } of files) framed += `${path}\0${Buffer.byteLength(content)}\0${content}`;
  return `sha256:${hash('sha256', framed)}`;
}
