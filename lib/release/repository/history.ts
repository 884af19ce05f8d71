import { refuse } from '../../errors';
import { shiftStepOf } from '../operation-message';
import { NewerState, type Operation, stateFile } from '../state';
import { findByHand } from './by-hand';
import { type Landing, landingsOf } from './landing';
import { branchRef } from '../../git';
import { readSnapshot, requireBranches } from './snapshot';
import type { Store } from './store';
import { type Visit, type Walk, walk } from './walk';

/** Something that happened to an application in an environment. */
export interface HistoryEntry {
  readonly environment: string;
  /** When the branch had it, as ISO 8601: where changes are pull requests, when it was merged. */
  readonly at: string;
  /** The verb; `edit` for what somebody did by hand, with the commit's author and time; `newer` for what only a newer `twelve` can read. */
  readonly verb: string;
  /** The version that it was about; none for an edit by hand. */
  readonly version?: string;
  /** Of a `shift`, the share of the traffic that the canary has after it. */
  readonly share?: number;
  /** Of a `shift`, whether it was one to that share, or one of the steps that end a canary. */
  readonly step?: 'share' | 'settle' | 'return';
  /** The live release after it. */
  readonly live?: string;
  /** Who asked for it. */
  readonly actor: string;
  readonly reason?: string;
  /** When it was asked for, if it was merged later. */
  readonly askedAt?: string;
  /** Who merged it, if that was somebody else. */
  readonly mergedBy?: string;
  /** What they said why. */
  readonly mergeReason?: string;
  /** The policies that were overridden. */
  readonly breakGlass?: readonly string[];
  /** What was decided about files edited by hand. */
  readonly drift?: Operation['drift'];
  /** Commit of the source. */
  readonly source?: string;
  /** The environment that it was promoted from. */
  readonly from?: string;
  /** The commit on the branch. */
  readonly commit: string;
  /** Files that were edited by hand. */
  readonly files?: readonly string[];
}

/** The history of an application, and whether there is more. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly more: boolean;
}

/** Reads what happened to an application, newest first. */
export async function readHistory(
  store: Store,
  application: string,
  environment: string | undefined,
  limit: number,
): Promise<History> {
  const environments = environment === undefined ? undefined : [environment];
  const snapshot = await readSnapshot(store, { environments, applications: [application] });
  requireBranches(snapshot);
  const entries: HistoryEntry[] = [];
  let isCut = false;
  for (const { name, branch } of snapshot.environments) {
    const walks = await walk(
      store,
      branchRef(branch),
      [application],
      // The last one that is told is an operation if it follows the record before.
      ([found]) => (found as Walk).visits.slice(limit).some(({ record }) => record !== undefined),
    );
    const { visits, complete } = walks.get(application) as Walk;
    isCut ||= !complete;
    entries.push(...(await entriesOf(store, name, branchRef(branch), visits)));
  }
  if (entries.length === 0 && !isCut) {
    refuse('TF2103', application, 'history', 'nothing was ever released', 'see `twelve status`');
  }
  return { entries: inOrder(entries).slice(0, limit), more: isCut || entries.length > limit };
}

async function entriesOf(
  store: Store,
  environment: string,
  ref: string,
  visits: readonly Visit[],
): Promise<HistoryEntry[]> {
  const tip = (await store.cache.remote.cached([ref])).get(ref);
  const commits = visits.map(({ commit }) => commit);
  const landings = tip === undefined ? undefined : await landingsOf(store, tip, commits);
  const byHand = findByHand(visits);
  return visits.map((visit): HistoryEntry => {
    const { commit, author, at, subject, record, files } = visit;
    if (record === undefined || record instanceof Error) {
      const verb = record instanceof NewerState ? 'newer' : 'edit';
      return { environment, commit, at, verb, actor: author, reason: subject, files };
    }
    const { operation, release, application, slots } = record.state;
    if (byHand.has(visit)) {
      const changed = [...files, stateFile(application)];
      return { environment, commit, live: release, at, verb: 'edit', actor: author, reason: subject, files: changed };
    }
    const shift = operation.verb === 'shift' && slots && { share: slots.share ?? 0, step: shiftStepOf(slots) };
    const merged = mergedLater(operation, landings?.get(commit));
    return { environment, commit, live: release, ...operation, ...shift, ...merged };
  });
}

/** What a merge adds to an operation: nothing, where that is its own commit, or was merged at once by who asked for it. */
function mergedLater({ actor, at, reason }: Operation, landing: Landing | undefined): Partial<HistoryEntry> {
  if (landing === undefined || Date.parse(landing.at) === Math.floor(Date.parse(at) / 1000) * 1000) {
    return {};
  }
  return {
    at: landing.at,
    askedAt: at,
    ...(landing.by !== actor && { mergedBy: landing.by }),
    ...(landing.reason !== undefined && landing.reason !== reason && { mergeReason: landing.reason }),
  };
}

/** Newest first; those of one branch in the order of the branch, though a clock of somebody was wrong. */
function inOrder(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const newest = new Map<string, string>();
  const times = new Map<HistoryEntry, string>();
  for (const entry of [...entries].reverse()) {
    const before = newest.get(entry.environment) ?? '';
    const time = entry.at > before ? entry.at : before;
    newest.set(entry.environment, time);
    times.set(entry, time);
  }
  const timeOf = (entry: HistoryEntry) => times.get(entry) as string;
  return [...entries].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0));
}
