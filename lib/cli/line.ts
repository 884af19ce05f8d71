import { printable } from '../errors';

/** What is put into a line: text, or a colour and the text that has it. */
export type Content = string | number | readonly [paint: (text: string) => string, text: string];

/**
 * A line for a terminal. Whatever is put into it may be what somebody else wrote, and is made {@link printable}: the colours of a line are its
 * own, and it stays one line.
 *
 * @example
 * ```
 * line`${[colors.green, '✓']} ${environment}: ${[colors.bold, application]} ${said}`
 * ```
 */
export function line(template: TemplateStringsArray, ...contents: readonly Content[]): string {
  const shown = contents.map((content) =>
    typeof content === 'object' ? content[0](printable(content[1])) : printable(String(content)),
  );
  return String.raw({ raw: template }, ...shown);
}
