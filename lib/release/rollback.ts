import type { Asker } from '../git';
import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../errors';
import type { Step } from './intent';
import { pinAt, saidOfPin } from './pin';
import { heldBy, otherSlot, positionOf, withAdopted } from './position';
import type { Position, SlotPosition, State } from './state';

/**
 * Goes back to an earlier position, and pins the environment there. Where a canary waits, with traffic or without, that is ended first.
 *
 * @throws TwelveFactorError TF2108 if there is none, or not that one
 */
export function rollback(state: State, to: string | undefined, asker: Asker, place: string): Step {
  const current = positionOf(state);
  const { slots } = current;
  const choices = state.earlier.map((position) => position.release).filter((version) => version !== state.release);
  const hint = choices.length > 0 ? `; \`--to ${choices.join('` or `--to ')}\` goes to another one` : '';
  if (slots?.share !== undefined && slots.next !== undefined && (to === undefined || to === state.release)) {
    return endCanary(state, slots, heldBy(slots, slots.next), asker, hint);
  }
  const orderOf = (version: string) => state.releases[version]?.order ?? 0;
  const same = { position: current, pin: state.pin, version: state.release, changed: false };
  // A rollback that is run again, because nobody saw it end, must not go back to what it came from.
  const isAgain = to === undefined && state.operation.verb === 'rollback';
  const held = slots?.next === undefined ? undefined : heldBy(slots, slots.next);
  if (held !== undefined && held === state.pin?.version && (isAgain || to === held)) {
    return { ...same, said: `has ${held} in ${slots?.next} already: it waits for \`twelve switch\`` };
  }
  if (isAgain) {
    return { ...same, said: `is rolled back to ${state.release} already${hint}` };
  }
  if (to === state.release) {
    return { ...same, said: `is ${to} already` };
  }
  // Without a name it goes back in the order of the code, never to what was rolled back before.
  const isEarlier = ({ release: version }: Position) =>
    version !== state.release && orderOf(version) <= orderOf(state.release);
  const target = state.earlier.find((position) => (to === undefined ? isEarlier(position) : position.release === to));
  if (!target) {
    const given =
      to === undefined
        ? choices.length > 0
          ? `nothing older than ${state.release} was live there`
          : `${state.release} is the first release there`
        : `${to} was never live there, or too long ago`;
    const remedy = choices.length > 0 ? `give --to ${choices.join(' or ')}` : 'release a version that mends it';
    return refuse('TF2108', place, 'rollback', given, remedy);
  }
  const version = target.release;
  const step = { pin: pinFrom(version, state.release, asker), version, changed: true };
  return { ...step, ...(slots && sameSlots(target.slots, slots) ? goTo(target, state, slots) : directly(target)) };
}

/** The traffic of a canary goes back to the stable slot. Without any, the pin sees to it that it gets none. */
function endCanary(state: State, slots: SlotPosition, canary: string, asker: Asker, hint: string): Step {
  const { release: version, pin } = state;
  const rest = `${canary} waits in ${slots.next} without traffic`;
  const position = { ...positionOf(state), slots: { ...slots, share: 0 } };
  if (slots.share === 0 && pin?.version === version) {
    const said = `is ${version} for everybody, and pinned ${saidOfPin(pin)}; ${rest}${hint}`;
    return { position, pin, version, changed: false, said };
  }
  const said = `is ${version} for everybody; ${rest}${slots.share === 0 ? hint : ''}`;
  return { position, pin: pinFrom(version, canary, asker), version, changed: true, said };
}

/**
 * Of blue/green, what serves stays as it is: if the other slot has the release, its pods are there, and get the traffic. Else it starts there
 * first.
 */
function goTo(target: Position, state: State, slots: SlotPosition): Pick<Step, 'position' | 'said'> {
  const { release: version } = target;
  const idle = otherSlot(slots);
  const former = heldBy(slots, idle);
  if (former === version) {
    const edits = { release: version, adopted: { ...state.adopted, ...target.adopted } };
    const here = withAdopted(edits, { release: version, slots: { live: idle, holds: slots.holds } });
    return directly(target.slots?.live === idle ? target : here);
  }
  const holds = { ...slots.holds, [idle]: version };
  // An edit by hand of what serves stays, though the earlier release has one of the same file.
  const edits = { release: state.release, adopted: { ...target.adopted, ...state.adopted } };
  return {
    position: withAdopted(edits, { release: state.release, slots: { ...slots, holds, next: idle } }),
    said: `has ${version} in ${idle}, where ${former} was; \`twelve switch\` makes it live when its pods are ready`,
  };
}

function directly(position: Position): Pick<Step, 'position' | 'said'> {
  return { position, said: `is ${position.release} again, and pinned there` };
}

function pinFrom(version: string, from: string, asker: Asker) {
  return pinAt(version, { ...asker, reason: asker.reason ?? `rolled back from ${from}` });
}

/** Whether both are blue/green, with the same slots. */
function sameSlots(a: SlotPosition | undefined, b: SlotPosition): boolean {
  const isBlueGreen = a?.share === undefined && b.share === undefined;
  return a !== undefined && isBlueGreen && isDeepStrictEqual(Object.keys(a.holds).sort(), Object.keys(b.holds).sort());
}
