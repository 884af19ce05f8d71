import { refuse } from '../../errors';
import type { Branch } from './branch';
import { sourceOf } from './load';
import type { RecordedRelease } from './recorded';
import { placeOf, type Request } from './request';
import { servedOn } from './served';
import type { Snapshot } from './snapshot';
import type { Store } from './store';

/**
 * Ends if the release that a promotion names was never live where it is promoted from: as the state remembers, else as the history of the
 * branch says.
 *
 * @throws TwelveFactorError TF2119
 */
export async function requireWasLive(
  store: Store,
  request: Request & { verb: 'promote' },
  release: RecordedRelease,
  snapshot: Snapshot,
): Promise<void> {
  const { application, from } = request;
  const { version, tree } = release;
  const { state } = sourceOf(request, snapshot);
  const known = state.releases[version];
  const isOther = known !== undefined && known.tree !== tree;
  if (!isOther && [state, ...state.earlier].some((position) => position.release === version)) {
    return;
  }
  const branch = snapshot.branches.get(from) as Branch;
  const spans = isOther ? [] : await servedOn(store, branch, { application, version }, ({ length }) => length > 0);
  if (spans.length === 0) {
    const given = `${version} was never live on ${from}`;
    const remedy = `release it there first; \`twelve history ${application} --env ${from}\` has those that were`;
    refuse('TF2119', placeOf(request), '--version', given, remedy);
  }
}
