import { isDeepStrictEqual } from 'node:util';
import type { Asker, Step } from './intent';
import { pinAt } from './pin';
import { heldBy, positionOf, withAdopted } from './position';
import { refuse } from './refuse';
import type { SlotPosition, State } from './state';

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
  const choices = state.earlier.map((position) => position.release).filter((version) => version !== state.release);
  const hint = choices.length > 0 ? `; \`--to ${choices.join('` or `--to ')}\` goes to another one` : '';
  // A rollback that is run again, because nobody saw it end, must not go back to what it came from.
  if (to === state.release || (to === undefined && state.operation.verb === 'rollback')) {
    const waits = slots?.next !== undefined && heldBy(slots, slots.next) === state.operation.version;
    const said = waits
      ? `has ${state.operation.version} in ${slots.next} already: it waits for \`twelve switch\``
      : `is rolled back to ${state.release} already${to === undefined ? hint : ''}`;
    return { position: current, pin: state.pin, version: state.release, changed: false, said };
  }
  const target = state.earlier.find(({ release: version }) =>
    to === undefined ? version !== state.release : version === to,
  );
  if (!target) {
    const given =
      to === undefined ? `${state.release} is the first release there` : `${to} was never live there, or too long ago`;
    return refuse(
      'TF2108',
      place,
      'rollback',
      given,
      choices.length > 0 ? `give --to ${choices.join(' or ')}` : 'release a version that mends it',
    );
  }
  const version = target.release;
  const landing = target.slots && slots && sameNames(target.slots, slots) ? heldBy(slots, target.slots.live) : version;
  if (landing !== version && landing !== state.release) {
    // Its pods run a release that never served: the earlier one starts there first.
    const idle = (target.slots as SlotPosition).live;
    const holds = { ...(slots as SlotPosition).holds, [idle]: version };
    const position = withAdopted(state, {
      release: state.release,
      slots: { ...(slots as SlotPosition), holds, next: idle },
    });
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
