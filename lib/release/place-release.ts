import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../errors';
import type { Step } from './intent';
import { remedyOfOrder } from './order';
import { forbidPinned } from './pin';
import { heldBy, otherSlot, positionOf, withAdopted } from './position';
import type { Facts, ReleaseFacts } from './release-facts';
import type { Position, SlotPosition, State } from './state';
import { isRolledBack, switchTo } from './switch-slot';

/** The first release of an application in an environment. */
export function firstRelease(facts: ReleaseFacts): Step {
  const { version, slots } = facts;
  const said = `is ${version}${slots ? `, in both slots; ${slots.live} is live` : ''}`;
  return { position: startOf(facts), changed: true, version, said };
}

/** A position at which a release is alone. */
export function startOf({ version, slots }: ReleaseFacts): Position {
  if (!slots) {
    return { release: version };
  }
  const holds = Object.fromEntries(slots.names.map((name) => [name, version]));
  return { release: version, slots: { live: slots.live, ...(slots.shares && { share: 0 }), holds } };
}

/**
 * Puts a release on an environment: in place of the live one, or into the idle slot.
 *
 * @throws TwelveFactorError TF2101 if it is pinned, TF2102 if a newer release is there, TF2105 if a canary is under way
 */
export function placeRelease(state: State, facts: ReleaseFacts, known: Facts, place: string, andSwitch = false): Step {
  const { version, order } = facts;
  const { slots } = state;
  const same = { position: positionOf(state), pin: state.pin, version };
  const isNext = slots?.next !== undefined && heldBy(slots, slots.next) === version;
  if (isNext && andSwitch && slots.share === undefined) {
    return switchTo(state, slots.next, place);
  }
  if (isNext) {
    forbidPinned(state, version, place);
  }
  if (state.release === version || isNext) {
    const said = isNext ? `has ${version} already: it waits in ${slots.next}` : `is ${version} already`;
    return { ...same, changed: false, said };
  }
  forbidPinned(state, version, place);
  // What is idle and does not wait is no rival, nor is what was rolled back.
  const waits = slots?.next === undefined ? undefined : heldBy(slots, slots.next);
  const rivals = [state.release, ...(waits === undefined || isRolledBack(state, waits) ? [] : [waits])];
  const newest = rivals.map(
    (one) => known.get(one) ?? (state.releases[one] && { version: one, ...state.releases[one] }),
  );
  for (const other of newest) {
    if (other && other.order > order) {
      refuse(
        'TF2102',
        place,
        `release ${version}`,
        `its order ${order} is lower than ${other.order} of ${other.version}, which is there already`,
        remedyOfOrder(order, other.order),
      );
    }
  }
  if (slots && (slots.share ?? 0) > 0) {
    const given = `a canary of ${heldBy(slots, otherSlot(slots))} has ${slots.share} % of the traffic`;
    refuse('TF2105', place, `release ${version}`, given, 'go on with `twelve shift`, or end it with `twelve rollback`');
  }
  if (!slots || !sameSlots(slots, facts)) {
    const said = `is ${version}${slots || facts.slots ? ': the strategy is another one, so that all of it is replaced at once' : ''}`;
    return { ...same, position: startOf(facts), changed: true, said };
  }
  const idle = otherSlot(slots);
  const waiting: SlotPosition = { ...slots, holds: { ...slots.holds, [idle]: version }, next: idle };
  if (andSwitch && slots.share === undefined) {
    const position = { release: version, slots: { live: idle, holds: waiting.holds } };
    return { ...same, position: withAdopted(state, position), changed: true, said: `is ${version}: ${idle} is live` };
  }
  const position = withAdopted(state, { release: state.release, slots: waiting });
  const step = slots.share === undefined ? 'switch' : 'shift';
  return {
    ...same,
    position,
    changed: true,
    said: `has ${version} in ${idle}; ${state.release} serves until \`twelve ${step}\``,
  };
}

function sameSlots(slots: SlotPosition, facts: ReleaseFacts): boolean {
  return (
    facts.slots !== undefined &&
    isDeepStrictEqual([...facts.slots.names].sort(), Object.keys(slots.holds).sort()) &&
    (facts.slots.shares === undefined) === (slots.share === undefined)
  );
}
