import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../errors';
import type { BundleDescriptor } from '../../manifest/bundle';
import {
  type Asker,
  commitTree,
  FILE,
  type FileMap,
  FOLDER,
  type Identity,
  type RefUpdate,
  type TreeEntry,
} from '../../git';
import type { ReadBundle } from '../bundle';
import { parseDescriptor } from '../bundle/descriptor';
import { requireSameSort } from '../order';
import type { Source } from '../source';
import { formatMessage } from '../trailers';
import type { RecordedRelease } from './recorded';
import { releasesRef } from './refs';
import type { Store } from './store';

/** A bundle that is to be recorded as a release. */
export interface Recording {
  readonly bundle: ReadBundle;
  readonly order: number;
  /** Where the order comes from: `--order`, `GitHub Actions`, `time of the commit`. `@default` not known */
  readonly orderFrom?: string;
  readonly source: Source;
}

/** What was recorded, and the refs that have to move for it. */
export interface Recorded {
  readonly releases: ReadonlyMap<string, RecordedRelease>;
  readonly updates: readonly RefUpdate[];
}

/**
 * Records bundles as releases, each as a commit on `releases/<application>`, unless they are there already. Nothing is pushed.
 *
 * @throws TwelveFactorError TF2109 if a version is recorded with other bytes, TF2120 if the order is the first that is a time
 */
export async function recordBundles(
  store: Store,
  recordings: readonly Recording[],
  former: ReadonlyMap<string, readonly RecordedRelease[]>,
  tips: ReadonlyMap<string, string>,
  asker: Asker,
  identity: Identity,
): Promise<Recorded> {
  const trees = await writeBundles(
    store,
    recordings.map(({ bundle }) => bundle),
  );
  const releases = new Map<string, RecordedRelease>();
  const updates: RefUpdate[] = [];
  for (const [index, { bundle, order, orderFrom, source }] of recordings.entries()) {
    const { application, version } = bundle;
    const tree = trees[index] as string;
    const same = former.get(application)?.find((release) => release.version === version);
    if (same) {
      await checkSame(store, bundle, tree, same);
      releases.set(application, same);
      continue;
    }
    requireSameSort(application, { version, order, orderFrom }, former.get(application)?.[0]);
    const ref = releasesRef(application);
    const from = tips.get(ref);
    const { actor, at, reason } = asker;
    const message = formatMessage({
      subject: `${application} ${version}`,
      body: reason,
      trailers: {
        Application: application,
        Version: version,
        Order: String(order),
        ...(orderFrom !== undefined && { 'Order-From': orderFrom }),
        Operation: 'record',
        Actor: actor,
        ...(source.repository !== undefined && { 'Source-Repository': source.repository }),
        ...(source.commit !== undefined && { 'Source-Commit': source.commit }),
        ...(source.branch !== undefined && { 'Source-Branch': source.branch }),
        ...(source.tag !== undefined && { 'Source-Tag': source.tag }),
        ...(source.dirty && { 'Source-Dirty': 'true' }),
        ...(source.lock !== undefined && { 'Source-Lock': source.lock }),
      },
    });
    const commit = await commitTree(store.cache.git, { tree, parents: from ? [from] : [], message, at, identity });
    updates.push({ ref, from, to: commit });
    const { commit: sourceCommit, repository, branch, tag, dirty } = source;
    releases.set(application, {
      application,
      version,
      order,
      ...(orderFrom !== undefined && { orderFrom }),
      commit,
      tree,
      actor,
      at,
      ...(sourceCommit !== undefined && { source: sourceCommit }),
      ...(repository !== undefined && { repository }),
      ...(branch !== undefined && { branch }),
      ...(tag !== undefined && { tag }),
      dirty,
    });
  }
  return { releases, updates };
}

/** Writes what bundles hold: each a tree of its descriptor and a folder for each environment. */
async function writeBundles(store: Store, bundles: readonly ReadBundle[]): Promise<string[]> {
  const texts: string[] = [];
  const places = bundles.map(({ application, descriptorText, environments }) => {
    const paths = new Map([[`${application}.json`, texts.push(descriptorText) - 1]]);
    for (const [environment, files] of environments) {
      files.forEach((content, path) => paths.set(`${environment}/${path}`, texts.push(content) - 1));
    }
    return paths;
  });
  const ids = await store.cache.objects.writeBlobs(texts);
  const maps = places.map(
    (paths): FileMap => new Map([...paths].map(([path, index]) => [path, { mode: FILE, id: ids[index] as string }])),
  );
  return store.cache.objects.writeFiles(maps);
}

/** Ends if a recorded release is another one than the bundle. Which tools rendered it makes no difference. */
async function checkSame(store: Store, bundle: ReadBundle, tree: string, same: RecordedRelease): Promise<void> {
  if (tree === same.tree) {
    return;
  }
  const roots = await store.trees([tree, same.tree]);
  const [ours, theirs] = [roots.get(tree) ?? [], roots.get(same.tree) ?? []];
  const file = theirs.find(({ name }) => name === `${bundle.application}.json`)?.id;
  const text = file === undefined ? '' : ((await store.texts([file])).get(file) as string);
  const differing = environmentsThatDiffer(ours, theirs);
  if (
    differing.length > 0 ||
    file === undefined ||
    !isDeepStrictEqual(slotsIn(parseDescriptor(text, bundle.application)), slotsIn(bundle.descriptor))
  ) {
    const where = differing.length > 0 ? ` for ${differing.join(', ')}` : '';
    const given = `version ${bundle.version} is recorded with other bytes${where}, by ${same.actor} at ${same.at}`;
    refuse('TF2109', bundle.application, 'release', given, 'a release never changes: give it a version of its own');
  }
}

function environmentsThatDiffer(ours: readonly TreeEntry[], theirs: readonly TreeEntry[]): string[] {
  const folders = (entries: readonly TreeEntry[]) =>
    new Map(entries.filter(({ mode }) => mode === FOLDER).map(({ name, id }) => [name, id]));
  const [a, b] = [folders(ours), folders(theirs)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).sort();
}

function slotsIn({ environments }: BundleDescriptor) {
  return Object.fromEntries(Object.entries(environments).map(([name, { slots }]) => [name, slots]));
}
