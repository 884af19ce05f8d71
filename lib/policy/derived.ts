import type { ManifestSet } from './manifest-set';

/** What is worked out of manifests once, for all rules that ask. */
export function derived<T>(make: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  const known = new WeakMap<ManifestSet, { readonly value: T }>();
  return (manifests) => {
    const before = known.get(manifests);
    if (before) return before.value;
    const value = make(manifests);
    known.set(manifests, { value });
    return value;
  };
}
