/**
 * Characters that do something instead of showing something: controls (a terminal obeys them), lone halves of surrogate
 * pairs, tags, and those that change the direction of text, with which `1.5.0` can be made to look like another version.
 * Joiners stay, which words of some languages and emoji need.
 */
const HIDDEN = new RegExp(
  String.raw`[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb` +
    String.raw`\ud800-\udfff\u{e0000}-\u{e007f}]`,
  'gu',
);

/**
 * Text that somebody else wrote, on one line and with nothing hidden in it: `<U+202E>` stands for such a character.
 *
 * What the tool shows of a repository goes through here: names, versions and reasons come from files that others push.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(HIDDEN, (character) => `<U+${hex(character)}>`);
}

function hex(character: string): string {
  return (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
}
