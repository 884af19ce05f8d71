import fc from 'fast-check';
import { prose } from '../../lib/markdown';

test.each([
  ['faster search, for 50% of "all" people (see 2026/01)', 'faster search, for 50% of "all" people (see 2026/01)'],
  ['résumé, 日本, 🚀 – done', 'résumé, 日本, 🚀 – done'],
  ['thanks @octocat: (great)', 'thanks `@octocat`: (great)'],
  ['Answer faster (#12)', 'Answer faster (<code>&#35;12</code>)'],
  ['Fixes #3, closes GH-7', 'Fixes <code>&#35;3</code>, closes <code>GH&#45;7</code>'],
  ['closes https://a.io/issues/1', 'closes <code>https&#58;//a.io/issues/1</code>'],
  ['acme/lulu#1 acme/lulu!2 &3', '<code>acme/lulu&#35;1</code> `acme/lulu!2` `&3`'],
  ['see www.a.io and a@b.io', 'see `www.a.io` and `a@b.io`'],
  ['/merge now', '`/merge` now'],
  ['<b>bold</b> | *star* _low_ [x](y)', '`<b>bold</b>` <code>&#124;</code> `*star*` `_low_` `[x](y`)'],
  ['at 12:30:45Z, a:b:c', 'at 12:30:45Z, `a:b:c`'],
  ['a :b: À:c:', 'a `:b`: `À:c`:'],
  ['since 3f2a9b1c', 'since `3f2a9b1c`'],
  ['see `twelve why lulu` and `<b>`|`, ', 'see `twelve why lulu` and `<b>`<code>&#124;&#96;</code>, '],
  ['a\n/close\r\n# b', 'a `/close` <code>&#35;</code> b'],
  ['', ''],
])('%j is %s', (text, shown) => {
  expect(prose(text)).toBe(shown);
});

test('whatever people write, outside of code there are words alone', () => {
  const word = fc.constantFrom(
    '@ada',
    '#1',
    'GH-1',
    '!1',
    '`',
    '|',
    '<b>',
    'https://a.io',
    '&#64;a',
    'fixes',
    '\\',
    '](x)',
    ':a:',
    '~~',
    '$x$',
  );
  const text = fc
    .array(fc.oneof(word, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (value) => {
      const outside = prose(value).replace(/<code>(?:(?!<code>).)*?<\/code>|`[^`]*`/gu, ' ');
      expect(outside).not.toMatch(/[@#|<>`\\[\]{}*_~$^\n]|&#|:\/\/|:(?!\d\d:)[\w+-]+:|!\d|www\.|\bGH-\d/u);
    }),
  );
});
