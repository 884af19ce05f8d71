/** A time as git keeps it: seconds since 1970. One that git itself would not take is the beginning of time. */
export function dateOf(seconds: string): Date {
  return new Date(/^\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : 0);
}
