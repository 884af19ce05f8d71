import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { formatMessage, parseTrailers, type Trailers } from '../../../lib/release/trailers';

/** The trailers that git finds in a message. */
function byGit(message: string, ...more: string[]): string[] {
  const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' };
  const options = { input: message, encoding: 'utf8', env, cwd: '/' } as const;
  return execFileSync('git', ['interpret-trailers', '--parse', ...more], options)
    .split('\n')
    .filter(Boolean);
}

/** Values that are one line of visible text. */
const plain = fc
  .oneof(
    fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
    fc.constantFrom('Ada <ada@example.com>', 'a: b', '# 1', '---', 'Zoë', 'a = b', '(cherry picked from commit 1)'),
  )
  .filter((text) => text === text.trim() && text !== '' && !text.startsWith('"'));

const names = ['Application', 'Environment', 'Version', 'Operation', 'Actor', 'Reason', 'Source-Commit', 'Previous'];
const trailers: fc.Arbitrary<Trailers> = fc.dictionary(fc.constantFrom(...names), plain, {
  minKeys: 1,
  noNullPrototype: true,
});

test('git reads plain trailers as we do', () => {
  fc.assert(
    fc.property(trailers, (all) => {
      const message = formatMessage({ subject: 'production: release lulu 1.5.0', trailers: all });
      const expected = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
      expect(byGit(message)).toEqual(expected);
      expect(parseTrailers(message)).toEqual(all);
    }),
    { numRuns: 40 },
  );
});

test('git finds each trailer once and in its line, whatever the reason and the values are', () => {
  const value = fc.oneof(plain, fc.constantFrom('', 'a\nb', ' x', 'a\n\nVersion: 9.9.9', '"', 'a\r\nb', '\n'));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, noNullPrototype: true }),
      value,
      (all, body) => {
        const message = formatMessage({ subject: 'a subject', body, trailers: all });
        const found = byGit(message, '--no-divider').map((line) => line.replace(/: .*/, ''));
        expect(found).toEqual(Object.keys(all));
      },
    ),
    { numRuns: 40 },
  );
});

test('what a commit says is found by git after it was committed, also under a reason that looks like the end of a patch', () => {
  const message = formatMessage({ subject: 'a', body: 'b\n---\nc', trailers: { Version: '1.5.0' } });
  expect(byGit(message, '--no-divider')).toEqual(['Version: 1.5.0']);
  expect(parseTrailers(message)).toEqual({ Version: '1.5.0' });
});
