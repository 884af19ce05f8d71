import { parse } from 'yaml';
import type { ReadBundle } from '../bundle';
import type { ReleaseTree } from '../release-facts';
import type { Store } from './store';

/** How many files are looked at: every object of an application has the label, but those that people add. */
const MAX_FILES = 20;

/** Who owns a bundle, as its objects say. */
export function ownerOfBundle({ environments }: ReadBundle): string | undefined {
  return firstOwner([...environments.values()].flatMap((files) => [...files.values()].slice(0, MAX_FILES)));
}

/** Who owns a release, as its objects in an environment say. */
export async function ownerOfRelease(store: Store, { files }: ReleaseTree): Promise<string | undefined> {
  const texts = await store.texts([...files.values()].slice(0, MAX_FILES));
  return firstOwner([...texts.values()]);
}

function firstOwner(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const object = parse(text) as { metadata?: { labels?: Record<string, unknown> } } | null;
    const owner = object?.metadata?.labels?.['owner'];
    if (typeof owner === 'string') {
      return owner;
    }
  }
  return undefined;
}
