import { branchRef } from '../../git';
import { TwelveFactorError } from '../../errors';
import { denialsIn, governedBy, judge, nameOf, problemOf } from '../policies';
import { positionOf } from '../position';
import { readProposals } from './branch';
import { refsBehind } from './enforce';
import { tryLoad } from './load';
import { type Circumstances, gatherFacts, wantedFor } from './policy-facts';
import { readRecorded } from './recorded';
import { readSnapshot, type Snapshot } from './snapshot';
import type { Store } from './store';
import { waitingOf } from './target';

/** The branch of a pull request of an environment and an application. */
const OURS = /^twelve\/([^/]+)\/([^/]+)$/;

/** Whether somebody else pushed to the branch of a pull request, so that it is not what was composed. */
export async function isPushedTo(store: Store, head: string): Promise<boolean> {
  const ref = branchRef(head);
  const { remote } = store.cache;
  if (!OURS.test(head) || !(await remote.tips([ref])).has(ref)) {
    return false;
  }
  const [proposal] = (await readProposals(store, await remote.fetchTips([ref]), [ref])).values();
  return proposal?.isOurs === false;
}

/**
 * Asks the policies before a pull request is merged: it may have waited for long. What was overridden when it was proposed stays overridden.
 *
 * @param head - its branch; one that is none of ours is not looked at
 * @returns tips of the refs that the answer comes from: as long as they are there, it holds
 * @throws TwelveFactorError TF2117 if they forbid it
 */
export async function allowMerge(
  store: Store,
  head: string,
  circumstances: Circumstances,
): Promise<ReadonlyMap<string, string>> {
  const [, environment, application] = OURS.exec(head) ?? [];
  if (environment === undefined || application === undefined) {
    return new Map();
  }
  const snapshot = await readSnapshot(store, (config) => {
    const isKnown = config?.environments.some(({ name }) => name === environment) ?? false;
    return wantedFor(isKnown ? [{ verb: 'switch', application, environment }] : [], config);
  });
  await requireAllowed(store, snapshot, environment, application, circumstances);
  const refs = [branchRef(head), ...refsBehind(snapshot, { environment })];
  return new Map([...snapshot.tips].filter(([ref]) => refs.includes(ref)));
}

/** @throws TwelveFactorError TF2117 if the policies forbid what waits */
async function requireAllowed(
  store: Store,
  snapshot: Snapshot,
  environment: string,
  application: string,
  circumstances: Circumstances,
): Promise<void> {
  const { branches, proposals, config, tips } = snapshot;
  const stored = branches.get(environment)?.holdings.get(application)?.state;
  const before = stored instanceof Error ? undefined : stored;
  const waiting = waitingOf(proposals.get(`${environment}/${application}`), before)?.state;
  const governed = waiting && governedBy(waiting.operation.verb, before?.state, positionOf(waiting));
  if (!governed || config.policies.length === 0) {
    return;
  }
  const { version, breakGlass = [] } = waiting.operation;
  const known = waiting.releases[version];
  const place = `${application}/${environment}`;
  const loaded = known && (await tryLoad(store, [{ application, environment, version, ...known }]));
  const release = loaded?.get(place)?.get(version);
  if (!release) {
    return; // What is lost can't be merged to any good, and the next verb says so.
  }
  const former = (await readRecorded(store, [application], tips)).get(application) ?? [];
  const recorded = former.find((one) => one.version === version);
  const wish = { application, environment, isPut: governed === 'puts', release, recorded };
  const facts = await gatherFacts(store, snapshot, circumstances, wish);
  const denials = denialsIn(judge(facts, config.policies)).filter((denial) => !breakGlass.includes(nameOf(denial)));
  const [first, ...more] = denials.map((denial) => problemOf(denial, place));
  if (first) {
    throw new TwelveFactorError([first, ...more]);
  }
}
