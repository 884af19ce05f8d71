import { refuse } from '../refuse';
import type { State } from '../state';
import type { Evidence } from './decide';
import { neededBy, type releaseFor, sourceOf, tryLoad } from './load';
import { type Claim, prove } from './proof';
import type { LoadRequest } from './recorded';
import type { Request } from './request';
import type { Snapshot } from './snapshot';
import type { Store } from './store';
import type { DriftChoice, Target } from './target';

/** Collects what is known of targets: releases, and what the branches prove. */
export async function gather(
  store: Store,
  targets: readonly Target[],
  snapshot: Snapshot,
  releaseOf: (target: Target) => ReturnType<typeof releaseFor>,
  drift: DriftChoice,
): Promise<Evidence[]> {
  const plans = targets.map((target) => {
    const { request, before } = target;
    const release = releaseOf(target);
    const source = request.verb === 'promote' ? sourceOf(request, snapshot).state : undefined;
    const own = before ? neededBy(before.state, request.verb === 'rollback') : [];
    const wanted: LoadRequest[] = [
      ...own,
      ...(source ? neededBy(source) : []),
      ...(release ? [{ ...release, environment: request.environment }] : []),
    ];
    return { target, release, source, own, wanted };
  });
  const loaded = await tryLoad(
    store,
    plans.flatMap(({ wanted }) => wanted),
    drift === 'restore',
  );
  const claims = plans.map(({ target, source, own }) => {
    const { place, request, before, entry } = target;
    const releases = loaded.get(place) ?? new Map();
    const isWhole = own.every(({ version }) => releases.has(version));
    const claim: Claim | undefined = before && isWhole ? { place, state: before.state, entry, releases } : undefined;
    return { releases, claim, source: source && claimOf(source, request as Request & { verb: 'promote' }) };
  });
  function claimOf(state: State, { application, from }: Request & { verb: 'promote' }): Claim {
    const place = `${application}/${from}`;
    const entry = snapshot.branches.get(from)?.holdings.get(application)?.entry;
    return { place, state, entry, releases: loaded.get(place) ?? new Map() };
  }
  const all = claims.flatMap(({ claim, source }) => [claim, source].filter((one) => one !== undefined));
  const proofs = await prove(store, all);
  return plans.map(({ target, release }, index) => {
    const { releases, claim, source } = claims[index] as (typeof claims)[number];
    const proofOf = (one: Claim | undefined) => (one ? proofs[all.indexOf(one)] : undefined);
    const doubt = proofOf(source)?.drifted ?? [];
    if (doubt.length > 0) {
      refuse(
        'TF2116',
        source?.place ?? '',
        doubt.slice(0, 5).join(', '),
        'edited by hand on the branch',
        'decide first with `twelve verify --adopt` or `--restore`',
      );
    }
    return { target, release, releases, claim, proof: proofOf(claim) };
  });
}
