/** `45m`, `24h`, `2d` and sums of them, the greatest first. */
export const DURATION = /^(?=.)(?:(\d{1,4})d)? ?(?:(\d{1,4})h)? ?(?:(\d{1,4})m)?$/;

/** Milliseconds of a duration. A day of it is 24 hours, whatever a clock on the wall does meanwhile. */
export function millisecondsOf(duration: string): number {
  const [, days = 0, hours = 0, minutes = 0] = DURATION.exec(duration) ?? [];
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000;
}
