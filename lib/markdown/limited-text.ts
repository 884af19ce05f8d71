/** A text that takes no more than there is room for. */
export class LimitedText {
  private readonly parts: string[] = [];
  private length = 0;

  constructor(
    beginning: string,
    private readonly limit: number,
  ) {
    this.add(beginning);
  }

  /** Adds a part, where it fits as a whole. */
  add(part: string): boolean {
    if (this.length + part.length > this.limit) {
      return false;
    }
    this.parts.push(part);
    this.length += part.length;
    return true;
  }

  /** Adds parts up to the first that doesn't fit, and says how many. */
  addFirst(parts: readonly string[]): number {
    const end = parts.findIndex((part) => !this.add(part));
    return end === -1 ? parts.length : end;
  }

  toString(): string {
    return this.parts.join('');
  }
}
