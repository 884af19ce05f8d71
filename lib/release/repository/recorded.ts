import { refuse } from '../../errors';
import { dateOf } from '../../git';
import type { BundleDescriptor } from '../../manifest/bundle';
import { parseDescriptor } from '../bundle/descriptor';
import type { ReleaseTree, ReleaseTrees } from '../release-facts';
import { parseTrailers } from '../trailers';
import { releasesRef } from './refs';
import { folderIn, type Store } from './store';

/** A release as its commit on `releases/<application>` says. */
export interface RecordedRelease {
  readonly application: string;
  readonly version: string;
  readonly order: number;
  /** Where the order comes from, if it is known. */
  readonly orderFrom?: string;
  /** Its commit there. */
  readonly commit: string;
  /** The tree of the bundle. */
  readonly tree: string;
  /** Who recorded it: `Ada Lovelace <ada@example.com>`. */
  readonly actor: string;
  /** When, as ISO 8601. */
  readonly at: string;
  /** Commit of the source, if it is known. */
  readonly source?: string;
  /** Repository of the source, if it is known. */
  readonly repository?: string;
  /** Branch of the source, if it is known. */
  readonly branch?: string;
  /** Tag of the source, if it is known. */
  readonly tag?: string;
  /** Whether the source had changes that are in no commit. */
  readonly dirty: boolean;
}

/** The recorded releases of applications, newest first. Those that were never released have none. */
export async function readRecorded(
  store: Store,
  applications: readonly string[],
  tips: ReadonlyMap<string, string>,
): Promise<Map<string, RecordedRelease[]>> {
  const { remote, git } = store.cache;
  const refs = applications.map(releasesRef).filter((ref) => tips.has(ref));
  const cached = await remote.cached(refs);
  await remote.fetchHistory(refs.filter((ref) => cached.get(ref) !== tips.get(ref)));
  const recorded = new Map<string, RecordedRelease[]>();
  for (const application of applications) {
    const tip = tips.get(releasesRef(application));
    const log =
      tip === undefined
        ? ''
        : await git.text([
            'log',
            '--no-show-signature',
            '--encoding=UTF-8',
            '-z',
            '--format=%H%x00%T%x00%at%x00%B',
            tip,
          ]);
    const fields = log.split('\0');
    recorded.set(
      application,
      fields.flatMap((_, index) => (index % 4 === 0 ? parseEntry(application, fields.slice(index, index + 4)) : [])),
    );
  }
  return recorded;
}

function parseEntry(application: string, [commit, tree, at = '', message]: readonly string[]): RecordedRelease[] {
  const trailers = parseTrailers(message ?? '');
  const { Version: version, Order: order, Actor: actor } = trailers;
  if (!commit || !tree || version === undefined || !/^\d+$/.test(order ?? '')) {
    return []; // Somebody else's commit.
  }
  const orderFrom = trailers['Order-From'];
  const source = trailers['Source-Commit'];
  const repository = trailers['Source-Repository'];
  const branch = trailers['Source-Branch'];
  const tag = trailers['Source-Tag'];
  return [
    {
      application,
      version,
      order: Number(order),
      ...(orderFrom !== undefined && { orderFrom }),
      commit,
      tree,
      actor: actor ?? '',
      at: dateOf(at).toISOString(),
      ...(source !== undefined && { source }),
      ...(repository !== undefined && { repository }),
      ...(branch !== undefined && { branch }),
      ...(tag !== undefined && { tag }),
      dirty: trailers['Source-Dirty'] === 'true',
    },
  ];
}

/** A release that is to be loaded for an environment. */
export interface LoadRequest {
  readonly application: string;
  readonly environment: string;
  readonly version: string;
  readonly order: number;
  readonly tree: string;
}

/**
 * Loads what releases recorded for environments, by application and environment.
 *
 * @throws TwelveFactorError TF2104 if a release has no such environment, TF2311 if the remote has lost it
 */
export async function loadReleases(store: Store, requests: readonly LoadRequest[]): Promise<Map<string, ReleaseTrees>> {
  const roots = await store.trees(requests.map(({ tree }) => tree));
  const plans = requests.map((request) => {
    const entries = roots.get(request.tree) ?? [];
    const place = `${request.application}/${request.environment}`;
    const folder = folderIn(entries, request.environment);
    const descriptor = entries.find(({ name }) => name === `${request.application}.json`)?.id;
    if (folder === undefined || descriptor === undefined) {
      return refuse(
        'TF2104',
        place,
        `release ${request.version}`,
        'it has no such environment',
        'add it to the platform, and release anew',
      );
    }
    return { request, place, folder, descriptor };
  });
  const [files, texts] = [
    await store.files(plans.map(({ folder }) => folder)),
    await store.texts(plans.map(({ descriptor }) => descriptor)),
  ];
  const descriptors = new Map<string, BundleDescriptor>();
  const loaded = new Map<string, Map<string, ReleaseTree>>();
  for (const { request, place, folder, descriptor: id } of plans) {
    const descriptor = descriptors.get(id) ?? parseDescriptor(texts.get(id) as string, place);
    descriptors.set(id, descriptor);
    const slots = descriptor.environments[request.environment]?.slots;
    const release: ReleaseTree = {
      version: request.version,
      order: request.order,
      tree: request.tree,
      ...(slots && { slots }),
      files: new Map([...(files.get(folder) ?? [])].map(([path, entry]) => [path, entry.id])),
    };
    loaded.set(place, (loaded.get(place) ?? new Map<string, ReleaseTree>()).set(request.version, release));
  }
  return loaded;
}
