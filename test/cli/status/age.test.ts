import { age } from '../../../lib/cli/status';
import { daysBetween, moment } from '../../../lib/cli/status/age';

const START = '2026-01-01T00:00:00Z';

test.each([
  ['2026-01-01T00:00:00Z', 'now'],
  ['2026-01-01T00:00:59Z', 'now'],
  ['2026-01-01T00:01:00Z', '1 min'],
  ['2026-01-01T00:59:59.999Z', '59 min'],
  ['2026-01-01T01:00:00Z', '1 h'],
  ['2026-01-01T23:59:59Z', '23 h'],
  ['2026-01-02T00:00:00Z', '1 d'],
  ['2026-03-02T23:59:59Z', '60 d'],
  ['2026-03-03T00:00:00Z', '2 mo'],
  ['2027-12-31T00:00:00Z', '23 mo'],
  ['2028-01-02T00:00:00Z', '2 y'],
  ['2036-07-01T00:00:00Z', '10 y'],
])('at %s, what began with 2026 is %s old', (to, expected) => {
  expect(age(START, to)).toBe(expected);
});

test('what is still to come, as clocks differ, is said to be so', () => {
  expect(age('2026-01-01T00:00:30Z', START)).toBe('now');
  expect(age('2026-01-01T02:00:00Z', START)).toBe('in 2 h');
});

test('what is no time has no age and is shown as it is', () => {
  expect(age('yesterday', START)).toBe('?');
  expect(moment('yesterday')).toBe('yesterday');
  expect(daysBetween('yesterday', START)).toBeNaN();
});

test('a moment is in UTC, to the minute, wherever it is read', () => {
  expect(moment('2026-06-28T11:12:59.5+02:00')).toBe('2026-06-28 09:12 UTC');
});
