import { localTime, spansAt } from './calendar';
import type { Judge } from './ruling';
import type { FreezeWindow } from './window';

/** How many windows may follow each other without a gap, before it counts as for ever. */
const MAX_WINDOWS = 400;

/** `freeze`: nothing is released in these times. */
export const judgeFreeze: Judge = ({ at }, { freeze }) => {
  if (freeze === undefined) {
    return undefined;
  }
  const now = Date.parse(at);
  const active = freeze.filter((window) => spansAt(window, now).length > 0);
  const [first] = active;
  if (!first) {
    return { allowed: true, why: 'it is not frozen' };
  }
  const reasons = [...new Set(active.map(({ reason }) => reason))].join('; ');
  const end = endOf(freeze, now);
  if (end === undefined) {
    const never = 'never, as long as these windows follow each other without a gap';
    return { allowed: false, why: `it is frozen: ${reasons}`, until: { never } };
  }
  const why = `it is frozen until ${localTime(end, first.zone)} ${first.zone}: ${reasons}`;
  return { allowed: false, why, until: { at: new Date(end).toISOString() } };
};

/** When the first moment after some instant is that no window holds; undefined if there is none in sight. */
function endOf(windows: readonly FreezeWindow[], instant: number): number | undefined {
  let end = instant;
  for (let count = 0; count < MAX_WINDOWS; count++) {
    const spans = windows.flatMap((window) => spansAt(window, end));
    if (spans.length === 0) {
      return end;
    }
    end = Math.max(...spans.map(({ until }) => until));
  }
  return undefined;
}
