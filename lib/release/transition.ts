import { refuse } from '../errors';
import type { Intent, Step } from './intent';
import type { Asker } from '../git';
import { pinAt, saidOfPin } from './pin';
import { firstRelease, placeRelease } from './place-release';
import { positionOf } from './position';
import type { Facts } from './release-facts';
import { rollback } from './rollback';
import { nextShift } from './shift';
import type { State } from './state';
import { switchTo } from './switch-slot';

/**
 * What an intent makes of a state. Pure: reads no clock, no git.
 *
 * @param state - undefined where nothing was ever released
 * @param known - facts of every release that the state's positions or the intent name
 * @throws TwelveFactorError TF2101 to TF2108 if the rules forbid it
 */
export function transition(state: State | undefined, intent: Intent, asker: Asker, known: Facts, place: string): Step {
  if (intent.verb === 'release' || intent.verb === 'promote') {
    return state ? placeRelease(state, intent.release, known, place, intent.switch) : firstRelease(intent.release);
  }
  if (!state) {
    return refuse('TF2103', place, intent.verb, 'nothing is released there', 'release it first; see `twelve status`');
  }
  const same = { position: positionOf(state), pin: state.pin, version: state.release };
  switch (intent.verb) {
    case 'switch':
      return switchTo(state, intent.to, place);
    case 'shift':
      return { ...same, ...nextShift(state, intent.share, known, place) };
    case 'rollback':
      return rollback(state, intent.to, asker, place);
    case 'pin': {
      const said = `is pinned at ${state.release}`;
      const next = state.slots?.next;
      const waits = next !== undefined && state.pin?.version === state.slots?.holds[next];
      return state.pin && (waits || state.pin.version === state.release)
        ? { ...same, changed: false, said: `is pinned at ${state.pin.version} already, ${saidOfPin(state.pin)}` }
        : { ...same, pin: pinAt(state.release, asker), changed: true, said };
    }
    case 'unpin':
      return {
        ...same,
        pin: undefined,
        changed: state.pin !== undefined,
        said: state.pin ? 'is unpinned' : 'is not pinned',
      };
    case 'restore':
      return { ...same, changed: true, said: `is again what ${state.release} composes to` };
    case 'adopt': {
      const adopted = { ...state.adopted, ...intent.files };
      return {
        ...same,
        position: { ...same.position, adopted },
        changed: true,
        said: `keeps ${count(intent.files)} edited by hand`,
      };
    }
  }
}

function count(files: object): string {
  const { length } = Object.keys(files);
  return length === 1 ? 'one file' : `${length} files`;
}
