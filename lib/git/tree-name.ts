/** A byte of a name that is no UTF-8. */
const BYTE = /^[\udc80-\udcff]$/;

/**
 * The text of a name in a tree. git keeps bytes: of a name that is no UTF-8, each beyond ASCII is a lone surrogate, U+DC80 to U+DCFF, which no
 * text has. So every name has a text of its own, from which {@link bytesOf} makes the same bytes again.
 */
export function textOf(name: Buffer): string {
  const text = name.toString('utf8');
  return !text.includes('\ufffd') || Buffer.from(text).equals(name)
    ? text
    : name.toString('latin1').replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

/** The bytes of a name in a tree. */
export function bytesOf(text: string): Buffer {
  const bytesIn = (character: string) =>
    BYTE.test(character) ? Buffer.from([character.charCodeAt(0) - 0xdc00]) : Buffer.from(character);
  return /\p{Cs}/u.test(text) ? Buffer.concat(Array.from(text, bytesIn)) : Buffer.from(text);
}
