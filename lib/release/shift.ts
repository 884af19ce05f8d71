import { refuse } from '../errors';
import type { Step } from './intent';
import { forbidPinned } from './pin';
import { heldBy, otherSlot, withAdopted } from './position';
import type { Facts } from './release-facts';
import type { SlotPosition, State } from './state';

/**
 * Moves a canary: to a share, or one step on. After the last share the stable slot takes the release while the traffic stays where it
 * is (settle), and then the traffic returns to it; so pods exist before requests come.
 *
 * @throws TwelveFactorError TF2101 if it is pinned, TF2106 if it is no canary, TF2107 for a share that is not declared
 */
export function nextShift(
  state: State,
  share: number | undefined,
  known: Facts,
  place: string,
): Pick<Step, 'changed' | 'said'> & Partial<Step> {
  const { slots } = state;
  const shares = known.get(state.release)?.slots?.shares?.map((one) => one.share);
  if (slots?.share === undefined || !shares) {
    const given = slots ? 'it is blue/green, which moves at once' : `it has one copy, and ${state.release} is live`;
    return refuse('TF2106', place, 'shift', given, slots ? 'use `twelve switch`' : 'nothing is left to do');
  }
  const canary = otherSlot(slots);
  const version = heldBy(slots, canary);
  const isSettled = slots.next === undefined && slots.share > 0;
  if (slots.next === undefined && !isSettled) {
    if (share === undefined || share === 0) {
      return { changed: false, said: `is ${state.release} for everybody: no release waits in ${canary}` };
    }
    const given = `no release waits in ${canary}`;
    return refuse('TF2107', place, `--share ${share}`, given, 'release a version first');
  }
  if (share === slots.share) {
    return { changed: false, said: `has ${share} % of the traffic on ${version} already` };
  }
  const allowed = isSettled ? [0] : shares;
  if (share !== undefined && !allowed.includes(share)) {
    const given = isSettled ? 'the stable slot has the release already' : 'the strategy declares no such share';
    return refuse('TF2107', place, `--share ${share}`, given, `give ${allowed.join(', ')}`);
  }
  const target = share ?? (isSettled ? 0 : shares.find((one) => one > (slots.share ?? 0)));
  if (target === undefined) {
    forbidPinned(state, version, place);
    return { ...settle(state, slots, version, known), version };
  }
  if (target > slots.share) {
    forbidPinned(state, version, place);
  }
  const position = withAdopted(state, { release: state.release, slots: { ...slots, share: target } });
  const said = isSettled
    ? `is ${version} for everybody: the traffic has returned to ${slots.live}`
    : `has ${target} % of the traffic on ${version}`;
  return { position, version, changed: true, said };
}

function settle(state: State, slots: SlotPosition, version: string, known: Facts) {
  const holds = Object.fromEntries(Object.keys(slots.holds).map((name) => [name, version]));
  const shares = known.get(version)?.slots?.shares?.map((one) => one.share) ?? [];
  // The shared files are those of the release from now on: a share that it does not know becomes its next one.
  const share = shares.find((one) => one >= (slots.share ?? 0)) ?? shares.at(-1) ?? slots.share;
  return {
    position: withAdopted(state, { release: version, slots: { live: slots.live, share, holds } }),
    changed: true,
    said: `is ${version} in ${slots.live} too, while ${share} % of the traffic stays; \`twelve shift\` returns it when its pods are ready`,
  };
}
