import type { ManifestSet } from './manifest-set';

let slots = 0;

/** What is worked out of manifests once, for all rules that ask. Kept with them, because it ends with them. */
export function derived<T extends NonNullable<unknown>>(
  make: (manifests: ManifestSet) => T,
): (manifests: ManifestSet) => T {
  const slot = slots++;
  return (manifests) => (manifests.derived[slot] ??= make(manifests)) as T;
}
