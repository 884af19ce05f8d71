import { FOLDER } from '../../git';
import { isBundleName } from '../bundle/names';
import type { Branch } from './branch';
import { releasesRef } from './refs';
import type { Snapshot } from './snapshot';
import type { Store } from './store';
import { type Visit, walk, type Walk } from './walk';

/** Folders of a branch that may be an application's, and have no record: most are kept by people, and nobody's business. */
export function unrecordedIn({ root, records }: Branch, applications?: readonly string[]): string[] {
  const recorded = new Set(records.map(({ name }) => name));
  return root
    .filter(({ name, mode }) => mode === FOLDER && isBundleName(name) && !recorded.has(`${name}.json`))
    .map(({ name }) => name)
    .filter((name) => applications?.includes(name) ?? true);
}

/** The commit that took away the record of an application which has none; nothing if it never had one. */
export function removalIn({ visits }: Walk): Visit | undefined {
  return visits.find(({ record }) => record !== undefined);
}

/**
 * Records that were removed while their folder stayed, by environment and application: what runs there is on nobody's word. Only names that
 * have releases are looked for, so that the history is not read because of folders that people keep.
 */
export async function lostRecords(
  store: Store,
  { branches, tips }: Snapshot,
  applications?: readonly string[],
): Promise<Map<string, Map<string, Visit>>> {
  const lost = new Map<string, Map<string, Visit>>();
  for (const [environment, branch] of branches) {
    const names = unrecordedIn(branch, applications).filter((name) => tips.has(releasesRef(name)));
    const isEnough = (walks: readonly Walk[]) =>
      walks.every(({ visits }) => visits.some(({ record }) => record !== undefined));
    const walks = names.length === 0 ? [] : [...(await walk(store, branch.ref, names, isEnough))];
    const removals = walks.flatMap(([name, found]): [string, Visit][] => {
      const removal = removalIn(found);
      return removal ? [[name, removal]] : [];
    });
    lost.set(environment, new Map(removals));
  }
  return lost;
}
