import { digestOfRecord } from '../state';
import type { Visit } from './walk';

/**
 * The commits whose record is no operation of ours, though it can be read: somebody reverted one, or edited the file. An operation follows
 * the record before it, and is written once.
 *
 * @param visits - newest first
 */
export function findByHand(visits: readonly Visit[]): Set<Visit> {
  const records = visits.filter(({ record }) => record !== undefined).reverse();
  const known = new Set<string>();
  const found = new Set<Visit>();
  for (const [index, visit] of records.entries()) {
    const { record } = visit;
    if (record === undefined || record instanceof Error) {
      continue;
    }
    const before = records[index - 1];
    const expected = before && digestOf(before.record);
    // What the oldest one follows may be too long ago.
    if (known.has(record.text) || (before && record.state.previous !== expected)) {
      found.add(visit);
    }
    known.add(record.text);
  }
  return found;
}

/** After a record that was removed, a release begins anew. */
function digestOf(record: Visit['record']): string | undefined {
  return record === undefined || record instanceof Error ? undefined : digestOfRecord(record.text);
}
