import { branchRef, type Cache } from '../git';
import { bringCommits, forgetCommits, relate } from './history';
import { findLanding, type Landing } from './landing';
import type { PullRecord } from './record';
import { findTouched, type Touch } from './touched';

/** How many commits of a base are looked at for a list. What was merged by hand longer ago is found when it is asked for alone. */
export const LIST_DEPTH = 1024;

/**
 * What has become of pull requests that their records call open, as their branches tell, in order.
 *
 * - Its base has the commits of its head, or all that they change: it is merged, whoever did that and how.
 * - Its head is gone, and its base does not have it: it is closed.
 * - Else it is open, and its head is what the branch is at now. So is one that was merged and undone again, file by file, before anybody
 *   looked, and one that was changed on the way to the base.
 *
 * A look writes nothing.
 *
 * @param tips where refs are, as they were listed
 * @param limit how many commits deep is looked
 */
export async function look(
  cache: Cache,
  records: readonly PullRecord[],
  tips: ReadonlyMap<string, string>,
  limit?: number,
): Promise<PullRecord[]> {
  const moved = records.filter(({ base, baseCommit }) => (tips.get(branchRef(base)) ?? baseCommit) !== baseCommit);
  const landings = await findLandings(cache, await findTouched(cache, moved, tips), tips, limit);
  return records.map((record) => {
    const landing = landings.get(record);
    if (landing) {
      return { ...record, state: 'merged', updatedAt: landing.mergedAt ?? record.updatedAt, ...landing };
    }
    const head = tips.get(branchRef(record.head));
    return head === undefined
      ? { ...record, state: 'closed', closedReason: 'its branch is gone' }
      : { ...record, headCommit: head };
  });
}

async function findLandings(
  cache: Cache,
  touched: readonly Touch[],
  tips: ReadonlyMap<string, string>,
  limit: number | undefined,
): Promise<Map<PullRecord, Landing>> {
  // A head that was replaced or deleted may have been merged before: its commit is still there, the record's own commit refers to it.
  const isMoved = ({ head, headCommit }: PullRecord) => tips.get(branchRef(head)) !== headCommit;
  const former = touched.filter(({ record }) => isMoved(record)).map(({ record }) => record.headCommit);
  const brought = await bringCommits(cache, [...new Set(former)]);
  try {
    const asked = touched.flatMap((touch) => {
      const { record } = touch;
      const [head, base] = [branchRef(record.head), branchRef(record.base)];
      const heads = [...(isMoved(record) ? brought.filter((id) => id === record.headCommit) : [])];
      return [...heads, ...(tips.has(head) ? [head] : [])].map((one) => ({ touch, pair: { head: one, base } }));
    });
    const pairs = asked.map(({ pair }) => pair);
    const relations = await relate(cache, pairs, tips, limit);
    const landings = new Map<PullRecord, Landing>();
    for (const [index, { touch }] of asked.entries()) {
      const relation = relations[index];
      const { record } = touch;
      if (relation && !landings.has(record)) {
        const landing = await findLanding(cache, relation, record.baseCommit);
        if (landing) {
          landings.set(record, landing);
        }
      }
    }
    // What is there is there, though nobody knows any more who brought it.
    const others = touched.filter(({ record, isThere }) => isThere && !landings.has(record));
    return new Map([...landings, ...others.map(({ record }) => [record, { headCommit: record.headCommit }] as const)]);
  } finally {
    await forgetCommits(cache, brought);
  }
}
