import { closest, distance } from 'fastest-levenshtein';

/** Longer words are no names, and not worth the time. */
const LONGEST = 100;
/** Among more than these, the nearest one says little. */
const MOST = 1000;

/** What somebody may have meant who misspelt a name: the nearest one that there is, if it is two letters away at most, whatever their case. */
export function nearMiss(given: string, allowed: Iterable<string>): string | undefined {
  if (given.length > LONGEST) return undefined;
  const byLowerCase = new Map<string, string>();
  for (const name of allowed) {
    if (byLowerCase.size === MOST) break;
    byLowerCase.set(name.toLowerCase(), name);
  }
  if (byLowerCase.size === 0) return undefined;
  const word = given.toLowerCase();
  const nearest = closest(word, [...byLowerCase.keys()]);
  // Of a short word, two other letters make any other one.
  const near = Math.min(2, Math.ceil(nearest.length / 3));
  return distance(word, nearest) <= near ? byLowerCase.get(nearest) : undefined;
}
