import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { startOf } from './construct';
import { goScalar } from './go-scalar';

/** A key or item, and its value: indices of events. */
interface Child {
  readonly at: number;
  readonly value: number;
}

/** Finds fields in a document. What it learns of a mapping or list is kept, so that thousands of findings in one cost no more than reading it. */
export class Locator {
  private readonly anchors = new Map<string, number>();
  /** Of the event that begins a value, the one after the whole of it. */
  private readonly ends: number[] = [];
  private readonly children = new Map<number, ReadonlyMap<string | number, Child>>();

  constructor(
    private readonly events: readonly Event[],
    private readonly text: string,
  ) {
    const open: number[] = [];
    events.forEach((event, index) => {
      if ('tagStart' in event && event.anchorStart >= 0)
        this.anchors.set(text.slice(event.anchorStart, event.anchorEnd), index);
      this.ends.push(index + 1);
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) open.push(index);
      if (event.type === EVENT_ID.POP) {
        const begun = open.pop();
        if (begun !== undefined) this.ends[begun] = index + 1;
      }
    });
    for (const begun of open) this.ends[begun] = events.length;
  }

  /** Where a field or item begins; of one that isn't there, or came with a merge key, what it would be in. */
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
  private step(index: number, step: string | number): Child | undefined {
    let children = this.children.get(index);
    if (!children) {
      children = this.childrenOf(index);
      this.children.set(index, children);
    }
    return children.get(step);
  }

  private childrenOf(index: number): Map<string | number, Child> {
    const children = new Map<string | number, Child>();
    const type = this.events[index]?.type;
    let at = index + 1;
    if (type === EVENT_ID.SEQUENCE) {
      for (let item = 0; !this.isOver(at); item++, at = this.after(at)) children.set(item, { at, value: at });
    }
    if (type === EVENT_ID.MAPPING) {
      while (!this.isOver(at)) {
        const value = this.after(at);
        // The last one of several counts.
        for (const key of this.keysAt(at)) children.set(key, { at, value });
        at = this.after(value);
      }
    }
    return children;
  }

  /** What a key is called: as it is written, and as it is read. */
  private keysAt(index: number): string[] {
    const event = this.events[index];
    if (event?.type !== EVENT_ID.SCALAR || event.valueStart < 0) return [];
    const text = getScalarValue(this.text, event);
    return [text, String(goScalar(text))];
  }

  private isOver(index: number): boolean {
    const event = this.events[index];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  /** The event after a whole value. */
  private after(index: number): number {
    return this.ends[index] ?? this.events.length;
  }
}
