import { millisecondsOf } from './duration';
import type { Judge } from './ruling';
import { timeOf } from '../time';

/** `soak`: only what was live on another environment for so long, at a stretch. */
export const judgeSoak: Judge = ({ release: { version }, served, at }, { soak }) => {
  if (soak === undefined) {
    return undefined;
  }
  const { on, for: duration } = soak;
  const wanted = millisecondsOf(duration);
  const now = Date.parse(at);
  const spans = served.get(on) ?? [];
  if (spans.some(({ from, until = now }) => Math.min(until, now) - from >= wanted)) {
    return { allowed: true, why: `${version} was live on ${on} for ${duration}` };
  }
  const current = spans.find(({ until }) => until === undefined);
  if (current) {
    const since = timeOf(new Date(current.from).toISOString());
    const until = { at: new Date(current.from + wanted).toISOString() };
    return { allowed: false, why: `${version} is live on ${on} since ${since}, and has to be for ${duration}`, until };
  }
  const why =
    spans.length > 0 ? `${version} was live on ${on} for less than ${duration}` : `${version} was never live on ${on}`;
  return { allowed: false, why, until: { when: `${version} is live on ${on} for ${duration}` } };
};
