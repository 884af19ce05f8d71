import type { Manifests } from './manifests';

/** What is worked out of manifests once, for all rules that ask. */
export function derived<T>(make: (manifests: Manifests) => T): (manifests: Manifests) => T {
  const known = new WeakMap<Manifests, { readonly value: T }>();
  return (manifests) => {
    const before = known.get(manifests);
    if (before) return before.value;
    const value = make(manifests);
    known.set(manifests, { value });
    return value;
  };
}
