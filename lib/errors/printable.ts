/** What has no shape of its own: a terminal obeys it, it turns the direction of the text around it, or nobody sees that it is there. */
const UNSEEN = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffb]`;

/** Beside a joiner, what is written otherwise with it: emoji, and letters of scripts other than ours, in which it would hide. */
const JOINED = String.raw`(?:\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|(?!\p{Script=Latin})\p{L})`;

const NEEDED = String.raw`(?<=${JOINED})[\u200c\u200d](?=${JOINED})|(?<=\p{Emoji})[\ufe0e\ufe0f]`;

const HIDDEN = new RegExp(`${UNSEEN}(?<!${NEEDED})`, 'gu');

/**
 * A text on one line that shows all that is in it: a line break as `⏎`, and what nobody would see as its code, `\u{1b}`. With a character
 * that is not seen, `1.5.0` can be made to look like another version.
 *
 * Whatever others may have written goes through here on its way to a terminal. What did stays as it is if it does again.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n|\n/g, '⏎')
    .replace(HIDDEN, (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`);
}

/** Words that somebody wrote, on one line: how they were broken into lines says nothing. */
export function plainText(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}
