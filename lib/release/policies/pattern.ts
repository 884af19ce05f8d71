import picomatch from 'picomatch';

const OPTIONS = { dot: true, noextglob: true, nonegate: true, nobracket: true } as const;

/**
 * Whether a text is what one of some patterns means: `*` is any characters but a slash, `**` those too, `?` is one, and `{a,b}` is
 * either. A pattern that is the text itself always means it.
 */
export function matches(patterns: readonly string[] | undefined, text: string | undefined): boolean {
  return text !== undefined && (patterns ?? []).some((one) => one === text || picomatch.isMatch(text, one, OPTIONS));
}

/** Whether somebody meant a regular expression: such a pattern would match nothing, in silence. */
export function isRegularExpression(pattern: string): boolean {
  return /^[\^/]|\$$|\.[*+]|\\/.test(pattern);
}
