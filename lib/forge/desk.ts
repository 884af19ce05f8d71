import { refuse } from '../errors';
import { type Asker, branchRef, type Cache, type Identity, type RefUpdate } from '../git';
import { type Pair, relate, type Relation } from './history';
import { type Ledger, readDone } from './ledger';
import { look } from './look';
import { LostRace } from './race';
import type { PullRecord } from './record';
import { type Entry, writeLedger } from './write-ledger';
import { isOwnBranch } from './refs';

/** Who uses the local forge, and for how long it tries. */
export interface LocalForgeOptions {
  readonly asker: Asker;
  readonly identity: Identity;
  /** Milliseconds in which races with others are tried again. */
  readonly timeout: number;
}

/** What every verb of the local forge works with. */
export interface Desk extends LocalForgeOptions {
  readonly cache: Cache;
}

/** A pull request as it is written, and as its branches show it. */
export interface Found {
  readonly record: PullRecord;
  readonly seen: PullRecord;
}

/**
 * Finds a pull request.
 *
 * @throws TwelveFactorError TF2401 if there is none with this number
 */
export async function find({ cache }: Desk, ledger: Ledger, number: number): Promise<Found> {
  const open = ledger.open.find((one) => one.number === number);
  const record = open ?? (await readDone(cache, ledger, [number]))[0];
  if (!record) {
    return refuse('TF2401', `#${number}`, 'pull request', 'there is none', 'see `twelve pr list`');
  }
  const [seen] = open ? await look(cache, [open], ledger.tips) : [record];
  return { record, seen: seen as PullRecord };
}

/** @throws TwelveFactorError TF2407 if it is closed, TF2403 if it counts as closed because its branch is gone */
export function requireNotClosed({ record, seen }: Found): void {
  const place = `#${seen.number}`;
  if (seen.state === 'closed' && record.state === 'open') {
    const remedy = 'run the release again, which makes it anew, or close the pull request';
    refuse('TF2403', place, `branch ${seen.head}`, 'the platform repository does not have it', remedy);
  }
  if (seen.state === 'closed') {
    const why = seen.closedReason === undefined ? '' : `: ${seen.closedReason.split('\n')[0]}`;
    refuse('TF2407', place, 'merge', `it was closed at ${seen.updatedAt}${why}`, 'run the release again for a new one');
  }
}

/** How head and base are related, however long ago they parted. */
export async function relateBranches({ cache }: Desk, { tips }: Ledger, { head, base }: Pair): Promise<Relation> {
  const [relation] = await relate(cache, [{ head: branchRef(head), base: branchRef(base) }], tips);
  return relation as Relation;
}

/** The deletion of a branch that is no longer needed; none if it is gone, is not ours, or another pull request needs it. */
export function deletionOf({ open }: Ledger, { number, head }: PullRecord, tip: string | undefined): RefUpdate[] {
  const isNeeded = open.some((other) => other.number !== number && (other.head === head || other.base === head));
  return tip === undefined || isNeeded || !isOwnBranch(head)
    ? []
    : [{ ref: branchRef(head), from: tip, to: undefined }];
}

/**
 * Pushes a change with all that belongs to it, at once.
 *
 * @throws LostRace if somebody was faster
 */
export async function push(
  desk: Desk,
  ledger: Ledger,
  entry: Entry,
  updates: readonly RefUpdate[] = [],
): Promise<void> {
  const { cache, asker, identity } = desk;
  const update = await writeLedger(cache, ledger, entry, asker, identity);
  if (!(await cache.remote.push([...updates, update]))) {
    throw new LostRace();
  }
}
