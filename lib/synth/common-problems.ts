import type { Problem } from '../errors';

/** Applications that a message names. */
const NAMED = 5;

/**
 * Tells once what several applications have in common: a platform's problem, or that there is no VERSION. Those are the same in
 * everything but the name of the application.
 */
export function tellOnce(problems: readonly Problem[], applications: readonly string[]): Problem[] {
  const names = new Set(applications);
  const groups = new Map<string, [first: Problem, places: Set<string>]>();
  for (const problem of problems) {
    const { code, place, subject, given, remedy } = problem;
    const key = JSON.stringify([code, names.has(place) ? '' : place, subject, given, remedy]);
    const [, places] = groups.get(key) ?? [];
    if (places === undefined) {
      groups.set(key, [problem, new Set([place])]);
    } else {
      places.add(place);
    }
  }
  return [...groups.values()].map(([first, places]) => ({ ...first, place: nameSome([...places]) }));
}

/** `lulu, shop`; the first ones of many. */
export function nameSome(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 1 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}
