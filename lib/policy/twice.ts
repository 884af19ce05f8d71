import type { Field } from './field';

/** Tells all but the first of those that have the same key. */
export function tellTwice(
  items: readonly Field[],
  keyOf: (item: Field) => string | undefined,
  tell: (item: Field, key: string) => void,
): void {
  if (items.length < 2) return;
  const known = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    if (known.has(key)) tell(item, key);
    known.add(key);
  }
}
