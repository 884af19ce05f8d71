import type { Manifests } from './manifests';

/** What is worked out once for objects that are applied together, however many rules ask for it. */
export function perSet<T>(work: (manifests: Manifests) => T): (manifests: Manifests) => T {
  const done = new WeakMap<Manifests, { readonly result: T }>();
  return (manifests) => {
    const known = done.get(manifests) ?? { result: work(manifests) };
    done.set(manifests, known);
    return known.result;
  };
}

/** Items by a key; in the order that they come in. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
