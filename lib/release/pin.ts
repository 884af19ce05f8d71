import { refuse } from '../errors';
import type { Asker } from '../git';
import type { Pin, State } from './state';

/** A pin that holds an environment at a version. */
export function pinAt(version: string, { actor, at, reason }: Asker): Pin {
  return { version, by: actor, at, ...(reason !== undefined && { reason }) };
}

/** Why a pinned environment is. */
export function saidOfPin({ by, at, reason }: Pin): string {
  return `by ${by} since ${at}${reason === undefined ? '' : ` (${reason})`}`;
}

/** Ends if a pin holds the environment at another version than this. */
export function forbidPinned(state: State, version: string, place: string): void {
  if (state.pin && state.pin.version !== version) {
    const given = `it is pinned at ${state.pin.version} ${saidOfPin(state.pin)}`;
    refuse('TF2101', place, version, given, 'end it with `twelve unpin` when they agree');
  }
}
