import type { Place } from '../errors';

/** Which values of a metric are good. */
export interface MetricBounds {
  /**
   * The least.
   *
   * @default - any
   */
  readonly min?: number;
  /**
   * The most.
   *
   * @default - any
   */
  readonly max?: number;
}

/** The range of good values, checked. Without one, Flagger would take no value above 0 for good. */
export function boundsOf(place: Place, subject: string, metric: string, { min, max }: MetricBounds): MetricBounds {
  const told = (given: string, remedy: string) => place.problem('TF1626', subject, given, remedy);
  if (min === undefined && max === undefined) {
    told('has neither min nor max', 'say which values are good');
  } else if (![min, max].every((bound) => bound === undefined || Number.isFinite(bound))) {
    told('has a bound that is no number', 'give numbers');
  } else if (min !== undefined && max !== undefined && min > max) {
    told(`min ${min} exceeds max ${max}`, 'give min <= max');
  } else if (metric === 'request-success-rate' && !(Number(min) > 0 && Number(min) <= 100)) {
    told(`${min} is no success rate`, 'give a percentage above 0 and up to 100');
  } else if (metric === 'request-duration' && !(Number.isInteger(max) && Number(max) >= 1)) {
    told(`${max} ms is no duration`, 'give whole milliseconds, one at least');
  }
  return { min, max };
}
