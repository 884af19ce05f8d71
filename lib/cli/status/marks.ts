import type { ApplicationStatus, StatusReport } from '../../release/report';
import { differenceOf, isDrifted, placeOf } from './difference';
import { overriddenIn } from './overridden';
import { slotFacts } from './slot-facts';

/** What a release manager looks for: each is a counter and a filter. */
export const MARKS = ['outOfStep', 'underWay', 'waiting', 'pinned', 'overridden', 'drifted', 'broken'] as const;

/** One of them. */
export type Mark = (typeof MARKS)[number];

/** Each mark in words, for a counter: `3 pinned`. */
export const MARK_WORDS: Readonly<Record<Mark, string>> = {
  outOfStep: 'out of step',
  underWay: 'under way',
  waiting: 'to be merged',
  pinned: 'pinned',
  overridden: 'glass broken',
  drifted: 'drifted',
  broken: 'broken',
};

/** The marks that an application has in any of its environments, in their order. */
export function marksOf(application: ApplicationStatus, { environments }: StatusReport): Mark[] {
  const found = new Set<Mark>();
  environments.forEach(({ name }, index) => {
    const place = placeOf(application, name);
    if (!place) return;
    if (differenceOf(application, environments, index)) found.add('outOfStep');
    if (slotFacts(place)?.next) found.add('underWay');
    if (place.waiting) found.add('waiting');
    if (place.pin) found.add('pinned');
    if (overriddenIn(place).length > 0) found.add('overridden');
    if (isDrifted(place)) found.add('drifted');
    if (place.broken !== undefined) found.add('broken');
  });
  return MARKS.filter((mark) => found.has(mark));
}

/** How many applications have each mark. */
export function countMarks(report: StatusReport): Record<Mark, number> {
  const counts = Object.fromEntries(MARKS.map((mark) => [mark, 0])) as Record<Mark, number>;
  for (const application of report.applications) {
    for (const mark of marksOf(application, report)) {
      counts[mark]++;
    }
  }
  return counts;
}

/** A number as people read it: `2,000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 application`, `2,000 applications`. */
export function plural(count: number, word: string): string {
  return `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;
}
