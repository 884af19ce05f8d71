import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { decode } from './decode';
import type { YamlFault } from './fault';
import { reasonOf } from './find-files';
import { MAX_BYTES } from './limits';

/** A pipe does not keep us waiting. Windows has no such flag. */
const FLAGS = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** The text of a file; or why there is none. A file that is too large is not read. */
export function readManifestFile(path: string): string | YamlFault {
  let file: number | undefined;
  try {
    file = openSync(path, FLAGS);
    const stats = fstatSync(file);
    if (!stats.isFile()) return unreadable('it is no regular file');
    if (stats.size > MAX_BYTES) return tooLarge(`it has ${Math.ceil(stats.size / 2 ** 20)} MiB`);
    const bytes = Buffer.alloc(stats.size);
    return decode(bytes.subarray(0, readSync(file, bytes, 0, stats.size, 0)));
  } catch (error) {
    return unreadable(reasonOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function tooLarge(given: string): YamlFault {
  return { code: 'TF3411', severity: 'error', given, remedy: `split it: ${MAX_BYTES >> 20} MiB is the most` };
}

function unreadable(given: string): YamlFault {
  return { code: 'TF3412', severity: 'error', given, remedy: 'see that it is a regular file that you may read' };
}

/** The text that is piped in, read no further than the limit. */
export async function readManifestStream(stream: AsyncIterable<Uint8Array | string>): Promise<string | YamlFault> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) return tooLarge(`it has more than ${MAX_BYTES >> 20} MiB`);
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks));
}
