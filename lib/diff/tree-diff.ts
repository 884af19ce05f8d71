/** What YAML can say and JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;

/** Keys and values. Its keys may be anything, `__proto__` too: `Object.keys` and `Object.hasOwn` read it, never `in`. */
export interface JsonMap {
  readonly [key: string]: Json;
}

/**
 * Where something is in an object: keys of maps; of a list the item's name where items were matched by name, else its
 * index: `['spec', 'template', 'spec', 'containers', 'api', 'args', 0]`.
 *
 * An index counts in the list before; only that of an added item counts in the list after.
 */
export type Path = readonly (string | number)[];

/** One thing that is another one than before. */
export interface Change {
  /** `reorder`: the items of a list that are on both sides have another order. */
  readonly kind: 'add' | 'remove' | 'update' | 'reorder';
  /** Where. */
  readonly path: Path;
  /** What was there; of a `reorder` the names in their order, or the items where they have none. Not with `add`. */
  readonly before?: Json;
  /** What is there now. Not with `remove`. */
  readonly after?: Json;
  /** Index in the list after, with `add` of an item that was matched by name. */
  readonly index?: number;
}

/** One object that is not the same in both trees. */
export interface ObjectDiff {
  /** File in the application's folder: the one after, of a removed object the one before. */
  readonly path: string;
  /** What became of it. */
  readonly status: 'added' | 'removed' | 'changed';
  /** Its kind; none where the file holds no Kubernetes object. */
  readonly kind?: string;
  /** Its name. */
  readonly name?: string;
  /** The service that it belongs to: its label `app.kubernetes.io/name`. */
  readonly service?: string;
  /** File that it was in, where that is another one. */
  readonly movedFrom?: string;
  /** Set where a side can't be read as YAML, so that nothing more is known than that the text differs. */
  readonly unreadable?: true;
  /** What changed in it, sorted by path. None where only the formatting did, and of added and removed objects. */
  readonly changes: readonly Change[];
}

/** What differs between two rendered trees of an application. Plain data: `JSON.stringify` writes all of it. */
export interface TreeDiff {
  /** The objects that differ, sorted by path. */
  readonly objects: readonly ObjectDiff[];
  /** How many files are the same in both. */
  readonly unchanged: number;
  /** What the one does beyond that where it takes the place of the other, and where to read what to do. */
  readonly warnings?: readonly string[];
}
