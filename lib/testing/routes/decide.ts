import { best, type Refuse, type RouteTarget } from './request';

/** A rule that matches a request, or may match it. */
export interface Candidate {
  /** The object that has the rule. */
  readonly route: string;
  /** What decides among rules: the first number that differs, the larger one wins. */
  readonly rank: readonly number[];
  /** What keeps it from being told: a header that the rule looks at. */
  readonly unknown?: string;
  readonly targets: () => readonly RouteTarget[];
}

/**
 * Where the best of some rules leads; nowhere if there are none. Refuses where that is a rule
 * which may not match, or where two objects have as good a one.
 */
export function decide(candidates: readonly Candidate[], refuse: Refuse): readonly RouteTarget[] {
  const found = best(candidates, ({ rank, unknown }) => [...rank, unknown === undefined ? 0 : 1]);
  if (found?.unknown !== undefined) {
    return refuse(found.route, found.unknown);
  }
  const rival = candidates.find(({ route, rank }) => route !== found?.route && rank.join() === found?.rank.join());
  return found && rival ? refuse(found.route, `${rival.route} matches just as well`) : (found?.targets() ?? []);
}

/** Decides in each group by itself: what one controller or entry point serves. */
export function decideEach(groups: ReadonlyMap<string, readonly Candidate[]>, refuse: Refuse): RouteTarget[] {
  return [...groups.values()].flatMap((candidates) => decide(candidates, refuse));
}
