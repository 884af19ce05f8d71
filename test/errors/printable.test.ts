import fc from 'fast-check';
import { formatProblem, plainText, printable } from '../../lib/errors';

test('a line break is a sign, and what nobody would see is a code', () => {
  expect(printable('a\nb\r\nc\td')).toBe('a⏎b⏎c\\u{9}d');
  expect(printable('\u001b[31m1.5.0\u202e0.9\u0000\x9b\ud800')).toBe(
    '\\u{1b}[31m1.5.0\\u{202e}0.9\\u{0}\\u{9b}\\u{d800}',
  );
  expect(printable('\xad\u200b\u2060\u2066\u3164\ufeff\ufffa\uffff\u2028\u{e0041}')).toBe(
    '\\u{ad}\\u{200b}\\u{2060}\\u{2066}\\u{3164}\\u{feff}\\u{fffa}\\u{ffff}\\u{2028}\\u{e0041}',
  );
});

test.each([
  'Żółć',
  '這是',
  'مرحبا',
  '👩‍💻',
  '👩🏽‍💻',
  '❤️',
  '1️⃣',
  '🏳️‍🌈',
  'می‌خواهم',
  'क्‍ष',
  '\u00a0\ufffd',
  '\\u{1b}',
  '⏎',
  '',
])('%j stays as it is', (text) => expect(printable(text)).toBe(text));

test('where a joiner or a variant says nothing, it would only make one name look like another', () => {
  expect(printable('1.5\u200d.0 lu\u200clu a\ufe0f \u200d')).toBe('1.5\\u{200d}.0 lu\\u{200c}lu a\\u{fe0f} \\u{200d}');
});

test('whatever it is, it is one line that a terminal does not obey, and stays as it is the second time', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('\x1b', '\r', '\n', '\u200d', '\ufe0f', '👩', 'a', '\u202e'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(text, (given) => {
      const shown = printable(given);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(printable(shown)).toBe(shown);
      expect(plainText(plainText(given))).toBe(plainText(given));
    }),
  );
});

test('words are on one line, without what is around them', () => {
  expect(plainText(' a\tb\r\nc\u2028 ')).toBe('a b c');
});

test('a problem is one line, whatever it quotes', () => {
  const problem = { code: 'TF2101', place: 'lulu', subject: 'a\nb', given: '\u001b[2J', remedy: 'x' } as const;
  expect(formatProblem(problem)).toBe('[lulu] a⏎b: \\u{1b}[2J; x (TF2101)');
});
