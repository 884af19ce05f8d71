import { readFileSync, statSync } from 'node:fs';
import { type ErrorCode, type Place, shownPath } from '../errors';

/** Four times what a ConfigMap or a Secret can hold: a larger file is a mistake, and is not even opened. */
const MAX_FILE = 4 * 1024 * 1024;

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a UTF-8 file without its byte order mark. Tells what is wrong and gives `undefined` where it cannot. */
export function readTextFile(place: Place, path: string, unreadable: ErrorCode, remedy: string): string | undefined {
  if (typeof path !== 'string' || path === '') {
    place.problem(unreadable, 'config', `${JSON.stringify(path)} is no path of a file`, remedy);
    return undefined;
  }
  const read = readBytes(path);
  if (typeof read === 'string') {
    place.problem(unreadable, shownPath(path), read, remedy);
    return undefined;
  }
  const text = decoded(read);
  if (text === undefined) place.problem('TF1102', shownPath(path), 'is not UTF-8', 'save it as UTF-8 text');
  return text;
}

/** A file's bytes, or what is wrong with it. */
function readBytes(path: string): Buffer | string {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'is a folder';
    // Reading a pipe would wait for ever.
    if (!found.isFile()) return 'is no regular file';
    if (found.size > MAX_FILE) return `has ${found.size} bytes, and ${MAX_FILE} is the most`;
    return readFileSync(path);
  } catch (error) {
    // The system's own message has the absolute path in it, so only its code is used.
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
    if (code === 'EACCES' || code === 'EPERM') return 'may not be read';
    return `cannot be read (${code ?? 'unknown error'})`;
  }
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
