import { type Cache, formatPerson } from '../git';
import { type Changes, findArrival, readChanges } from './changes';
import { type CommitInfo, isoOf, readCommits } from './commit-info';
import type { MergeMethod } from './forge';
import type { Relation } from './history';

/** How something came to its base without us, as far as it is known. */
export interface Landing {
  /** What was merged. */
  readonly headCommit: string;
  readonly mergeCommit?: string;
  readonly mergedAt?: string;
  readonly mergedBy?: string;
  readonly method?: MergeMethod;
}

/**
 * How many commits of a base are searched for one that brought all of a head's changes. Of each the trees are needed, and those of a large
 * repository are large.
 */
const LINE_LIMIT = 64;

/**
 * Finds out whether somebody merged a head by git alone.
 *
 * A head whose commits the base has was merged, or forwarded to. One whose changes arrived there, file for file, was squashed or
 * rebased. One that was changed on the way is not recognised: what is on the base is something else then.
 *
 * @param since the tip that the base had when the head was proposed: what is older did not merge it
 */
export async function findLanding(cache: Cache, relation: Relation, since: string): Promise<Landing | undefined> {
  const { head, base, common, graph } = relation;
  const older = graph.has(since) ? graph.ancestors(since) : new Set<string>();
  if (common.has(head)) {
    const having = graph.descendants(base, head);
    const arrival = older.has(head) ? undefined : graph.line(base, older).find((id) => having.has(id));
    return arrival === undefined ? undefined : describe(cache, head, arrival);
  }
  const arrival = await searchLine(cache, relation, (id) => !older.has(id));
  return arrival === undefined ? undefined : describe(cache, head, arrival);
}

/** Looks at what the base was at one commit after the other, since head and base parted. */
async function searchLine(
  cache: Cache,
  { head, base, mergeBases: [parted], common, graph }: Relation,
  isNew: (id: string) => boolean,
): Promise<string | undefined> {
  const line = graph.line(base, common);
  if (parted === undefined || line.length > LINE_LIMIT) {
    return undefined;
  }
  const before = line.map((id) => graph.parentsOf(id)[0]);
  const ids = [...new Set([head, parted, ...line, ...before.filter((id) => id !== undefined)])];
  const trees = new Map((await readCommits(cache, ids)).map(({ id, tree }) => [id, tree]));
  const pairs = line.map((id, index) => ({ from: trees.get(before[index] ?? ''), to: trees.get(id) as string }));
  const own = { from: trees.get(parted), to: trees.get(head) as string };
  const [wanted, ...changes] = (await readChanges(cache.objects, [own, ...pairs])) as [Changes, ...Changes[]];
  const steps = line.map((id, index) => ({ id, changes: changes[index] as Changes, isNew: isNew(id) }));
  return findArrival(wanted, steps);
}

async function describe(cache: Cache, head: string, arrival: string): Promise<Landing> {
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
