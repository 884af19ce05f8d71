import { isDeepStrictEqual } from 'node:util';
import type { Identity, RefUpdate } from '../../git';
import type { Asker } from '../intent';
import type { Change } from './commits';
import { decide, type Decision } from './decide';
import { gather } from './gather';
import { releaseFor } from './load';
import { materialize } from './materialize';
import { recordBundles } from './record';
import { readRecorded } from './recorded';
import { branchRef, releasesRef } from './refs';
import type { Request } from './request';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';
import { type DriftChoice, findTarget } from './target';

/** Who plans, and how. */
export interface PlanOptions {
  readonly asker: Asker;
  readonly identity: Identity;
  /** What to do where a branch differs from its state. `@default` the operation ends with TF2113 */
  readonly drift?: DriftChoice;
}

/** What requests come to in the platform repository as it is. */
export interface Plan {
  /** What it was made from. */
  readonly snapshot: Snapshot;
  readonly decisions: readonly Decision[];
  /** What changes, on the branches as they are. */
  readonly changes: readonly Change[];
  /** Refs that have to move for releases that are recorded. */
  readonly recorded: readonly RefUpdate[];
}

/**
 * Reads the repository and plans. A former plan holds on if what others did since has nothing to do with it: then only the branches are
 * other ones.
 *
 * @throws TwelveFactorError TF21xx if the rules forbid it, TF22xx for what the repository holds
 */
export async function plan(
  store: Store,
  requests: readonly Request[],
  options: PlanOptions,
  former: Plan | undefined,
): Promise<Plan> {
  const comers = namesOf(requests.filter(({ verb }) => verb === 'release' || verb === 'promote'));
  const snapshot = await readSnapshot(store, {
    environments: [...new Set(requests.flatMap(environmentsOf))],
    applications: namesOf(requests),
    refs: comers.map(releasesRef),
  });
  requireBranches(snapshot);
  return former && isSameTo(former.snapshot, snapshot)
    ? movedTo(snapshot, former, options)
    : make(store, requests, snapshot, comers, options);
}

async function make(
  store: Store,
  requests: readonly Request[],
  snapshot: Snapshot,
  comers: readonly string[],
  { asker, identity, drift }: PlanOptions,
): Promise<Plan> {
  const targets = requests.map((request) => findTarget(snapshot, request, drift));
  const former = await readRecorded(store, comers, snapshot.tips);
  const recordings = new Map(
    requests.flatMap((request) => (request.verb === 'release' ? [[request.application, request.recording]] : [])),
  );
  const recorded = await recordBundles(store, [...recordings.values()], former, snapshot.tips, asker, identity);
  const evidence = await gather(store, targets, snapshot, (target) =>
    releaseFor(target, snapshot, recorded.releases, former),
  );
  const decisions: Decision[] = [];
  for (const one of evidence) {
    decisions.push(await decide(store, one, asker, drift));
  }
  return { snapshot, decisions, changes: await settle(store, decisions), recorded: recorded.updates };
}

/** Makes the trees of what changes, and the states that name them. */
async function settle(store: Store, decisions: readonly Decision[]): Promise<Change[]> {
  const changing = decisions.filter(({ composition }) => composition !== undefined);
  const trees = await materialize(
    store,
    changing.map(({ composition }) => composition as NonNullable<typeof composition>),
  );
  return changing.map(({ target, after }, index) => ({ target, after: after(trees[index] as string) }));
}

/** Whether all that a plan is made from is the same: the other applications of a branch are not. */
function isSameTo(before: Snapshot, after: Snapshot): boolean {
  const branches = new Set(after.config.environments.map(({ branch }) => branchRef(branch)));
  const others = ({ tips }: Snapshot) => new Map([...tips].filter(([ref]) => !branches.has(ref)));
  const holdings = (snapshot: Snapshot) => [...snapshot.branches].map(([name, branch]) => [name, branch.holdings]);
  return isDeepStrictEqual(others(before), others(after)) && isDeepStrictEqual(holdings(before), holdings(after));
}

function movedTo(snapshot: Snapshot, former: Plan, { drift }: PlanOptions): Plan {
  const targets = new Map(
    former.decisions.map(({ target }) => [target, findTarget(snapshot, target.request, drift)] as const),
  );
  const moved = <T extends Pick<Decision, 'target'>>(one: T): T => ({
    ...one,
    target: targets.get(one.target) as Decision['target'],
  });
  return { ...former, snapshot, decisions: former.decisions.map(moved), changes: former.changes.map(moved) };
}

function namesOf(requests: readonly Request[]): string[] {
  return [...new Set(requests.map(({ application }) => application))];
}

function environmentsOf(request: Request): string[] {
  return [request.environment, ...(request.verb === 'promote' ? [request.from] : [])];
}
