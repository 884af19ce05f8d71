import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { orUnreadable } from './folder';
import { type At, refusal } from './problems';

/**
 * A link that took the file's place since it was looked at is not followed, and a pipe does not keep us waiting. Windows has
 * neither flag.
 */
const FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * The text of a file: as many bytes as it had when it was looked at, never more.
 *
 * A folder above it may be replaced meanwhile by a link to another one, which no call of Node.js excludes. What is read there
 * is text that doesn't have the digest, and so is told as changed; its content is never shown.
 *
 * @param size what it had
 * @throws TwelveFactorError TF2017 if it can't be read or has changed meanwhile, TF2018 if it isn't UTF-8
 */
export function readText(path: string, size: number, at: At): string {
  const bytes = orUnreadable(at, () => readBytes(path, size, at));
  if (!isUtf8(bytes)) {
    throw refusal('TF2018', at, 'it is not UTF-8', 'save it as UTF-8, and binary data elsewhere');
  }
  return bytes.toString('utf8');
}

function readBytes(path: string, size: number, at: At): Buffer {
  const file = openSync(path, FLAGS);
  try {
    const stats = fstatSync(file);
    const bytes = stats.isFile() && stats.size === size ? tryRead(file, size) : undefined;
    if (!bytes) {
      throw refusal('TF2017', at, 'it changes while it is read', 'let the synthesis end first');
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** As many bytes, in as many reads as it takes; nothing if there are less. */
function tryRead(file: number, size: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(size);
  for (let length = 0; length < size;) {
    const count = readSync(file, bytes, length, size - length, null);
    if (count === 0) {
      return undefined;
    }
    length += count;
  }
  return bytes;
}
