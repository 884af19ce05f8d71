import type { Cache } from '../git';
import { type Changes, readChanges } from './changes';
import { bringCommits, forgetCommits } from './history';
import type { PullRecord } from './record';
import { refOf } from './refs';

/**
 * Those whose base has changed something, since they were written, in the files that they change themselves. Nobody can have merged the
 * others. What it takes are single commits without their history, however far the base has gone on.
 */
export async function findTouched(cache: Cache, records: readonly PullRecord[]): Promise<PullRecord[]> {
  if (records.length === 0) {
    return [];
  }
  const { objects, remote } = cache;
  const bases = await remote.fetchTips([...new Set(records.map(({ base }) => refOf(base)))]);
  const ids = records.flatMap(({ headCommit, parted, baseCommit }) => [headCommit, parted, baseCommit]);
  const missing = await objects.missing(ids);
  const brought = await bringCommits(cache, missing);
  await forgetCommits(cache, brought);
  const lost = new Set(missing.filter((id) => !brought.includes(id)));

  const plans = records.map((record) => ({
    record,
    isLost: [record.headCommit, record.parted, record.baseCommit].some((id) => lost.has(id)),
    steps: [
      { from: record.parted, to: record.headCommit },
      { from: record.baseCommit, to: bases.get(refOf(record.base)) as string },
    ],
  }));
  const comparable = plans.filter(({ isLost }) => !isLost);
  const changes = await readChanges(
    cache.git,
    comparable.flatMap(({ steps }) => steps),
  );
  const isTouched = (index: number) => overlaps(changes[2 * index] as Changes, changes[2 * index + 1] as Changes);
  const touched = new Set(comparable.filter((_, index) => isTouched(index)).map(({ record }) => record));
  return plans.filter(({ record, isLost }) => isLost || touched.has(record)).map(({ record }) => record);
}

function overlaps(a: Changes, b: Changes): boolean {
  return [...a.keys()].some((path) => b.has(path));
}
