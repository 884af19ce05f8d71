import fc from 'fast-check';
import { allowedFrom, evaluate } from '../../../lib/release/policies';
import { facts, rule } from './support';

// What the clock on the wall shows decides, where it is not set forward or back; Intl tells what it shows, and is another source than ours.

const ZONES = [
  'Europe/Copenhagen',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Etc/UTC',
  'Australia/Lord_Howe',
];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const pair = fc.tuple(time, time).filter(([from, until]) => from !== until);
const instant = fc.date({
  min: new Date('2020-01-01T00:00Z'),
  max: new Date('2035-01-01T00:00Z'),
  noInvalidDate: true,
});
const zone = fc.constantFrom(...ZONES);
const runs = { numRuns: 100 };

const clocks = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    }),
  ]),
);

/** What a clock on the wall shows: day of the week, time, and how far it is from UTC. */
function wall(at: Date, timeZone: string): { day: number; time: string; offset: string } {
  const parts = clocks.get(timeZone)?.formatToParts(at) ?? [];
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: DAYS.indexOf(part('weekday').toLowerCase()),
    time: `${part('hour')}:${part('minute')}`,
    offset: part('timeZoneName'),
  };
}

/** Whether the clock is set within a week or so of an instant. */
function isNearChange(at: Date, timeZone: string): boolean {
  const offset = (hours: number) => wall(new Date(at.getTime() + hours * 3_600_000), timeZone).offset;
  return offset(-200) !== offset(200);
}

test('nights are frozen when the clock on the wall shows it', () => {
  fc.assert(
    fc.property(instant, zone, fc.integer({ min: 0, max: 6 }), pair, (at, timeZone, day, [from, until]) => {
      fc.pre(!isNearChange(at, timeZone));
      const now = wall(at, timeZone);
      const isOvernight = until < from;
      const isFirst = now.day === day && now.time >= from && (isOvernight || now.time < until);
      const isSecond = isOvernight && now.day === (day + 1) % 7 && now.time < until;
      const policies = rule(
        `freeze: [{ days: [${DAYS[day]}], from: '${from}', until: '${until}', zone: ${timeZone}, reason: so }]`,
      );
      expect(evaluate(facts({ at: at.toISOString() }), policies).length === 1).toBe(isFirst || isSecond);
    }),
    runs,
  );
});

test('a window of each week is frozen when the clock on the wall shows it', () => {
  const day = fc.integer({ min: 0, max: 6 });
  fc.assert(
    fc.property(instant, zone, day, day, pair, (at, timeZone, first, last, [from, until]) => {
      fc.pre(!isNearChange(at, timeZone));
      const { day: today, time: now } = wall(at, timeZone);
      const minutes = (weekday: number, text: string) =>
        weekday * 1440 + Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
      const [begin, end, here] = [minutes(first, from), minutes(last, until), minutes(today, now)];
      const isWithin = begin < end ? here >= begin && here < end : here >= begin || here < end;
      const policies = rule(
        `freeze: [{ from: ${DAYS[first]} ${from}, until: ${DAYS[last]} ${until}, zone: ${timeZone}, reason: so }]`,
      );
      expect(evaluate(facts({ at: at.toISOString() }), policies).length === 1).toBe(isWithin);
    }),
    runs,
  );
});

test('what is denied until an instant is denied just before it, and allowed at it', () => {
  const window = fc.oneof(
    fc
      .tuple(fc.subarray(DAYS, { minLength: 1, maxLength: 5 }), pair)
      .map(([days, [from, until]]) => `days: [${days.join(', ')}], from: '${from}', until: '${until}'`),
    fc
      .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS), pair)
      .map(([first, last, [from, until]]) => `from: ${first} ${from}, until: ${last} ${until}`),
    pair.map(([from, until]) => `from: 02-29 ${from}, until: 03-02 ${until}`),
  );
  const windows = fc.array(fc.tuple(window, zone), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(instant, windows, (at, list) => {
      const text = list.map(([one, timeZone]) => `{ ${one}, zone: ${timeZone}, reason: so }`).join(', ');
      const policies = rule(`freeze: [${text}]`);
      const free = allowedFrom(facts({ at: at.toISOString() }), policies);
      const isDenied = (milliseconds: number) =>
        evaluate(facts({ at: new Date(milliseconds).toISOString() }), policies).length > 0;
      if (free !== undefined && isDenied(at.getTime())) {
        expect([isDenied(Date.parse(free) - 1), isDenied(Date.parse(free))]).toEqual([true, false]);
      }
    }),
    runs,
  );
});
