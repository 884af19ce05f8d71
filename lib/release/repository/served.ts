import type { Span } from '../policies/calendar';
import { stateFile, tryParseState } from '../state';
import { logOf } from './log';
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
  const options = ['-z', '--raw', '--no-abbrev', '--no-renames', '--first-parent', '--diff-merges=first-parent'];
  const log = await logOf(store, [...options, '--reverse', '--format=%x01%cI', tip, '--', stateFile(application)]);
  const entries = log
    .split('\x01')
    .slice(1)
    .map((entry) => ({
      at: Date.parse(entry.slice(0, entry.search(/[\0\n]/))),
      blob: /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]/.exec(entry)?.[1] ?? '',
    }));
  const texts = await store.texts(entries.map(({ blob }) => blob).filter((id) => !/^0*$/.test(id)));
  return entries.map(({ at, blob }) => {
    const state = tryParseState(texts.get(blob) ?? '');
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
