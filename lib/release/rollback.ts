import type { Asker } from '../git';
import { isDeepStrictEqual } from 'node:util';
import type { Step } from './intent';
import { pinAt } from './pin';
import { heldBy, positionOf, withAdopted } from './position';
import { refuse } from './refuse';
import type { Position, SlotPosition, State } from './state';

/**
 * Goes back to an earlier position, and pins the environment there. A canary that is under way is ended first.
 *
 * @throws TwelveFactorError TF2108 if there is none, or not that one
 */
export function rollback(state: State, to: string | undefined, asker: Asker, place: string): Step {
  const current = positionOf(state);
  const { slots } = current;
  const pin = (version: string, from: string) =>
    pinAt(version, { ...asker, reason: asker.reason ?? `rolled back from ${from}` });
  const isCanary = slots?.next !== undefined && (slots.share ?? 0) > 0;
  if (isCanary && (to === undefined || to === state.release)) {
    const said = `is ${state.release} for everybody; ${heldBy(slots, slots.next as string)} waits in ${slots.next} without traffic`;
    const position = { ...current, slots: { ...slots, share: 0 } };
    return {
      position,
      pin: pin(state.release, heldBy(slots, slots.next as string)),
      version: state.release,
      changed: true,
      said,
    };
  }
  const orderOf = (version: string) => state.releases[version]?.order ?? 0;
  const choices = state.earlier.map((position) => position.release).filter((version) => version !== state.release);
  const hint = choices.length > 0 ? `; \`--to ${choices.join('` or `--to ')}\` goes to another one` : '';
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
  const landing = target.slots && slots && sameNames(target.slots, slots) ? heldBy(slots, target.slots.live) : version;
  if (landing !== version && landing !== state.release) {
    // Its pods run a release that never served: the earlier one starts there first.
    const idle = (target.slots as SlotPosition).live;
    const holds = { ...(slots as SlotPosition).holds, [idle]: version };
    const adopted = { ...state.adopted, ...target.adopted };
    const position = withAdopted(
      { release: state.release, adopted },
      {
        release: state.release,
        slots: { ...(slots as SlotPosition), holds, next: idle },
      },
    );
    const said = `has ${version} in ${idle}, where ${landing} was; \`twelve switch\` makes it live when its pods are ready`;
    return { position, pin: pin(version, state.release), version, changed: true, said };
  }
  return {
    position: target,
    pin: pin(version, state.release),
    version,
    changed: true,
    said: `is ${version} again, and pinned there`,
  };
}

function sameNames(a: SlotPosition, b: SlotPosition): boolean {
  return isDeepStrictEqual(Object.keys(a.holds).sort(), Object.keys(b.holds).sort());
}
