import type { Json, JsonMap } from '../../diff';

/** What a text becomes, by the keys that lead to it: lists have none. */
export type RewriteText = (text: string, path: readonly string[]) => string;

/** A value with other texts, and without some keys. */
export function rewrite(
  value: Json,
  change: RewriteText,
  isKept: (key: string) => boolean = () => true,
  path: readonly string[] = [],
): Json {
  if (typeof value === 'string') {
    return change(value, path);
  }
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item) => rewrite(item, change, isKept, path));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value as JsonMap).filter(([key]) => isKept(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, rewrite(item, change, isKept, [...path, key])]));
}

/** A map without a key somewhere below it. */
export function without(map: JsonMap, [key = '', ...rest]: readonly string[]): JsonMap {
  if (!Object.hasOwn(map, key)) {
    return map;
  }
  const { [key]: inner, ...others } = map;
  const isDeeper = rest.length > 0 && typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return isDeeper ? { ...map, [key]: without(inner as JsonMap, rest) } : rest.length > 0 ? map : others;
}
