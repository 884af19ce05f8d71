import type { Cache } from '../git';
import { bringCommits, forgetCommits, type Pair, relate } from './history';
import { type Candidate, findLandings, type Landing } from './landing';
import type { PullRecord } from './record';
import { refOf } from './refs';
import { findTouched } from './touched';

/** How many commits of a base are looked at for a list. What was merged by hand longer ago is found when it is asked for alone. */
export const LIST_DEPTH = 4096;

/**
 * What has become of pull requests that their records call open, as their branches tell, in order.
 *
 * - Its base has the commits of its head, or all that they change: it is merged, whoever did that and how.
 * - Its head is gone, and its base does not have it: it is closed.
 * - Else it is open, and its head is what the branch is at now. So is one that was merged and undone again, file by file, before anybody
 *   looked.
 *
 * A look writes nothing.
 *
 * @param limit how many commits deep is looked
 */
export async function look(
  cache: Cache,
  records: readonly PullRecord[],
  tips: ReadonlyMap<string, string>,
  limit?: number,
): Promise<PullRecord[]> {
  const moved = records.filter((record) => {
    const base = tips.get(refOf(record.base));
    return base !== undefined && base !== record.baseCommit;
  });
  const landings = await findAll(cache, await findTouched(cache, moved), tips, limit);
  return records.map((record) => {
    const landing = landings.get(record);
    if (landing) {
      return { ...record, state: 'merged', updatedAt: landing.mergedAt, ...landing };
    }
    const head = tips.get(refOf(record.head));
    return head === undefined
      ? { ...record, state: 'closed', closedReason: 'its branch is gone' }
      : { ...record, headCommit: head };
  });
}

async function findAll(
  cache: Cache,
  records: readonly PullRecord[],
  tips: ReadonlyMap<string, string>,
  limit: number | undefined,
): Promise<Map<PullRecord, Landing>> {
  // A head that was replaced or deleted may have been merged before: its commit is still there, the record's own commit refers to it.
  const isMoved = ({ head, headCommit }: PullRecord) => tips.get(refOf(head)) !== headCommit;
  const former = [...new Set(records.filter(isMoved).map(({ headCommit }) => headCommit))];
  const brought = await bringCommits(cache, former);
  try {
    const asked = records.flatMap((record) => {
      const base = refOf(record.base);
      const pairs: Pair[] = [];
      if (isMoved(record) && brought.includes(record.headCommit)) {
        pairs.push({ head: record.headCommit, base });
      }
      if (tips.has(refOf(record.head))) {
        pairs.push({ head: refOf(record.head), base });
      }
      return pairs.map((pair) => ({ record, pair }));
    });
    const relations = await relate(
      cache,
      asked.map(({ pair }) => pair),
      limit,
    );
    const candidates = asked.flatMap(({ record }, index): (Candidate & { record: PullRecord })[] => {
      const relation = relations[index];
      return relation ? [{ record, relation, since: record.baseCommit }] : [];
    });
    const landings = await findLandings(cache, candidates);
    const found = new Map<PullRecord, Landing>();
    for (const [index, { record }] of candidates.entries()) {
      const landing = landings[index];
      if (landing && !found.has(record)) {
        found.set(record, landing);
      }
    }
    return found;
  } finally {
    await forgetCommits(cache, brought);
  }
}
