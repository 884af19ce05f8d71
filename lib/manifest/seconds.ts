import { Duration } from 'cdk8s';

/** Seconds of a duration, NaN for anything else: a caller without types may give a number, whose unit nobody knows. */
export function secondsOf(duration: Duration): number {
  return duration instanceof Duration ? duration.toSeconds({ integral: false }) : NaN;
}
