import { branchRef, type Cache } from '../git';
import { type Changes, readChanges } from './changes';
import { readCommits } from './commit-info';
import { bringCommits, bringTips, forgetCommits, missingCommits } from './history';
import type { PullRecord } from './record';

/** How much of a pull request its base may have. */
export interface Touch {
  readonly record: PullRecord;
  /** Whether it has all of it now, file for file. */
  readonly isThere: boolean;
}

/**
 * The pull requests of which the base has changed some file, since they were written, that they change themselves. Nobody can have merged
 * the others. What it takes are single commits without their history, however far the base has gone on.
 */
export async function findTouched(
  cache: Cache,
  records: readonly PullRecord[],
  tips: ReadonlyMap<string, string>,
): Promise<Touch[]> {
  if (records.length === 0) {
    return [];
  }
  const bases = await bringTips(cache, [...new Set(records.map(({ base }) => branchRef(base)))], tips);
  const missing = await missingCommits(cache.git, [...new Set(records.flatMap(commitsOf))]);
  const brought = await bringCommits(cache, missing);
  await forgetCommits(cache, brought);
  const lost = new Set(missing.filter((id) => !brought.includes(id)));
  const known = records.filter((record) => !commitsOf(record).some((id) => lost.has(id)));

  const commits = await readCommits(cache, [...new Set([...known.flatMap(commitsOf), ...bases.values()])]);
  const trees = new Map(commits.map(({ id, tree }) => [id, tree]));
  const changes = await readChanges(
    cache.objects,
    known.flatMap((record) => {
      const [head, parted, before] = commitsOf(record).map((id) => trees.get(id) as string) as [string, string, string];
      const now = trees.get(bases.get(branchRef(record.base)) as string) as string;
      return [
        { from: parted, to: head },
        { from: before, to: now },
        { from: head, to: now },
      ];
    }),
  );
  const touched = known.flatMap((record, index): Touch[] => {
    const [own, since, left] = changes.slice(3 * index, 3 * index + 3) as [Changes, Changes, Changes];
    return overlaps(own, since) ? [{ record, isThere: !overlaps(own, left) }] : [];
  });
  return [...touched, ...records.filter((one) => !known.includes(one)).map((record) => ({ record, isThere: false }))];
}

function commitsOf({ headCommit, parted, baseCommit }: PullRecord): string[] {
  return [headCommit, parted, baseCommit];
}

function overlaps(a: Changes, b: Changes): boolean {
  return [...a.keys()].some((path) => b.has(path));
}
