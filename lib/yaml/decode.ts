import { Buffer, isUtf8 } from 'node:buffer';
import type { YamlFault } from './fault';

/** The text of a file's bytes, without a byte order mark; or why they are none. */
export function decode(bytes: Uint8Array): string | YamlFault {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return notText('it is UTF-16');
  }
  if (!isUtf8(bytes)) return notText(bytes.includes(0) ? 'it is binary' : 'it is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

function notText(given: string): YamlFault {
  return { code: 'TF3402', severity: 'error', given, remedy: 'save it as UTF-8' };
}
