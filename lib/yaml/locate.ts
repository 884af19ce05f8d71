import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { startOf } from './construct';
import { goScalar } from './go-scalar';

/** Where a field or item begins in a document; of one that isn't there, or came with a merge key, what it would be in. */
export function locate(events: readonly Event[], text: string, path: readonly (string | number)[]): number {
  return new Walk(events, text).find(path);
}

class Walk {
  private readonly anchors = new Map<string, number>();

  constructor(
    private readonly events: readonly Event[],
    private readonly text: string,
  ) {
    events.forEach((event, index) => {
      if ('tagStart' in event && event.anchorStart >= 0)
        this.anchors.set(text.slice(event.anchorStart, event.anchorEnd), index);
    });
  }

  find(path: readonly (string | number)[]): number {
    // After the document's own event.
    let node = 1;
    let offset = this.offset(node, 0);
    for (const step of path) {
      const next = this.step(this.followed(node), step);
      if (next === undefined) break;
      offset = this.offset(next.at, offset);
      node = next.value;
    }
    return offset;
  }

  private offset(index: number, otherwise: number): number {
    const event = this.events[index];
    const start = event ? startOf(event, this.text) : 0;
    return start > 0 || index === 1 ? start : otherwise;
  }

  /** What an alias stands for. */
  private followed(index: number): number {
    const event = this.events[index];
    return event?.type === EVENT_ID.ALIAS
      ? (this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd)) ?? index)
      : index;
  }

  /** The key or item of a step, and its value. */
  private step(index: number, step: string | number): { at: number; value: number } | undefined {
    const type = this.events[index]?.type;
    let found: { at: number; value: number } | undefined;
    let at = index + 1;
    if (type === EVENT_ID.SEQUENCE) {
      for (let item = 0; !this.isOver(at); item++, at = this.after(at)) {
        if (item === step) return { at, value: at };
      }
    }
    if (type === EVENT_ID.MAPPING) {
      while (!this.isOver(at)) {
        const value = this.after(at);
        // The last one of several counts.
        if (this.isKey(at, step)) found = { at, value };
        at = this.after(value);
      }
    }
    return found;
  }

  private isKey(index: number, step: string | number): boolean {
    const event = this.events[index];
    if (event?.type !== EVENT_ID.SCALAR || event.valueStart < 0) return false;
    const text = getScalarValue(this.text, event);
    return text === step || String(goScalar(text)) === step;
  }

  private isOver(index: number): boolean {
    const event = this.events[index];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  /** The event after a whole value. */
  private after(index: number): number {
    let depth = 0;
    for (let at = index; at < this.events.length; at++) {
      const type = this.events[at]?.type;
      if (type === EVENT_ID.SEQUENCE || type === EVENT_ID.MAPPING) depth++;
      if (type === EVENT_ID.POP) depth--;
      if (depth === 0) return at + 1;
    }
    return this.events.length;
  }
}
