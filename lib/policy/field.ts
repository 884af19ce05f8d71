import type { Manifest } from './manifest';

/** A step from an object to a field: a key, or an index of a list. */
export type Step = string | number;

/**
 * A place in a manifest, and what stands there, if anything.
 *
 * Rules look at anybody's YAML, where a list may be a number and a name may be missing. A field answers every question about
 * what it holds without throwing, and knows its way from the root, so that what is wrong can be told where it is.
 */
export class Field {
  constructor(
    /** The object that it is in. */
    readonly manifest: Manifest,
    /** What stands there: `undefined` if nothing does. */
    readonly value: unknown,
    private readonly parent?: Field,
    /** From the parent to here. */
    private readonly way: Step | readonly Step[] = [],
  ) {}

  /** The field some steps deeper: there is always one, if only an empty one. */
  at(...steps: readonly Step[]): Field {
    let { value } = this;
    for (const step of steps) value = ownValue(value, step);
    return new Field(this.manifest, value, this, steps);
  }

  /** The items of a list; none of what is no list. */
  get items(): readonly Field[] {
    if (!Array.isArray(this.value) || this.value.length === 0) return NOTHING;
    const items: Field[] = [];
    // Not `map`, which leaves the holes of a list.
    for (let index = 0; index < this.value.length; index++) {
      items.push(new Field(this.manifest, this.value[index], this, index));
    }
    return items;
  }

  /** The fields of an object; none of what is no object. */
  get fields(): readonly Field[] {
    return this.keys.map((key) => this.at(key));
  }

  /** The keys of an object; none of what is no object. */
  get keys(): readonly string[] {
    return isObject(this.value) ? Object.keys(this.value) : NOTHING;
  }

  /** Its key or index. */
  get name(): Step | undefined {
    return typeof this.way === 'object' ? this.way.at(-1) : this.way;
  }

  /** Whether anything stands there: `null` is as good as nothing, as for Kubernetes. */
  get isGiven(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  /** The text, if it is one. */
  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  /** The number, if it is one. */
  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  /** Labels, or whatever else maps names to texts; entries that are no texts are left out. */
  get texts(): Readonly<Record<string, string>> {
    const texts: Record<string, string> = {};
    for (const key of this.keys) {
      const text = ownValue(this.value, key);
      if (typeof text === 'string') define(texts, key, text);
    }
    return texts;
  }

  /** Keys and indices from the root of the object. */
  get path(): readonly Step[] {
    return this.parent ? this.parent.path.concat(this.way) : [];
  }
}

const NOTHING: readonly never[] = [];

/** Sets a key of an object, also the one that would set its prototype. */
function define(texts: Record<string, string>, key: string, text: string): void {
  if (key === '__proto__') Object.defineProperty(texts, key, { value: text, enumerable: true });
  else texts[key] = text;
}

/** What an object has itself: `constructor` is no label of anybody. */
function ownValue(object: unknown, step: Step): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  const value = (object as Record<Step, unknown>)[step];
  return value === undefined || Object.hasOwn(object, step) ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
