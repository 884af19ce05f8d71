import { refuse } from '../../errors';
import type { TreeEntry } from '../../git';
import { releasesOf } from '../position';
import type { ReleaseTree, ReleaseTrees } from '../release-facts';
import type { State } from '../state';
import type { Evidence } from './decide';
import { neededBy, refuseLost, type releaseFor, sourceOf, tryLoad } from './load';
import { type Claim, prove } from './proof';
import type { LoadRequest } from './recorded';
import { placeOf } from './request';
import type { Snapshot } from './snapshot';
import type { Store } from './store';
import type { Target } from './target';
import { requireWasLive } from './was-live';

/**
 * Collects what is known of targets: releases, and what the branches prove.
 *
 * @throws TwelveFactorError TF2110 if what a promotion copies is lost, TF2116 if its source was edited by hand, TF2119 if it was never live there
 */
export async function gather(
  store: Store,
  targets: readonly Target[],
  snapshot: Snapshot,
  releaseOf: (target: Target) => ReturnType<typeof releaseFor>,
): Promise<Evidence[]> {
  const plans = targets.map((target) => {
    const { request, before } = target;
    const release = releaseOf(target);
    const from = request.verb === 'promote' ? sourceOf(request, snapshot).state : undefined;
    // Of what was live once, the branch has nothing to prove any more.
    const source = from?.release === release?.version ? from : undefined;
    const wanted: LoadRequest[] = [
      ...(before ? neededBy(before.state, request.verb === 'rollback') : []),
      ...(source ? neededBy(source) : []),
      ...(release ? [{ ...release, environment: request.environment }] : []),
    ];
    return { target, release, source, wanted };
  });
  for (const { target, release, source } of plans) {
    if (target.request.verb === 'promote' && release && !source) {
      await requireWasLive(store, target.request, release, snapshot);
    }
  }
  const loaded = await tryLoad(
    store,
    plans.flatMap(({ wanted }) => wanted),
  );
  const claims = plans.map(({ target, source }) => ({
    own: target.before && claimOf(target.before.state, target.entry, loaded),
    source:
      source &&
      claimOf(source, snapshot.branches.get(source.environment)?.holdings.get(source.application)?.entry, loaded),
  }));
  for (const [index, { source }] of plans.entries()) {
    if (source && !claims[index]?.source) {
      refuseLost(placeOf(source), 'promote', releasesOf(source));
    }
  }
  const all = claims.flatMap(({ own, source }) => [own, source].filter((one) => one !== undefined));
  const proofs = await prove(store, all);
  return plans.map(({ target, release }, index) => {
    const { own, source } = claims[index] as (typeof claims)[number];
    const proofOf = (claim: Claim | undefined) => (claim ? proofs[all.indexOf(claim)] : undefined);
    const doubt = proofOf(source)?.drifted ?? [];
    if (source && doubt.length > 0) {
      const remedy = 'decide first with `twelve verify --adopt` or `--restore`';
      refuse('TF2116', source.place, doubt.slice(0, 5).join(', '), 'edited by hand on the branch', remedy);
    }
    return { target, release, releases: loaded.get(target.place) ?? new Map(), claim: own, proof: proofOf(own) };
  });
}

/** What a state claims; nothing if a release of it is lost. */
function claimOf(
  state: State,
  entry: TreeEntry | undefined,
  loaded: ReadonlyMap<string, ReleaseTrees>,
): Claim | undefined {
  const place = placeOf(state);
  const releases = loaded.get(place) ?? new Map<string, ReleaseTree>();
  return releasesOf(state).every((version) => releases.has(version)) ? { place, state, entry, releases } : undefined;
}
