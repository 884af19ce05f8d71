import { closest, distance } from 'fastest-levenshtein';

/** Longest word that is compared: what a person meant is never longer, and comparing takes time. */
const MAX_LENGTH = 60;

/** The word that somebody may have meant, if any is near: two letters apart at most, whatever their case. */
export function suggestion(given: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0 || given.length > MAX_LENGTH) return undefined;
  const byLowerCase = new Map(allowed.map((word) => [word.toLowerCase(), word]));
  const word = given.toLowerCase();
  const nearest = closest(word, [...byLowerCase.keys()]);
  // Of a short word, two other letters make any other one.
  return distance(word, nearest) <= Math.min(2, Math.ceil(nearest.length / 3)) ? byLowerCase.get(nearest) : undefined;
}
