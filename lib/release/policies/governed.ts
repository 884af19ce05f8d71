import { isDeepStrictEqual } from 'node:util';
import type { Position, State } from '../state';

/** Whether a change brings a release forward: it puts one there, or gives one that is there the traffic, or more of it. */
export type Governed = 'puts' | 'moves' | undefined;

/** Verbs that go back or change nothing that runs: they are always possible. */
const FREE: readonly string[] = ['rollback', 'pin', 'unpin', 'adopt', 'restore'];

/**
 * What the policies are asked about. Going back is always possible: a rollback, a switch to an older release that was live there before, a
 * smaller share of a canary.
 */
export function governedBy(verb: string, before: State | undefined, after: Position): Governed {
  if (FREE.includes(verb)) {
    return undefined;
  }
  const isPut = verb === 'release' || verb === 'promote';
  if (!before) {
    return 'puts';
  }
  if (before.release === after.release && isDeepStrictEqual(before.slots, after.slots)) {
    return undefined;
  }
  return isPut ? 'puts' : isLess(before, after) || isReturn(before, after) ? undefined : 'moves';
}

/** Whether a canary has less of the traffic, and nothing else is another one. */
function isLess(before: Position, after: Position): boolean {
  return (
    before.release === after.release &&
    isDeepStrictEqual(before.slots?.holds, after.slots?.holds) &&
    (after.slots?.share ?? 0) < (before.slots?.share ?? 0)
  );
}

/** Whether a release that was live before goes live again in place of a newer one. */
function isReturn({ release, releases, earlier }: State, after: Position): boolean {
  const orderOf = (version: string) => releases[version]?.order ?? 0;
  const wasLive = earlier.some((position) => position.release === after.release);
  return wasLive && orderOf(after.release) < orderOf(release);
}
