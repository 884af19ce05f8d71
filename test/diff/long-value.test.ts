import fc from 'fast-check';
import { diffLines, formatLine, type Json, type TreeDiff } from '../../lib/diff';
import { said } from './support';

describe('a long value', () => {
  const shown = (before: string, after: string) =>
    said('ConfigMap', { data: { A: before } }, { data: { A: after } })
      .replace('A ', '')
      .split(' → ') as [string, string];

  test('loses its middle', () => {
    const [old, fresh] = shown(`begin${'x'.repeat(100)}end`, 'short');
    expect([old.length, fresh]).toEqual([60, 'short']);
    expect(old).toMatch(/^beginx{25}…x{26}end$/);
  });

  test('shows the part that differs', () => {
    const url = (host: string) => `postgres://user@${'a'.repeat(80)}.${host}.internal/${'b'.repeat(80)}`;
    expect(shown(url('old'), url('new')).map((text) => text.replace(/[ab]{15,}/g, '*'))).toEqual([
      '…*.old.internal/*…',
      '…*.new.internal/*…',
    ]);
  });

  test('is shown so that it differs, on one line, without what a terminal would obey', () => {
    const long = fc.string({
      unit: fc.constantFrom('a', '\n', '😀', '\x1b', '\u202e', '"', ' ', '⏎', '\ud800'),
      maxLength: 90,
    });
    const pieces = fc
      .tuple(long, long, long, long)
      .map(([head, a, b, tail]): [string, string] => [head + a + tail, head + b + tail]);
    fc.assert(
      fc.property(pieces, ([before, after]) => {
        fc.pre(before !== after);
        const line = formatLine({
          sign: '~',
          subject: 's',
          phrases: diffLines(diffOf(before, after)).flatMap(({ phrases }) => phrases),
        });
        expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]|[\ud800-\udfff]/u);
        const [{ before: old = '', after: fresh = '' } = {}] = diffLines(diffOf(before, after))[0]?.phrases ?? [];
        expect(old).not.toBe(fresh);
        expect(Math.max(old.length, fresh.length)).toBeLessThanOrEqual(60);
      }),
      { numRuns: 1000 },
    );
  });

  function diffOf(before: Json, after: Json): TreeDiff {
    const change = { kind: 'update', path: ['data', 'A'], before, after } as const;
    return {
      objects: [{ path: 'a', status: 'changed', kind: 'ConfigMap', name: 'c', changes: [change] }],
      unchanged: 0,
    };
  }
});
