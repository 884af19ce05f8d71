import { plainText } from '../../errors';
import { code, prose } from '../../markdown';
import { shorten } from '../../diff';

/** Characters that anything has at most. */
const LENGTH = 300;

/** What people wrote, on one line: nobody is mentioned in it, no issue is closed, nothing is a link or markup. */
export function oneLine(value: string): string {
  return prose(cut(value));
}

/** A name or a digest, as it is. */
export function asCode(value: string): string {
  return code(cut(value));
}

/** A text on one line that is not too long, and shows what is in it. */
export function cut(value: string): string {
  return shorten(plainText(value), LENGTH);
}
