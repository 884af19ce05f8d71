import fc from 'fast-check';
import { allowedFrom } from '../../../lib/release/policies';
import { facts, policiesOf, rule, told } from './support';

const day = rule('soak: { on: staging, for: 24h }');
const at = (text: string) => Date.parse(text);
const served = (...spans: { from: number; until?: number }[]) => new Map([['staging', spans]]);

test('it is allowed from the moment on at which it was live for so long', () => {
  const live = served({ from: at('2026-01-06T12:00:00Z') });
  expect(told({ served: live, at: '2026-01-07T11:59:59.999Z' }, day)).toEqual([
    '1.5.0 is live on staging since 2026-01-06 12:00:00Z, and has to be for 24h; at 2026-01-07T12:00:00.000Z',
  ]);
  expect(told({ served: live, at: '2026-01-07T12:00:00.000Z' }, day)).toEqual([]);
});

test('what was live for so long once may be released after it is replaced', () => {
  const gone = served({ from: at('2026-01-01T00:00:00Z'), until: at('2026-01-02T00:00:00Z') });
  expect(told({ served: gone }, day)).toEqual([]);
});

test('several short times are no long one', () => {
  const twice = served(
    { from: at('2026-01-01T00:00:00Z'), until: at('2026-01-01T23:00:00Z') },
    { from: at('2026-01-02T00:00:00Z'), until: at('2026-01-02T23:00:00Z') },
  );
  expect(told({ served: twice }, day)).toEqual([
    '1.5.0 was live on staging for less than 24h; when 1.5.0 is live on staging for 24h',
  ]);
});

test('what was never there never soaked', () => {
  expect(told({}, day)).toEqual(['1.5.0 was never live on staging; when 1.5.0 is live on staging for 24h']);
});

test('a clock that was ahead does not let it pass early', () => {
  expect(told({ served: served({ from: at('2026-01-09T00:00:00Z') }) }, day)).toEqual([
    '1.5.0 is live on staging since 2026-01-09 00:00:00Z, and has to be for 24h; at 2026-01-10T00:00:00.000Z',
  ]);
});

test('a day is 24 hours, also when the clocks change, and also on 29 February', () => {
  const policies = rule('soak: { on: staging, for: 1d }');
  for (const [from, until] of [
    ['2026-03-28T12:00:00.000Z', '2026-03-29T12:00:00.000Z'],
    ['2028-02-28T23:30:00.000Z', '2028-02-29T23:30:00.000Z'],
    ['2026-02-28T23:30:00.000Z', '2026-03-01T23:30:00.000Z'],
  ] as const) {
    expect(allowedFrom(facts({ at: from, served: served({ from: at(from) }) }), policies)).toBe(until);
  }
});

test.each([
  ['45m', 45],
  ['24h', 1440],
  ['2d', 2880],
  ['1d 12h', 2160],
  ['1d12h30m', 2190],
])('%s is %i minutes', (text, minutes) => {
  const policies = rule(`soak: { on: staging, for: ${text} }`);
  const begin = { at: '2026-01-01T00:00:00Z', served: served({ from: at('2026-01-01T00:00:00Z') }) };
  expect(Date.parse(allowedFrom(facts(begin), policies) ?? '') - at('2026-01-01T00:00:00Z')).toBe(minutes * 60_000);
});

test.each(['', '24', 'h', '1.5h', '12h 1d', '-1h', '1w', 'PT1H', '1d  2h'])(
  '%j is no time that something takes',
  (text) => {
    expect(() => policiesOf(`a: { environments: [production], soak: { on: staging, for: '${text}' } }`)).toThrow(
      /twelve\.yaml:\d+:\d+: policies\.a\.soak\.for: it has to be a time such as 45m, 24h, 2d or 1d 12h .*\(TF2204\)/,
    );
  },
);

test('it is allowed exactly if one time was long enough', () => {
  const hour = 3_600_000;
  const now = at('2026-01-07T12:00:00Z');
  const span = fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 50 }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), fc.option(fc.integer({ min: 0, max: 50 })), (past, current) => {
      const spans = [
        ...past.map(([ago, length]) => ({
          from: now - ago * hour,
          until: now - ago * hour + Math.min(length, ago) * hour,
        })),
        ...(current === null ? [] : [{ from: now - current * hour }]),
      ];
      const isLong = past.some(([ago, length]) => Math.min(length, ago) >= 24) || (current ?? 0) >= 24;
      expect(told({ served: served(...spans) }, day).length === 0).toBe(isLong);
    }),
  );
});
