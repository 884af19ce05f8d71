import { closest, distance } from 'fastest-levenshtein';

/** Longer words are no names, and not worth the time. */
const LONGEST = 60;
/** Among more than these, the nearest one says little. */
const MOST = 1000;

/** What somebody may have meant who misspelt a name: the nearest one that there is, if it is near. */
export function nearMiss(given: string, allowed: Iterable<string>): string | undefined {
  const word = given.slice(0, LONGEST);
  const known: string[] = [];
  for (const name of allowed) {
    if (known.length === MOST) break;
    known.push(name);
  }
  const nearest = known.length === 0 ? '' : closest(word, known);
  const isNear = nearest !== '' && distance(word.toLowerCase(), nearest.toLowerCase()) <= 2;
  return isNear ? nearest : undefined;
}
