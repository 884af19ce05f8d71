import { refuse } from '../errors';
import type { Step } from './intent';
import { forbidPinned } from './pin';
import { heldBy, otherSlot, positionOf, withAdopted } from './position';
import type { State } from './state';

/**
 * Makes a slot live: the one whose release waits, or the one that is named.
 *
 * Without a name it never goes back to an older release, so that it may be run again by somebody who did not see it end.
 *
 * @throws TwelveFactorError TF2101 if it is pinned, TF2106 if it has no such slots, TF2107 for a slot that it does not have
 */
export function switchTo(state: State, to: string | undefined, place: string): Step {
  const { slots } = state;
  const same = { position: positionOf(state), pin: state.pin, version: state.release };
  if (!slots || slots.share !== undefined) {
    const given = slots ? 'it is a canary, which moves by shares' : `it has one copy, and ${state.release} is live`;
    return refuse('TF2106', place, 'switch', given, slots ? 'use `twelve shift`' : 'nothing is left to do');
  }
  const target =
    to ?? (slots.next !== undefined && isRolledBack(state, heldBy(slots, slots.next)) ? undefined : slots.next);
  if (target !== undefined && !Object.hasOwn(slots.holds, target)) {
    const names = Object.keys(slots.holds).join(' or ');
    refuse('TF2107', place, '--to', `${JSON.stringify(target)} is no slot of it`, `give ${names}`);
  }
  if (target === slots.live) {
    return { ...same, changed: false, said: `is ${state.release}: ${target} is live already` };
  }
  if (target === undefined) {
    const idle = otherSlot(slots);
    const hint = `\`--to ${idle}\` would bring back ${heldBy(slots, idle)}`;
    return { ...same, changed: false, said: `is ${state.release}, live in ${slots.live}: nothing waits; ${hint}` };
  }
  const version = heldBy(slots, target);
  forbidPinned(state, version, place);
  const position = withAdopted(state, { release: version, slots: { live: target, holds: slots.holds } });
  return { ...same, position, version, changed: true, said: `is ${version}: ${target} is live` };
}

/** Whether a release was live before a rollback: it goes live again only if somebody says so, as one who rolls back to it does. */
export function isRolledBack({ release, releases, earlier, pin }: State, version: string): boolean {
  if (pin?.version === version) {
    return false;
  }
  const wasLive = earlier.some((position) => position.release === version);
  return wasLive && (releases[version]?.order ?? 0) > (releases[release]?.order ?? 0);
}
