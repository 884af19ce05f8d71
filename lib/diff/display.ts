import { printable } from '../errors';
import type { Json } from './tree-diff';

/** Characters of a value that a line shows. */
const LENGTH = 60;

/** How much of what two long values have in common is shown before their first difference. */
const CONTEXT = 20;

/** A long text without its middle. */
export function shorten(text: string, length = LENGTH): string {
  const head = Math.ceil((length - 1) / 2);
  return text.length <= length
    ? text
    : `${slice(text, 0, head)}…${slice(text, text.length - (length - 1 - head), text.length)}`;
}

/** A value on one line, at most so long: strings plain, but in quotes where they would be misread; lists and maps as JSON. */
export function showValue(value: Json, length = LENGTH): string {
  return shorten(plain(value), length);
}

/**
 * Two values that differ, so that one can see in what: `8080` and `"8080"` where one is a number, and the part around the
 * first difference where long texts are alike at both ends.
 */
export function showBoth(before: Json, after: Json, length = LENGTH): readonly [before: string, after: string] {
  const same = plain(before) === plain(after);
  const texts = [before, after].map((value) => (same ? printable(JSON.stringify(value)) : plain(value)));
  const [old = '', fresh = ''] = texts;
  const short = [shorten(old, length), shorten(fresh, length)] as const;
  return short[0] === short[1] && old !== fresh ? around(old, fresh, length) : short;
}

function plain(value: Json): string {
  if (typeof value !== 'string') {
    return printable(JSON.stringify(value));
  }
  // Nothing, and blanks at an end, would not be seen.
  return printable(/^$|^[^\S\n]|[^\S\n]$/.test(value) ? JSON.stringify(value) : value);
}

function around(before: string, after: string, length: number): readonly [string, string] {
  let same = 0;
  while (before[same] === after[same]) {
    same++;
  }
  const start = Math.max(0, same - CONTEXT);
  const part = (text: string) => {
    const end = Math.min(text.length, start + length - 2);
    return `${start > 0 ? '…' : ''}${slice(text, start, end)}${end < text.length ? '…' : ''}`;
  };
  return [part(before), part(after)];
}

/** A part of a text that never begins or ends inside of a character beyond U+FFFF. */
function slice(text: string, from: number, to: number): string {
  return text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
