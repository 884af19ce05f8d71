import { isDeepStrictEqual } from 'node:util';
import { branchRef, type Identity, type RefUpdate } from '../../git';
import type { Change } from './commits';
import type { Decision } from './decide';
import { decideAll, type Enforced, type EnforceOptions } from './enforce';
import { gather } from './gather';
import { releaseFor } from './load';
import { materialize } from './materialize';
import { wantedFor } from './policy-facts';
import { recordBundles } from './record';
import { type RecordedRelease, readRecorded } from './recorded';
import { releasesRef } from './refs';
import { replacedBy } from './replaced';
import type { Plan } from './request';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';
import { findTarget } from './target';

/** Who asks, and how. */
export interface DraftOptions extends EnforceOptions {
  readonly identity: Identity;
}

/** What requests come to in the platform repository as it is. */
export interface Draft extends Enforced {
  /** What it was made from. */
  readonly snapshot: Snapshot;
  /** What changes, on the branches as they are. */
  readonly changes: readonly Change[];
  /** Refs that have to move for releases that are recorded. */
  readonly recorded: readonly RefUpdate[];
  /** A release of an application, as it is recorded. */
  readonly recordedOf: (application: string, version: string) => RecordedRelease | undefined;
}

/**
 * Reads the repository and decides. A former draft holds on if what others did since has nothing to do with it: then only the branches are
 * other ones.
 *
 * @throws TwelveFactorError TF21xx if the rules or the policies forbid it, TF22xx for what the repository holds
 */
export async function draft(
  store: Store,
  plan: Plan,
  options: DraftOptions,
  former: Draft | undefined,
): Promise<Draft> {
  const recording = plan.recordings.map(({ bundle }) => bundle.application);
  const snapshot = await readSnapshot(store, (config) => {
    const { environments, applications, refs } = wantedFor(config ? plan.requestsIn(config) : [], config);
    return {
      environments,
      applications: [...new Set([...applications, ...recording])],
      refs: [...new Set([...refs, ...recording.map(releasesRef)])],
    };
  });
  requireBranches(snapshot);
  return former && isSameTo(former.snapshot, snapshot)
    ? movedTo(snapshot, former, options)
    : make(store, plan, snapshot, options);
}

async function make(store: Store, plan: Plan, snapshot: Snapshot, options: DraftOptions): Promise<Draft> {
  const { asker, identity, drift } = options;
  const requests = plan.requestsIn(snapshot.config);
  const targets = requests.map((request) => findTarget(snapshot, request, drift));
  const bundles = [
    ...plan.recordings,
    ...requests.flatMap((request) => (request.verb === 'release' && request.recording ? [request.recording] : [])),
  ];
  const recordings = new Map(bundles.map((one) => [one.bundle.application, one]));
  const comers = [...new Set([...requests.map(({ application }) => application), ...recordings.keys()])];
  const former = await readRecorded(store, comers, snapshot.tips);
  const recorded = await recordBundles(store, [...recordings.values()], former, snapshot.tips, asker, identity);
  const evidence = await gather(store, targets, snapshot, (target) =>
    releaseFor(target, snapshot, recorded.releases, former),
  );
  const recordedOf = (application: string, version: string) =>
    former.get(application)?.find((release) => release.version === version);
  const known: Draft['recordedOf'] = (application, version) => {
    const fresh = recorded.releases.get(application);
    return fresh?.version === version ? fresh : recordedOf(application, version);
  };
  const enforced = await decideAll(store, snapshot, evidence, recordedOf, options);
  const changes = await settle(store, enforced.decisions);
  return { ...enforced, snapshot, changes, recorded: recorded.updates, recordedOf: known };
}

/** Makes the trees of what changes, and the states that name them. */
async function settle(store: Store, decisions: readonly Decision[]): Promise<Change[]> {
  const changing = decisions.filter(({ composition }) => composition !== undefined);
  const trees = await materialize(
    store,
    changing.map(({ composition }) => composition as NonNullable<typeof composition>),
  );
  return changing.map((decision, index) => ({
    target: decision.target,
    after: decision.after(trees[index] as string),
    replaces: replacedBy(decision),
  }));
}

/** Whether all that a draft is made from is the same: the other applications of a branch are not. */
function isSameTo(before: Snapshot, after: Snapshot): boolean {
  const branches = new Set(after.config.environments.map(({ branch }) => branchRef(branch)));
  const others = ({ tips }: Snapshot) => new Map([...tips].filter(([ref]) => !branches.has(ref)));
  const holdings = (snapshot: Snapshot) => [...snapshot.branches].map(([name, branch]) => [name, branch.holdings]);
  return isDeepStrictEqual(others(before), others(after)) && isDeepStrictEqual(holdings(before), holdings(after));
}

function movedTo(snapshot: Snapshot, former: Draft, { drift }: DraftOptions): Draft {
  const targets = new Map(
    former.decisions.map(({ target }) => [target, findTarget(snapshot, target.request, drift)] as const),
  );
  const moved = <T extends Pick<Decision, 'target'>>(one: T): T => ({
    ...one,
    target: targets.get(one.target) as Decision['target'],
  });
  const decisions = new Map(former.decisions.map((decision) => [decision, moved(decision)] as const));
  return {
    ...former,
    snapshot,
    decisions: [...decisions.values()],
    rulings: new Map([...former.rulings].map(([decision, said]) => [decisions.get(decision) as Decision, said])),
    changes: former.changes.map(moved),
  };
}
