import fc from 'fast-check';
import { mergeJson } from '../../lib/manifest/merge';

test.each([
  ['objects are merged', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
  ['null removes', { a: 1, b: 2 }, { a: null }, { b: 2 }],
  ['null removes deep inside', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: null } } }, { a: { b: { d: 2 } } }],
  ['null removes what is not there without a trace', { a: 1 }, { b: null }, { a: 1 }],
  ['undefined says nothing of its own', { a: 1 }, { b: { c: 1 } }, { a: 1, b: { c: 1 } }],
  ['values are replaced', { a: 1, b: [1] }, { a: 'x', b: { c: 1 } }, { a: 'x', b: { c: 1 } }],
  ['lists are replaced', { a: [1, 2] }, { a: [3] }, { a: [3] }],
  ['an empty list empties', { a: [{ name: 'x' }] }, { a: [] }, { a: [] }],
  [
    'lists of named items are merged by name, new ones behind',
    {
      a: [
        { name: 'x', n: 1 },
        { name: 'y', n: 2, m: [1] },
      ],
    },
    { a: [{ name: 'z' }, { name: 'y', n: 3 }] },
    { a: [{ name: 'x', n: 1 }, { name: 'y', n: 3, m: [1] }, { name: 'z' }] },
  ],
  [
    'items that are not all named are replaced',
    { a: [{ name: 'x' }] },
    { a: [{ name: 'x' }, 1] },
    { a: [{ name: 'x' }, 1] },
  ],
])('%s', (_, base, over, merged) => {
  expect(mergeJson(base, over)).toEqual(merged);
});

const json = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 3 }));
const withoutNulls = (value: unknown): boolean => !JSON.stringify(value).includes('null');

test('nothing laid over changes nothing', () => {
  fc.assert(fc.property(json, (base) => expect(mergeJson(base, {})).toEqual(base)));
});

test('the same laid over twice is the same as once', () => {
  fc.assert(
    fc.property(json, json.filter(withoutNulls), (base, over) => {
      const once = mergeJson(base, over);
      expect(mergeJson(once, over)).toEqual(once);
    }),
  );
});

test('neither side is changed', () => {
  fc.assert(
    fc.property(json, json, (base, over) => {
      const before = JSON.stringify([base, over]);
      mergeJson(base, over);
      expect(JSON.stringify([base, over])).toBe(before);
    }),
  );
});
