import { readFileSync } from 'node:fs';
import { ALL_DEPTH } from '../../git';
import { digestOfRecord, type State, stateFile, tryParseState } from '../state';
import { type ChangedFile, type LogEntry, readLog } from './log';
import type { Store } from './store';

/** A commit that changed an application on a branch, newest first. */
export interface Visit {
  readonly commit: string;
  /** Who made the commit. */
  readonly author: string;
  /** When, as ISO 8601. */
  readonly at: string;
  readonly subject: string;
  /** The record that the commit made; an error if it can't be read, nothing if the commit left the record alone. */
  readonly record: { readonly state: State; readonly text: string } | Error | undefined;
  /** Files of the application that it changed. */
  readonly files: readonly string[];
}

/** The history of an application on a branch. */
export interface Walk {
  /** The commits, newest first. */
  readonly visits: readonly Visit[];
  /** Whether it goes back to the first commit. */
  readonly complete: boolean;
}

/** How far the history is brought, one after the other, until there is enough of it. */
export const DEPTHS = [50, 500, 5000, ALL_DEPTH];

/**
 * Walks the commits of a branch that changed applications, newest first, bringing as much of the history as it takes.
 *
 * @param isEnough - whether what was found of all of them suffices; if it never says so, all of the history is brought
 */
export async function walk(
  store: Store,
  ref: string,
  applications: readonly string[],
  isEnough: (walks: readonly Walk[]) => boolean,
): Promise<Map<string, Walk>> {
  const { remote } = store.cache;
  for (const depth of DEPTHS) {
    const tip = (await remote.fetchTips([ref], depth)).get(ref) as string;
    const ends = await shallowEnds(store);
    const paths = applications.length > 50 ? [] : ['--', ...applications.flatMap((name) => [stateFile(name), name])];
    // What a cut history begins with looks as if that commit had made it.
    const entries = (await readLog(store, [tip, ...paths])).filter(({ commit }) => !ends.has(commit));
    const complete = depth === DEPTHS.at(-1) || !(await isCut(store, tip, ends));
    const visits = await visitsOf(store, new Set(applications), entries);
    const walks = new Map(applications.map((name) => [name, { visits: visits.get(name) ?? [], complete }]));
    if (complete || isEnough([...walks.values()])) {
      return walks;
    }
  }
  throw new Error('the last depth is endless');
}

/** Sorts what commits changed by application, and reads the records that they made. */
async function visitsOf(
  store: Store,
  applications: ReadonlySet<string>,
  entries: readonly LogEntry[],
): Promise<Map<string, Visit[]>> {
  const sorted = entries.flatMap((entry) => {
    const byApplication = new Map<string, ChangedFile[]>();
    for (const change of entry.changed) {
      const name = /^\.twelve\/(.+)\.json$/.exec(change.path)?.[1] ?? change.path.replace(/\/.*$/s, '');
      if (applications.has(name)) {
        byApplication.set(name, [...(byApplication.get(name) ?? []), change]);
      }
    }
    return [...byApplication].map(([name, changed]) => ({ entry, name, changed }));
  });
  const recordOf = (name: string, changed: readonly ChangedFile[]) =>
    changed.find(({ path }) => path === stateFile(name));
  const blobs = sorted.flatMap(({ name, changed }) => recordOf(name, changed)?.blob ?? []);
  const texts = await store.texts(blobs);
  const visits = new Map<string, Visit[]>();
  for (const { entry, name, changed } of sorted) {
    const { commit, author, at, subject } = entry;
    const own = recordOf(name, changed);
    const record = own && parse(texts.get(own.blob ?? ''));
    const files = changed.map(({ path }) => path).filter((path) => path !== stateFile(name));
    visits.set(name, [...(visits.get(name) ?? []), { commit, author, at, subject, record, files }]);
  }
  return visits;
}

function parse(text: string | undefined): Visit['record'] {
  const state = text === undefined ? new Error('the record was removed') : tryParseState(text);
  return state instanceof Error ? state : { state, text: text as string };
}

/** Commits at which the history was cut. */
export async function shallowEnds(store: Store): Promise<Set<string>> {
  const file = await store.cache.git.text(['rev-parse', '--path-format=absolute', '--git-path', 'shallow']);
  try {
    return new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
  } catch {
    return new Set();
  }
}

/** Whether the history of a commit ends where it was cut. */
export async function isCut(store: Store, tip: string, ends: ReadonlySet<string>): Promise<boolean> {
  if (ends.size === 0) {
    return false;
  }
  const roots = await store.cache.git.text(['rev-list', '--max-parents=0', tip]);
  return roots.split('\n').some((root) => ends.has(root));
}

/** Where the chain of records breaks: the first record, from the newest on, whose `previous` is not the one before. */
export function findBreak({ visits, complete }: Walk): { readonly commit: string; readonly why: string } | undefined {
  const records = visits.filter(({ record }) => record !== undefined);
  for (const [index, { commit, record }] of records.entries()) {
    const older = records[index + 1];
    if (record === undefined || (!older && !complete)) {
      return undefined;
    }
    if (record instanceof Error) {
      return { commit, why: `its record can't be read: ${record.message}` };
    }
    const { previous, operation } = record.state;
    const expected = older?.record && !(older.record instanceof Error) ? digestOfRecord(older.record.text) : undefined;
    const isDecided = operation.verb === 'adopt' || operation.verb === 'restore';
    if (previous !== expected && !(older?.record instanceof Error)) {
      const why = older ? 'the record before it is not the one that it follows' : 'the record that it follows is gone';
      return { commit, why };
    }
    if (isDecided) {
      return undefined; // Somebody looked at what was before.
    }
  }
  return undefined;
}
