import type { ManifestSet } from './manifest-set';

/** What is worked out of manifests once, for all rules that ask. */
export function derived<T>(make: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  return (manifests) => manifests.remembered(make);
}
