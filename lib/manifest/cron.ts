const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const DAYS = 'sun|mon|tue|wed|thu|fri|sat';

/** The five fields of a schedule, as Kubernetes' parser reads them: name, bounds, and the names it takes for numbers. */
const FIELDS: readonly (readonly [string, number, number, string?])[] = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12, MONTHS],
  ['day of week', 0, 6, DAYS],
];

const MACROS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/**
 * What is wrong with a schedule that Kubernetes would refuse, or that never comes; nothing if it is good.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleFault(schedule: string): string | undefined {
  return MACROS.has(schedule) ? undefined : faultOf(schedule);
}

/** Whether the tz database has a time zone. */
export function isTimeZone(timeZone: string): boolean {
  return /^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(timeZone) && isKnownZone(timeZone);
}

function faultOf(text: string): string | undefined {
  if (/TZ=/.test(text)) {
    return 'a time zone does not belong here, but in `timeZone`';
  }
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `it has ${text.trim() === '' ? 0 : fields.length} fields`;
  }
  for (const [index, [name, min, max, names]] of FIELDS.entries()) {
    const wrong = (fields[index] as string)
      .split(',')
      .find((part) => !isPart(part.toLowerCase(), min, max, names?.split('|')));
    if (wrong !== undefined) {
      return `${name} ${JSON.stringify(wrong)} is not within ${min}-${max}`;
    }
  }
  return neverComes(fields) ? 'no month has such a day' : undefined;
}

function isPart(part: string, min: number, max: number, names?: readonly string[]): boolean {
  const match = /^(?:(\*|\?)|([a-z]+|\d+)(?:-([a-z]+|\d+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) {
    return false;
  }
  const [, any, from, to, step] = match;
  if (step !== undefined && (Number(step) < 1 || Number(step) > max)) {
    return false;
  }
  if (any !== undefined) {
    return true;
  }
  const numberOf = (word: string) =>
    names?.includes(word) ? names.indexOf(word) + min : /^\d+$/.test(word) ? Number(word) : NaN;
  const first = numberOf(from as string);
  const last = to === undefined ? first : numberOf(to);
  return first >= min && last <= max && first <= last;
}

/** 30 February, and 31 of the months that have 30 days: with any day of the week, the schedule would come by that. */
function neverComes([, , day = '*', month = '*', weekday = '*']: readonly string[]): boolean {
  if (/^[*?]/.test(day) || !/^[*?]$/.test(weekday)) {
    return false;
  }
  const firstDay = day.split(',').reduce((least, part) => Math.min(least, Number.parseInt(part, 10)), Infinity);
  return monthsOf(month.toLowerCase()).every((m) => firstDay > (m === 2 ? 29 : [4, 6, 9, 11].includes(m) ? 30 : 31));
}

/** Numbers of the months that a field names; all of them for `*`, and at least those for a step. */
function monthsOf(field: string): number[] {
  const numberOf = (word: string) => (/^\d+$/.test(word) ? Number(word) : MONTHS.split('|').indexOf(word) + 1);
  return field.split(',').flatMap((part) => {
    const [range = '*', step] = part.split('/');
    const [from = '*', to] = range.split('-');
    const first = /^[*?]$/.test(from) ? 1 : numberOf(from);
    const last = to !== undefined ? numberOf(to) : /^[*?]$/.test(from) || step !== undefined ? 12 : first;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
      (m) => (m - first) % Number(step ?? 1) === 0,
    );
  });
}

function isKnownZone(timeZone: string): boolean {
  try {
    const found = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    // JavaScript takes any case; Kubernetes looks for a file of that name.
    const isOtherCase = found !== timeZone && found.toLowerCase() === timeZone.toLowerCase();
    return timeZone !== 'Local' && !isOtherCase;
  } catch {
    return false;
  }
}
