import type { Temporal } from '@js-temporal/polyfill';
import { temporal } from './temporal';
import { DAYS, formOf, type FreezeWindow } from './window';

/** From an instant on, until before another one: milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A window on the calendar, before a zone makes instants of it. */
type Occurrence = readonly [from: Temporal.PlainDateTime, until: Temporal.PlainDateTime];

/**
 * When a window is, around an instant: the spans of it that hold the instant, one or none.
 *
 * A clock that is set back shows times twice: a window begins at the first and ends at the second. A time that is skipped when a clock is
 * set forward, and 29 February in the years without it, is the next moment that there is.
 */
export function spansAt(window: FreezeWindow, instant: number): Span[] {
  const today = temporal().Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(window.zone).toPlainDate();
  return occurrencesAround(window, today)
    .map(([from, until]) => ({
      from: instantOf(from, window.zone, 'earlier'),
      until: instantOf(until, window.zone, 'later'),
    }))
    .filter(({ from, until }) => from <= instant && instant < until);
}

/** An instant as people in a zone say it: `Mon 2026-01-12 08:00`. */
export function localTime(instant: number, zone: string): string {
  const local = temporal().Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const day = DAYS[local.dayOfWeek - 1] as string;
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${day.charAt(0).toUpperCase()}${day.slice(1)} ${local.toPlainDate().toString()} ${time}`;
}

/** All that may hold a moment of a day: no window lasts longer than a week, or than a year where it is one of each year. */
function occurrencesAround({ days, from, until }: FreezeWindow, today: Temporal.PlainDate): Occurrence[] {
  if (days) {
    const [begin, end] = [from ?? '00:00', until ?? '24:00'];
    const isOvernight = end <= begin;
    return datesFrom(today.subtract({ days: 2 }), 4)
      .filter((date) => days.includes(dayOf(date)))
      .map((date) => [at(date, begin), at(isOvernight ? date.add({ days: 1 }) : date, end)]);
  }
  const [begin, end] = [from as string, until as string];
  switch (formOf(begin)) {
    case 'weekly': {
      const length = (DAYS.indexOf(end.slice(0, 3) as never) - DAYS.indexOf(begin.slice(0, 3) as never) + 7) % 7;
      const isWholeWeek = length === 0 && end.slice(4) <= begin.slice(4);
      return datesFrom(today.subtract({ days: 8 }), 10)
        .filter((date) => dayOf(date) === begin.slice(0, 3))
        .map((date) => [at(date, begin.slice(4)), at(date.add({ days: isWholeWeek ? 7 : length }), end.slice(4))]);
    }
    case 'yearly':
      return [today.year - 1, today.year, today.year + 1].map((year) => [
        inYear(year, begin),
        inYear(end > begin ? year : year + 1, end),
      ]);
    default:
      return [[at(dateOf(begin.slice(0, 10)), begin.slice(11)), at(dateOf(end.slice(0, 10)), end.slice(11))]];
  }
}

function datesFrom(first: Temporal.PlainDate, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => first.add({ days: index }));
}

function dayOf({ dayOfWeek }: Temporal.PlainDate): (typeof DAYS)[number] {
  return DAYS[dayOfWeek - 1] as (typeof DAYS)[number];
}

function dateOf(text: string): Temporal.PlainDate {
  return temporal().PlainDate.from(text);
}

/** A time of a day; 24:00 is the beginning of the next one. */
function at(date: Temporal.PlainDate, time: string): Temporal.PlainDateTime {
  return time === '24:00'
    ? date.add({ days: 1 }).toPlainDateTime()
    : date.toPlainDateTime(temporal().PlainTime.from(time));
}

/** A time of a year: `02-29 12:00`. */
function inYear(year: number, text: string): Temporal.PlainDateTime {
  const [month, day] = text.slice(0, 5).split('-').map(Number) as [number, number];
  const isThere = day <= temporal().PlainYearMonth.from({ year, month }).daysInMonth;
  return isThere
    ? at(temporal().PlainDate.from({ year, month, day }), text.slice(6))
    : temporal().PlainDate.from({ year, month: 3, day: 1 }).toPlainDateTime();
}

function instantOf(local: Temporal.PlainDateTime, zone: string, disambiguation: 'earlier' | 'later'): number {
  const zoned = local.toZonedDateTime(zone, { disambiguation });
  if (zoned.toPlainDateTime().equals(local)) {
    return zoned.epochMilliseconds;
  }
  // The clock never shows it: it jumps over it.
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return (before.getTimeZoneTransition('next') ?? zoned).epochMilliseconds;
}
