import type { Duration } from 'cdk8s';

/** Seconds of a duration, also less than whole ones. */
export function secondsOf(duration: Duration): number {
  return duration.toSeconds({ integral: false });
}
