import type { Manifest } from './manifest';
import { isObject, ownValue, type Step, textsOf, valueAt } from './plain';

export type { Step };

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
    return new Field(this.manifest, valueAt(this.value, steps), this, steps);
  }

  /** What stands one step deeper, for where there is seldom something to tell of it. */
  valueAt(step: Step): unknown {
    return ownValue(this.value, step);
  }

  /** The text one step deeper, if it is one. */
  textAt(step: Step): string | undefined {
    const value = this.valueAt(step);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether anything stands one step deeper. */
  has(step: Step): boolean {
    const value = this.valueAt(step);
    return value !== undefined && value !== null;
  }

  /** The items of a list; none of what is no list. */
  get items(): readonly Field[] {
    const { value } = this;
    if (!Array.isArray(value) || value.length === 0) return NOTHING;
    // Not `push`, which makes room for many; and not `map`, which leaves the holes of a list.
    const items = new Array<Field>(value.length);
    for (let index = 0; index < value.length; index++) {
      items[index] = new Field(this.manifest, value[index], this, index);
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

  /** Whether it is an object that has any keys. */
  get hasKeys(): boolean {
    if (!isObject(this.value)) return false;
    for (const key in this.value) if (Object.hasOwn(this.value, key)) return true;
    return false;
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
    return textsOf(this.value);
  }

  /** Keys and indices from the root of the object. */
  get path(): readonly Step[] {
    return this.parent ? this.parent.path.concat(this.way) : [];
  }
}

const NOTHING: readonly never[] = [];
