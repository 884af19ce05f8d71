import { refuse } from '../../errors';
import type { RefUpdate } from '../../git';
import { type RecordedRelease, readRecorded } from './recorded';
import { releasesRef } from './refs';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';

/** What was pruned of an application. */
export interface Pruned {
  readonly application: string;
  readonly removed: readonly string[];
  readonly kept: readonly string[];
}

/**
 * Takes old releases off `releases/<application>`, all applications in one push. Never one that an environment has live, in a slot, pinned or to
 * go back to, or that waits in a pull request.
 *
 * @param keep - how many of the newest stay beside those
 * @throws TwelveFactorError TF2202 if the branch of an environment is missing, TF2205 if a state can't be read: what is in use there is not known
 */
export async function prune(
  store: Store,
  applications: readonly string[] | undefined,
  keep: number | undefined,
  dryRun: boolean,
): Promise<Pruned[]> {
  const snapshot = await readSnapshot(store, { applications, refs: (applications ?? ['*']).map(releasesRef) });
  requireBranches(snapshot);
  const names =
    applications ?? [...snapshot.tips.keys()].flatMap((ref) => /^refs\/heads\/releases\/(.+)$/.exec(ref)?.[1] ?? []);
  const recorded = await readRecorded(store, names, snapshot.tips);
  const used = usedVersions(snapshot);
  const updates: RefUpdate[] = [];
  const pruned: Pruned[] = [];
  for (const application of [...names].sort()) {
    const releases = recorded.get(application) ?? [];
    const isKept = (release: RecordedRelease, index: number) =>
      index < (keep ?? snapshot.config.keep) || used.get(application)?.has(release.version) === true;
    const kept = releases.filter(isKept);
    const removed = releases.filter((release, index) => !isKept(release, index));
    pruned.push({
      application,
      removed: removed.map(({ version }) => version),
      kept: kept.map(({ version }) => version),
    });
    if (removed.length > 0) {
      const ref = releasesRef(application);
      updates.push({ ref, from: snapshot.tips.get(ref), to: await chain(store, [...kept].reverse()) });
    }
  }
  if (!dryRun && updates.length > 0 && !(await store.cache.remote.push(updates))) {
    refuse('TF2305', '', 'push', 'something was released at the same time', 'nothing has changed; run it again');
  }
  return pruned;
}

function usedVersions({ branches, proposals }: Snapshot): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  const states = [
    ...[...branches.values()].flatMap(({ holdings }) => [...holdings.values()].map(({ state }) => state)),
    ...[...proposals.values()].map(({ state }) => state),
  ];
  for (const stored of states) {
    if (stored instanceof Error) {
      refuse(
        'TF2205',
        '',
        'state',
        stored.message.split('\n')[0] as string,
        "nothing is pruned while a state can't be read; see `twelve verify`",
      );
    }
    if (stored) {
      const { application, releases } = stored.state;
      const versions = used.get(application) ?? new Set();
      Object.keys(releases).forEach((version) => versions.add(version));
      used.set(application, versions);
    }
  }
  return used;
}

/** Makes the commits anew, each on the one before: all that they say stays, but for a signature, which would no longer hold. */
async function chain(store: Store, releases: readonly RecordedRelease[]): Promise<string> {
  const commits = await store.cache.objects.read(releases.map(({ commit }) => commit));
  let parent: string | undefined;
  for (const { commit } of releases) {
    const text = commits.get(commit)?.toString('utf8') ?? '';
    const end = text.indexOf('\n\n');
    const head = text
      .slice(0, end)
      .replace(/\ngpgsig(?:-sha256)? .*(?:\n .*)*/g, '')
      .replace(/\nparent [0-9a-f]+/g, '');
    const withParent = parent === undefined ? head : head.replace('\n', `\nparent ${parent}\n`);
    parent = await store.cache.git.text(['hash-object', '-t', 'commit', '-w', '--stdin'], {
      input: withParent + text.slice(end),
    });
  }
  return parent as string;
}
