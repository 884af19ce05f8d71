/** A document of a file: where its text begins and ends. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** A line of three hyphens, and what may follow them. */
const MARK = /^---(?=[ \t\r\n]|$)/gm;

/**
 * The documents of a file, as kubectl parts them: before anything is parsed. So a mistake in one leaves the others, and only one is in memory.
 * Those with nothing but comments are left out.
 */
export function splitDocuments(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const { index } of text.matchAll(MARK)) {
    parts.push({ start, end: index });
    start = index + 3;
  }
  parts.push({ start, end: text.length });
  return parts.filter((part) => !isEmpty(text, part));
}

/** Blanks and comments, one line at a time. */
const EMPTY_LINE = /[ \t\r]*(?:#[^\n]*)?(?:\n|$)/y;

function isEmpty(text: string, { start, end }: Part): boolean {
  EMPTY_LINE.lastIndex = start;
  while (EMPTY_LINE.lastIndex < end && EMPTY_LINE.test(text));
  return EMPTY_LINE.lastIndex >= end;
}
