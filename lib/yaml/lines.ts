import type { Position } from './fault';

/** Finds lines and columns of offsets in a text, whatever ends its lines. */
export class Lines {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  /** The position of a character. */
  at(offset: number): Position {
    this.starts ??= startsOf(this.text);
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.search(/[\r\n]/); at >= 0 && at < text.length; at++) {
    const character = text[at];
    if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) starts.push(at + 1);
  }
  return starts;
}
