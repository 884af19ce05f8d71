/** GitHub's advice where it says no time: a minute at least. */
const MINUTE = 60_000;

/** Whether an answer says that there were too many requests. GitHub says that with 403 too. */
export function isLimited(status: number, headers: Headers, words: string): boolean {
  if (status === 429) {
    return true;
  }
  const isForbidden = status === 403;
  return (
    isForbidden &&
    (headers.get('x-ratelimit-remaining') === '0' ||
      headers.has('retry-after') ||
      /secondary rate limit|rate limit exceeded|abuse detection/i.test(words))
  );
}

/**
 * Milliseconds after which the server wants to be asked again, if it says so: `Retry-After` in seconds or as a date, else the time at which
 * the limit begins anew.
 */
export function retryAfterOf(status: number, headers: Headers, words: string, now: number): number | undefined {
  const given = headers.get('retry-after')?.trim();
  if (given !== undefined && given !== '') {
    const at = /^\d+(?:\.\d+)?$/.test(given) ? now + Number(given) * 1000 : Date.parse(given);
    return Number.isNaN(at) ? undefined : Math.max(0, at - now);
  }
  if (!isLimited(status, headers, words)) {
    return undefined;
  }
  // GitHub and GitLab name the second since 1970.
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  if (headers.get('x-ratelimit-remaining') !== '0' && !headers.has('ratelimit-reset')) {
    return status === 403 ? MINUTE : undefined;
  }
  // A second more: clocks differ, and the time is cut to seconds.
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now) + 1000 : MINUTE;
}
