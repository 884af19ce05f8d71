import type { schemaCodes } from '../errors/schema-codes';

/** The codes of `lib/errors/schema-codes.ts`. */
export type SchemaCode = keyof typeof schemaCodes;

/** Keys and indices from the object to a value in it. */
export type Path = readonly (string | number)[];

/** One thing that a cluster would refuse in an object, ignore, or soon not know any more. */
export interface SchemaFault {
  readonly code: SchemaCode;
  /** Whether it would fail (error), does not do what it says or will fail (warning), or cannot be told (note). */
  readonly severity: 'error' | 'warning' | 'note';
  /** Where: of a missing field, where it would be. */
  readonly path: Path;
  /** What was given and what is wrong with it. Never a Secret's value. */
  readonly given: string;
  /** What to do, with what is allowed. */
  readonly remedy: string;
}

/** The order of paths: list items by number, and what is in a value after it. */
export function comparePaths(a: Path, b: Path): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const [x, y] = [a[at], b[at]];
    if (x === y) continue;
    if (typeof x === 'number' && typeof y === 'number') return x - y;
    return String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
