import { CLOSING, code, codeElement } from './escape';

/** What words are made of: letters and digits of all scripts, and pictures. */
const LETTER = String.raw`[\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}\u{1f3fb}-\u{1f3ff}\ufe0f]`;

/** A word in which no forge finds a mention, an issue, a link, a command or markup; and what may stand between words. */
const WORD = new RegExp(`^(?:${LETTER}+(?:[.,:;/+='’–-]${LETTER}+)*%?|[-–—→…&%+=·✓✗]?)$`, 'u');

/** What looks like a word and is taken for more: `www.a.io`, `a:b:c` with an emoji in it, `GH-7`, the id of a commit. */
const TAKEN = /www\.|:(?!\d\d:)[^:]+:|[A-Za-z]-\d|^[0-9a-f]{7,}\b/i;

/** A word with the marks before and after it. */
const MARKED = /^(["'“‘(]*)(.*?)([)"'”’.,:;!?…]*)$/u;

/**
 * What people wrote, on one line of markdown: words as they are; what is in backticks, and whatever a forge could take for more than words, as
 * code, where it looks for nothing. An entity alone would not do: mentions and issues are looked for in what was rendered.
 *
 * @see code
 */
export function prose(text: string): string {
  const mark = CLOSING.test(text) ? codeElement : code;
  const shown = (_: string, before: string, word: string, after: string) => {
    const isPlain = WORD.test(word) && !TAKEN.test(word + after);
    return `${before}${isPlain ? word : mark(word)}${after}`;
  };
  const words = (part: string) => part.split(' ').map((word) => word.replace(MARKED, shown));
  return text
    .replace(/\s+/g, ' ')
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 1 ? mark(part) : words(part).join(' ')))
    .join('');
}
