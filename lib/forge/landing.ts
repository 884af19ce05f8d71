import { type Cache, formatPerson } from '../git';
import { type Changes, findArrival, readChanges, type Step } from './changes';
import { type CommitInfo, isoOf, readCommits } from './commit-info';
import type { MergeMethod } from './forge';
import type { Relation } from './history';

/** How something came to its base without us. */
export interface Landing {
  /** What was merged. */
  readonly headCommit: string;
  readonly mergeCommit: string;
  readonly mergedAt: string;
  readonly mergedBy: string;
  readonly method: MergeMethod;
}

/** A head that may have been merged. */
export interface Candidate {
  readonly relation: Relation;
  /** The tip that the base had when it was proposed: what is older did not merge it. */
  readonly since: string;
}

/**
 * Finds the heads that somebody merged by git alone, for each the landing or undefined.
 *
 * A head whose commits the base has was merged, or forwarded to. One whose changes arrived there, file for file, was squashed or
 * rebased. One that was changed on the way is not recognised: what is on the base is something else then.
 */
export async function findLandings(cache: Cache, candidates: readonly Candidate[]): Promise<(Landing | undefined)[]> {
  const plans = candidates.map(planOf);
  const steps = new Map(plans.flatMap(({ steps }) => steps.map((step) => [keyOf(step), step] as const)));
  const changes = await readChanges(cache.git, [...steps.values()]);
  const byStep = new Map([...steps.keys()].map((key, index) => [key, changes[index] as Changes]));
  const arrivals = plans.map(({ arrival, steps: [own, ...line], isNew }) => {
    if (arrival !== undefined || !own) {
      return arrival;
    }
    const base = line.map((step) => ({
      id: step.to,
      changes: byStep.get(keyOf(step)) as Changes,
      isNew: isNew(step.to),
    }));
    return findArrival(byStep.get(keyOf(own)) as Changes, base);
  });
  const landings: (Landing | undefined)[] = [];
  for (const [index, { relation }] of candidates.entries()) {
    const arrival = arrivals[index];
    landings.push(arrival === undefined ? undefined : await describe(cache, relation, arrival));
  }
  return landings;
}

/** What has to be compared to know about a candidate: first the head with where it parted, then the base's commits since. */
interface Plan {
  /** The commit with which the base had it, if its history tells. */
  readonly arrival: string | undefined;
  readonly steps: readonly Step[];
  readonly isNew: (id: string) => boolean;
}

function planOf({ relation: { head, base, mergeBases, common, graph }, since }: Candidate): Plan {
  const older = graph.has(since) ? graph.ancestors(since) : new Set<string>();
  const isNew = (id: string) => !older.has(id);
  if (common.has(head)) {
    // What had it before it was proposed did not merge it.
    const having = graph.descendants(base, head);
    const arrival = graph.line(base, older).find((id) => having.has(id));
    return { arrival: isNew(head) ? arrival : undefined, steps: [], isNew };
  }
  const [from] = mergeBases;
  const line = from === undefined ? [] : graph.line(base, common);
  const steps = line.map((to) => ({ from: graph.parentsOf(to)[0], to }));
  return { arrival: undefined, steps: from === undefined ? [] : [{ from, to: head }, ...steps], isNew };
}

async function describe(cache: Cache, { head }: Relation, arrival: string): Promise<Landing> {
  const [merged, proposed] = (await readCommits(cache, [arrival, head])) as [CommitInfo, CommitInfo];
  return {
    headCommit: head,
    mergeCommit: arrival,
    mergedAt: isoOf(merged.committer),
    mergedBy: formatPerson(merged.committer.person),
    method: merged.parents.length > 1 ? 'merge' : isSameChange(merged, proposed) ? 'rebase' : 'squash',
  };
}

/** A rebase keeps who wrote what and when. */
function isSameChange(a: CommitInfo, b: CommitInfo): boolean {
  return a.message === b.message && a.author.date === b.author.date && a.author.person.email === b.author.person.email;
}

function keyOf({ from, to }: Step): string {
  return `${from} ${to}`;
}
