import type { Span } from '../policies/calendar';
import { stateFile, tryParseState } from '../state';
import { readLog } from './log';
import type { Store } from './store';
import { DEPTHS, isCut, shallowEnds } from './walk';

/** A time in which a release was live; without an end it still is. */
export type Served = Pick<Span, 'from'> & Partial<Span>;

/** What the branch said at a moment: the live release, or none that can be read. */
interface Moment {
  readonly at: number;
  readonly release: string | undefined;
}

/**
 * When a release was live on a branch, by the commits that the branch itself had one after the other: what waited in a pull request counts
 * from its merge on. Brings as much of the history as it takes.
 *
 * @param isEnough - whether what was found suffices; if it never says so, all of the history is brought
 */
export async function servedOn(
  store: Store,
  { ref, tip }: { readonly ref: string; readonly tip: string },
  { application, version }: { readonly application: string; readonly version: string },
  isEnough: (spans: readonly Served[]) => boolean,
): Promise<Served[]> {
  for (const depth of DEPTHS) {
    await store.cache.remote.fetchTips([ref], depth);
    const spans = spansOf(await momentsOf(store, tip, application), version);
    if (isEnough(spans) || depth === DEPTHS.at(-1) || !(await isCut(store, tip, await shallowEnds(store)))) {
      return spans;
    }
  }
  throw new Error('the last depth is endless');
}

/** What a branch said after each of its commits that changed the record, the oldest first. */
async function momentsOf(store: Store, tip: string, application: string): Promise<Moment[]> {
  const options = ['--first-parent', '--diff-merges=first-parent', '--reverse'];
  const entries = (await readLog(store, [...options, tip, '--', stateFile(application)])).map(
    ({ committedAt, changed: [record] }) => ({ at: Date.parse(committedAt), blob: record?.blob }),
  );
  const texts = await store.texts(entries.flatMap(({ blob }) => blob ?? []));
  return entries.map(({ at, blob }) => {
    const state = tryParseState(texts.get(blob ?? '') ?? '');
    return { at, release: state instanceof Error ? undefined : state.release };
  });
}

/** The times in which a release was live. Where a clock was wrong, a time has no length. */
function spansOf(moments: readonly Moment[], version: string): Served[] {
  const spans: Served[] = [];
  for (const { at, release } of moments) {
    const last = spans.at(-1);
    const isOpen = last !== undefined && last.until === undefined;
    if (release === version && !isOpen) {
      spans.push({ from: at });
    } else if (release !== version && isOpen) {
      spans[spans.length - 1] = { from: last.from, until: Math.max(at, last.from) };
    }
  }
  return spans;
}
