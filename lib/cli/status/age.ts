const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The units from the smallest on, each with the seconds up to which it is the one that people say. */
const UNITS: readonly (readonly [unit: string, seconds: number, below: number])[] = [
  ['min', MINUTE, HOUR],
  ['h', HOUR, DAY],
  ['d', DAY, 61 * DAY],
  ['mo', 30.44 * DAY, 731 * DAY],
  ['y', 365.25 * DAY, Infinity],
];

/**
 * How long it is from one moment to another, in one unit, rounded down: `now`, `5 min`, `2 h`, `3 d`, `4 mo`, `2 y`.
 *
 * A moment that is still to come (clocks differ) is `in 5 min`, and `?` what is no time at all.
 *
 * @param from ISO 8601
 * @param to ISO 8601
 */
export function age(from: string, to: string): string {
  const seconds = secondsBetween(from, to);
  if (Number.isNaN(seconds)) return '?';
  const length = Math.abs(seconds);
  if (length < MINUTE) return 'now';
  const [unit, size] = UNITS.find(([, , below]) => length < below) as (typeof UNITS)[number];
  return `${seconds < 0 ? 'in ' : ''}${Math.floor(length / size)} ${unit}`;
}

/** The same as part of a sentence: `3 d ago`, but `now` and `in 5 min`. */
export function ago(from: string, to: string): string {
  const length = age(from, to);
  return /^\d/.test(length) ? `${length} ago` : length;
}

/** Days from one moment to another, NaN where one of them is no time. */
export function daysBetween(from: string, to: string): number {
  return secondsBetween(from, to) / DAY;
}

/** A moment as people write it, to the minute: `2026-06-28 09:12 UTC`. What is no time is left as it is. */
export function moment(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return at;
  const [date = '', clock = ''] = time.toISOString().split('T');
  return `${date} ${clock.slice(0, 5)} UTC`;
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
