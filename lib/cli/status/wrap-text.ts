/**
 * Words on as many lines as it takes to stay within the width. A word that is longer than that, such as an address, is
 * never cut: people copy it.
 *
 * @param indent what precedes each line but the first; it counts
 */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(line === undefined ? word : indent + word);
    }
  }
  return lines;
}
