import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { shown } from '../errors/shown';
import type { YamlCode } from './fault';
import { goScalar } from './go-scalar';
import { MAX_ALIASED } from './limits';
import type { Plain } from './plain';

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type Tagged = Extract<Event, { tagStart: number }>;

/** Tells something of the document, with the offset of its place. */
export type Tell = (
  code: YamlCode,
  severity: 'error' | 'warning',
  offset: number,
  given: string,
  remedy: string,
) => void;

/** What ends the reading of a document: it is told already. */
export class Unreadable extends Error {}

/** What has an anchor: its value, and how many values that is. */
interface Anchored {
  readonly value: Plain;
  readonly size: number;
}

/** Tags of YAML itself, by what they make of a scalar. */
const TAGS: Readonly<Record<string, (text: string) => Plain>> = {
  str: (text) => text,
  int: goScalar,
  float: goScalar,
  bool: goScalar,
  null: goScalar,
  timestamp: (text) => text,
  merge: (text) => text,
  binary: (text) => Buffer.from(text, 'base64').toString('utf8'),
};

/** Makes plain data of the events of a document, as kubectl would. They are no deeper than the parser was let. */
export class Construction {
  private at = 0;
  private aliased = 0;
  private readonly anchors = new Map<string, Anchored | undefined>();

  constructor(
    private readonly events: readonly Event[],
    private readonly text: string,
    private readonly tell: Tell,
  ) {}

  /**
   * The value of the first document.
   *
   * @throws Unreadable where there is none; why is told
   */
  document(): Plain {
    const [first] = this.events;
    if (first?.type !== EVENT_ID.DOCUMENT) return null;
    this.at = 1;
    const value = this.node();
    const second = this.events[this.at + 2];
    if (second)
      this.tell(
        'TF3404',
        'error',
        startOf(second, this.text),
        'another document begins without ---',
        'write a line of --- before it',
      );
    return value;
  }

  private node(): Plain {
    const event = this.events[this.at++] as Event;
    switch (event.type) {
      case EVENT_ID.ALIAS:
        return this.alias(event.anchorStart, event.anchorEnd);
      case EVENT_ID.SCALAR:
        return this.anchored(event, () => this.scalar(event));
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, () => this.sequence());
      case EVENT_ID.MAPPING:
        return this.anchored(event, () => this.mapping());
      default:
        throw new Error(`no value begins with event ${event.type}`);
    }
  }

  private sequence(): Plain {
    const items: Plain[] = [];
    while (!this.isOver()) items.push(this.node());
    return items;
  }

  private mapping(): Plain {
    // A map first: an object inherits keys, and takes `__proto__` for something else.
    const fields = new Map<string, Plain>();
    const merged: { readonly offset: number; readonly sources: Plain }[] = [];
    while (!this.isOver()) {
      const key = this.events[this.at] as Event;
      if (this.isMerge(key)) {
        this.at++;
        merged.push({ offset: startOf(key, this.text), sources: this.node() });
        continue;
      }
      const name = this.key(key);
      const value = this.node();
      if (name === undefined) continue;
      if (fields.has(name)) {
        this.tell(
          'TF3405',
          'error',
          startOf(key, this.text),
          `the key ${shown(name)} is there twice`,
          'remove one of them',
        );
      }
      fields.set(name, value);
    }
    for (const { offset, sources } of merged) {
      for (const source of Array.isArray(sources) ? (sources as readonly Plain[]) : [sources])
        this.merge(fields, source, offset);
    }
    return Object.fromEntries(fields);
  }

  private merge(fields: Map<string, Plain>, source: Plain, offset: number): void {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) {
      this.refuse(
        'TF3410',
        offset,
        'a merge key has a value that is no mapping',
        'give it an alias of a mapping, or a list of those',
      );
    }
    // Fields of its own count more, and those of an earlier mapping.
    for (const [key, value] of Object.entries(source)) {
      if (!fields.has(key)) fields.set(key, value);
    }
  }

  private key(event: Event): string | undefined {
    const value = this.node();
    const offset = startOf(event, this.text);
    if (value === '__proto__') {
      this.tell('TF3408', 'error', offset, 'the key is "__proto__"', 'choose another one');
      return undefined;
    }
    if (typeof value === 'string') return value;
    if (value === null || typeof value === 'object') {
      this.tell(
        'TF3408',
        'error',
        offset,
        `a key is ${value === null ? 'null' : 'no text'}`,
        'write text, in quotes if it reads as something else',
      );
      return undefined;
    }
    if (typeof value === 'boolean') {
      const written = event.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : String(value);
      if (written !== String(value)) {
        this.tell(
          'TF3409',
          'warning',
          offset,
          `the key ${written} is read as ${value}`,
          `write "${written}", in quotes`,
        );
      }
    }
    return String(value);
  }

  private isMerge(event: Event): event is ScalarEvent {
    if (event.type !== EVENT_ID.SCALAR) return false;
    const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    return (isPlain || this.tagOf(event) === 'merge') && getScalarValue(this.text, event) === '<<';
  }

  private scalar(event: ScalarEvent): Plain {
    const text = event.valueStart < 0 ? '' : getScalarValue(this.text, event);
    const tag = this.tagOf(event);
    const isPlain = event.style === SCALAR_STYLE.PLAIN;
    const value = tag !== undefined ? (TAGS[tag] ?? ((other: string) => other))(text) : isPlain ? goScalar(text) : text;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.tell(
        'TF3410',
        'error',
        startOf(event, this.text),
        `${text} is no number that JSON has`,
        'write a finite number, or text in quotes',
      );
      return null;
    }
    if (typeof value === 'string' && !isPlain && LONE_SURROGATE.test(value)) {
      this.tell(
        'TF3402',
        'error',
        startOf(event, this.text),
        'it has half of a surrogate pair',
        'write the whole character',
      );
    }
    return value;
  }

  /** The name of a tag of YAML itself; '' for any other one, which is told. */
  private tagOf(event: Tagged): string | undefined {
    if (event.tagStart < 0) return undefined;
    const tag = this.text.slice(event.tagStart, event.tagEnd);
    const name = /^!!(\w+)$/.exec(tag)?.[1] ?? /^!<tag:yaml\.org,2002:(\w+)>$/.exec(tag)?.[1];
    if (name !== undefined && (Object.hasOwn(TAGS, name) || name === 'map' || name === 'seq')) return name;
    return tag === '!' ? 'str' : '';
  }

  private anchored(
    event: Tagged & { readonly anchorStart: number; readonly anchorEnd: number },
    make: () => Plain,
  ): Plain {
    if (this.tagOf(event) === '') {
      const tag = shown(this.text.slice(event.tagStart, event.tagEnd));
      this.tell('TF3407', 'warning', event.tagStart, `the tag ${tag} is ignored`, 'write a plain value');
    }
    if (event.anchorStart < 0) return make();
    const name = this.text.slice(event.anchorStart, event.anchorEnd);
    const before = this.at + this.aliased;
    this.anchors.set(name, undefined);
    const value = make();
    this.anchors.set(name, { value, size: this.at + this.aliased - before + 1 });
    return value;
  }

  private alias(start: number, end: number): Plain {
    const name = this.text.slice(start, end);
    const found = this.anchors.get(name);
    if (!found) {
      const given = this.anchors.has(name)
        ? `the alias *${name} is in what it stands for`
        : `no anchor &${name} is before the alias`;
      return this.refuse('TF3406', start - 1, given, 'write the value itself');
    }
    this.aliased += found.size;
    if (this.aliased > MAX_ALIASED) {
      this.refuse(
        'TF3406',
        start - 1,
        `aliases stand for more than ${MAX_ALIASED} values`,
        'write the values themselves',
      );
    }
    return found.value;
  }

  private isOver(): boolean {
    const isOver = this.events[this.at]?.type === EVENT_ID.POP;
    if (isOver) this.at++;
    return isOver;
  }

  private refuse(code: YamlCode, offset: number, given: string, remedy: string): never {
    this.tell(code, 'error', offset, given, remedy);
    throw new Unreadable();
  }
}

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/** Where a value or key begins in a text; 0 for one that has no text. */
export function startOf(event: Event, text: string): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return event.valueStart < 0 ? Math.max(event.tagStart, event.anchorStart - 1, 0) : scalarStart(event, text);
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    default:
      return 0;
  }
}

function scalarStart({ style, valueStart }: ScalarEvent, text: string): number {
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return valueStart - 1;
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      // The text of a block begins in the line after its sign.
      const before = text.slice(0, valueStart).trimEnd();
      const line = before.lastIndexOf('\n') + 1;
      return line + Math.max(before.slice(line).search(/[|>][-+\d]*[ \t]*(?:#.*)?$/), 0);
    }
    default:
      return valueStart;
  }
}
