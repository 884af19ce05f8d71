import type { ReadBundle } from '../bundle';
import { readYaml } from '../../yaml/read-yaml';
import type { ReleaseTree } from '../release-facts';
import type { Store } from './store';

/** How many files are looked at: every object of an application has the label, but those that people add. */
const MAX_FILES = 20;

/** Who owns a bundle, as its objects say. */
export function ownerOfBundle({ environments }: ReadBundle): string | undefined {
  return ownerIn([...environments.values()].flatMap((files) => [...files.values()].slice(0, MAX_FILES)));
}

/** Who owns a release, as its objects in an environment say. */
export async function ownerOfRelease(store: Store, { files }: ReleaseTree): Promise<string | undefined> {
  const texts = await store.texts([...files.values()].slice(0, MAX_FILES));
  return ownerIn(texts.values());
}

/** Who owns what is released: what the label `owner` of its objects says, the first of them that has one. */
export function ownerIn(texts: Iterable<string>): string | undefined {
  for (const text of texts) {
    const [document] = readYaml(text);
    const owner: unknown = document?.errors.length === 0 ? document.getIn(['metadata', 'labels', 'owner']) : undefined;
    if (typeof owner === 'string' && owner !== '') {
      return owner;
    }
  }
  return undefined;
}
