import type { Duration } from 'cdk8s';
import type { Place } from '../errors';

/** A longer time than any request may take. */
const LONGEST = 24 * 60 * 60 * 1000;

/** Checks how long something may take. Milliseconds, or nothing where it was not given or is no time. */
export function checkTime(place: Place, what: string, time: Duration | undefined): number | undefined {
  const milliseconds = time?.toMilliseconds({ integral: false });
  if (milliseconds === undefined) {
    return undefined;
  }
  if (!Number.isSafeInteger(milliseconds) || milliseconds <= 0 || milliseconds > LONGEST) {
    place.problem('TF1533', 'routes', `${what} is ${milliseconds} ms`, 'give more than 0 and at most a day');
    return undefined;
  }
  return milliseconds;
}

/** A time as the Gateway API writes it (GEP-2257): whole numbers with a unit each. */
export function gatewayDuration(milliseconds: number): string {
  const [seconds, rest] = [Math.floor(milliseconds / 1000), milliseconds % 1000];
  return `${seconds > 0 ? `${seconds}s` : ''}${rest > 0 ? `${rest}ms` : ''}`;
}

/** A time as Gloo writes it, which is protobuf's way: seconds alone, with a fraction if need be. */
export function protobufDuration(milliseconds: number): string {
  return `${milliseconds / 1000}s`;
}
