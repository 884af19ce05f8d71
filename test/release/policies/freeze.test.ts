import { evaluate } from '../../../lib/release/policies';
import { facts, rule } from './support';

/** Until when it is frozen at some instants; '-' where it is not. */
function ends(windows: string, ...instants: string[]): string[] {
  const policies = rule(`freeze: [${windows}]`);
  return instants.map((at) => {
    const [denial, ...more] = evaluate(facts({ at: `${at}:00Z` }), policies);
    expect(more).toEqual([]);
    return denial === undefined
      ? '-'
      : 'at' in denial.until
        ? denial.until.at.replace(':00.000Z', '')
        : Object.keys(denial.until).join();
  });
}

const window = (text: string, zone = 'Europe/Copenhagen') => `{ ${text}, zone: ${zone}, reason: so }`;

test('a whole weekend is two days of its zone, from midnight to midnight', () => {
  const weekend = window('days: [sat, sun]');
  expect(ends(weekend, '2026-01-09T22:59', '2026-01-09T23:00', '2026-01-11T22:59', '2026-01-11T23:00')).toEqual([
    '-',
    '2026-01-11T23:00',
    '2026-01-11T23:00',
    '-',
  ]);
});

test('the same weekend begins at another instant in another zone', () => {
  const starts = [
    ['Pacific/Auckland', '2026-01-09T11:00'],
    ['Asia/Kolkata', '2026-01-09T18:30'],
    ['America/New_York', '2026-01-10T05:00'],
    ['Etc/UTC', '2026-01-10T00:00'],
  ] as const;
  for (const [zone, start] of starts) {
    const before = new Date(Date.parse(`${start}:00Z`) - 60_000).toISOString().slice(0, 16);
    const [was, is] = ends(window('days: [sat, sun]', zone), before, start);
    expect([zone, was, is === '-']).toEqual([zone, '-', false]);
  }
});

test('a window of some days that ends before it begins goes on after midnight', () => {
  const nights = window("days: [mon], from: '22:00', until: '06:00'");
  expect(
    ends(nights, '2026-01-12T20:59', '2026-01-12T21:00', '2026-01-13T04:59', '2026-01-13T05:00', '2026-01-12T04:00'),
  ).toEqual(['-', '2026-01-13T05:00', '2026-01-13T05:00', '-', '-']);
});

test('nights of a Sunday reach into Monday', () => {
  expect(ends(window("days: [sun], from: '22:00', until: '06:00'"), '2026-01-12T04:59')).toEqual(['2026-01-12T05:00']);
});

test('a window to 24:00 ends with the day, and one without a beginning begins with it', () => {
  expect(ends(window("days: [tue], from: '18:00', until: '24:00'"), '2026-01-13T22:59', '2026-01-13T23:00')).toEqual([
    '2026-01-13T23:00',
    '-',
  ]);
  expect(ends(window("days: [tue], until: '06:00'"), '2026-01-12T22:59', '2026-01-12T23:00')).toEqual([
    '-',
    '2026-01-13T05:00',
  ]);
});

test('a window of each week reaches over the days between', () => {
  const weekend = window('from: fri 16:00, until: mon 08:00');
  expect(
    ends(weekend, '2026-01-09T14:59', '2026-01-09T15:00', '2026-01-11T12:00', '2026-01-12T06:59', '2026-01-12T07:00'),
  ).toEqual(['-', '2026-01-12T07:00', '2026-01-12T07:00', '2026-01-12T07:00', '-']);
});

test('a window of each week may be a week but for an hour', () => {
  const most = window('from: mon 09:00, until: mon 08:00', 'Etc/UTC');
  expect(ends(most, '2026-01-12T07:59', '2026-01-12T08:00', '2026-01-12T09:00')).toEqual([
    '2026-01-12T08:00',
    '-',
    '2026-01-19T08:00',
  ]);
});

test('a window of each year may reach over the new year', () => {
  const christmas = window('from: 12-20 18:00, until: 01-02 08:00');
  expect(ends(christmas, '2026-12-20T16:59', '2026-12-20T17:00', '2027-01-01T00:00', '2027-01-02T07:00')).toEqual([
    '-',
    '2027-01-02T07:00',
    '2027-01-02T07:00',
    '-',
  ]);
});

test('a window of once comes once, in its zone', () => {
  const friday = window('from: 2026-11-27 00:00, until: 2026-11-27T24:00', 'America/New_York');
  expect(ends(friday, '2026-11-27T04:59', '2026-11-27T05:00', '2026-11-28T05:00', '2027-11-27T12:00')).toEqual([
    '-',
    '2026-11-28T05:00',
    '-',
    '-',
  ]);
});

describe('leap day', () => {
  test('29 February is a day of its own in a leap year', () => {
    const day = window('from: 02-29 00:00, until: 02-29 24:00', 'Etc/UTC');
    expect(ends(day, '2028-02-28T23:59', '2028-02-29T00:00', '2028-03-01T00:00')).toEqual([
      '-',
      '2028-03-01T00:00',
      '-',
    ]);
  });

  test('in another year it is the moment at which March begins, so such a day is none', () => {
    const day = window('from: 02-29 00:00, until: 02-29 24:00', 'Etc/UTC');
    expect(ends(day, '2026-02-28T23:59', '2026-03-01T00:00')).toEqual(['-', '-']);
    expect(
      ends(window('from: 02-29 12:00, until: 03-02 00:00', 'Etc/UTC'), '2026-02-28T23:59', '2026-03-01T00:00'),
    ).toEqual(['-', '2026-03-02T00:00']);
  });

  test('1900 and 2100 are no leap years, 2000 is one', () => {
    const day = window('from: 02-29 00:00, until: 02-29 24:00', 'Etc/UTC');
    expect(ends(day, '2000-02-29T12:00', '2100-03-01T00:00')).toEqual(['2000-03-01T00:00', '-']);
  });
});

describe('daylight saving', () => {
  // On 29 March 2026 the clocks of Copenhagen go from 02:00 to 03:00, which is 01:00Z.
  test('a time that is skipped is the moment of the jump', () => {
    const from = window("days: [sun], from: '02:30', until: '05:00'");
    expect(ends(from, '2026-03-29T00:59', '2026-03-29T01:00', '2026-03-29T03:00')).toEqual([
      '-',
      '2026-03-29T03:00',
      '-',
    ]);
    const until = window("days: [sun], from: '01:00', until: '02:30'");
    expect(ends(until, '2026-03-29T00:00', '2026-03-29T00:59', '2026-03-29T01:00')).toEqual([
      '2026-03-29T01:00',
      '2026-03-29T01:00',
      '-',
    ]);
  });

  test('a window inside of what is skipped is none', () => {
    expect(ends(window("days: [sun], from: '02:10', until: '02:50'"), '2026-03-29T00:59', '2026-03-29T01:00')).toEqual([
      '-',
      '-',
    ]);
  });

  // On 25 October 2026 they go from 03:00 to 02:00, which is 01:00Z: 02:30 is 00:30Z and 01:30Z.
  test('a window begins at the first of two times, and ends at the second', () => {
    const from = window("days: [sun], from: '02:30', until: '05:00'");
    expect(ends(from, '2026-10-25T00:29', '2026-10-25T00:30', '2026-10-25T01:15')).toEqual([
      '-',
      '2026-10-25T04:00',
      '2026-10-25T04:00',
    ]);
    const until = window("days: [sun], from: '01:00', until: '02:30'");
    expect(ends(until, '2026-10-25T00:45', '2026-10-25T01:29', '2026-10-25T01:30')).toEqual([
      '2026-10-25T01:30',
      '2026-10-25T01:30',
      '-',
    ]);
  });

  test('a day may have 23 hours, or 25', () => {
    const sunday = window('days: [sun]');
    expect(ends(sunday, '2026-03-28T23:00', '2026-10-24T22:00')).toEqual(['2026-03-29T22:00', '2026-10-25T23:00']);
  });

  test('a day may begin at one, where midnight is skipped', () => {
    // In Beirut the clocks go from 00:00 to 01:00 on 29 March 2026, which is 28 March 22:00Z.
    expect(ends(window('days: [sun]', 'Asia/Beirut'), '2026-03-28T21:59', '2026-03-28T22:00')).toEqual([
      '-',
      '2026-03-29T21:00',
    ]);
  });

  test('half an hour is told back on Lord Howe', () => {
    const from = window("days: [sun], from: '01:45', until: '03:00'", 'Australia/Lord_Howe');
    // On 5 April 2026 02:00 becomes 01:30, at 15:00Z of the day before.
    expect(ends(from, '2026-04-04T14:44', '2026-04-04T14:45', '2026-04-04T15:10', '2026-04-04T16:30')).toEqual([
      '-',
      '2026-04-04T16:30',
      '2026-04-04T16:30',
      '-',
    ]);
  });

  test('a day that a zone left out is no day of its windows', () => {
    // Samoa had no 30 December 2011: it went from the 29th to the 31st.
    const friday = window('from: 2011-12-30 00:00, until: 2011-12-30 24:00', 'Pacific/Apia');
    expect(ends(friday, '2011-12-30T09:59', '2011-12-30T10:00')).toEqual(['-', '-']);
  });
});

test('windows that meet or overlap are told with the end of all', () => {
  const both = `${window('days: [sat, sun]')}, ${window("days: [mon], until: '08:00'")}`;
  expect(ends(both, '2026-01-10T12:00')).toEqual(['2026-01-12T07:00']);
});

test('windows that follow each other for ever have no end', () => {
  expect(ends(window('days: [mon, tue, wed, thu, fri, sat, sun]'), '2026-01-10T12:00')).toEqual(['never']);
});

test('what is told names the local time and every reason', () => {
  const policies = rule(
    `freeze: [{ days: [sat, sun], zone: Europe/Copenhagen, reason: nobody is there }, { from: 01-01 00:00, until: 02-01 00:00, zone: Etc/UTC, reason: audit }]`,
  );
  expect(evaluate(facts({ at: '2026-01-31T12:00:00Z' }), policies)).toEqual([
    {
      policy: 'rule',
      rule: 'freeze',
      line: 7,
      allowed: false,
      why: 'it is frozen until Mon 2026-02-02 00:00 Europe/Copenhagen: nobody is there; audit',
      until: { at: '2026-02-01T23:00:00.000Z' },
    },
  ]);
});
