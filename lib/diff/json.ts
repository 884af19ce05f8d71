import type { Json, JsonMap } from './tree-diff';

/** Whether a value is a map, so neither a list nor a scalar. */
export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray`, which forgets the type of a read-only list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of an own key: `constructor` is a key like any other, and no map has it unless it was written there. */
export function own(map: Json | undefined, key: string): Json | undefined {
  return isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** The value below some keys. */
export function ownAt(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce(own, value);
}

/** A map with other values. `Object.fromEntries` makes a key of `__proto__`, where an assignment would set the prototype. */
export function mapValues(map: JsonMap, change: (value: Json, key: string) => Json): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}

/** Equal for equal values, whatever the order of their keys. */
export function fingerprint(value: Json): string {
  if (isList(value)) {
    return `[${value.map(fingerprint).join()}]`;
  }
  if (isMap(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${fingerprint(value[key] as Json)}`).join()}}`;
  }
  return JSON.stringify(value);
}

/** Order of code units, the same in every locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
