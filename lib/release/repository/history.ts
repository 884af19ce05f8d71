import { branchRef } from '../../git';
import { refuse } from '../refuse';
import { readSnapshot, requireBranches } from './snapshot';
import type { Store } from './store';
import { type Walk, walk } from './walk';

/** Something that happened to an application in an environment. */
export interface HistoryEntry {
  readonly environment: string;
  /** When, as ISO 8601. */
  readonly at: string;
  /** The verb; `edit` for a commit that is not ours. */
  readonly verb: string;
  /** The version that it was about; none for an edit by hand. */
  readonly version?: string;
  /** The live release after it. */
  readonly live?: string;
  readonly actor: string;
  readonly reason?: string;
  /** The policies that were overridden. */
  readonly breakGlass?: readonly string[];
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
      ([found]) => (found as Walk).visits.length > limit,
    );
    const { visits, complete } = walks.get(application) as Walk;
    isCut ||= !complete;
    for (const { commit, author, at, subject, record, files } of visits) {
      if (record && !(record instanceof Error)) {
        const { operation, release } = record.state;
        entries.push({ environment: name, commit, live: release, ...operation });
      } else {
        entries.push({ environment: name, commit, at, verb: 'edit', actor: author, reason: subject, files });
      }
    }
  }
  if (entries.length === 0 && !isCut) {
    refuse('TF2103', application, 'history', 'nothing was ever released', 'see `twelve status`');
  }
  return { entries: inOrder(entries).slice(0, limit), more: isCut || entries.length > limit };
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
