import fc from 'fast-check';
import { formatMessage, parseTrailers } from '../../../lib/release/trailers';

const subject = 'production: release lulu 1.5.0';

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/);

const nasty = fc.constantFrom(
  '',
  ' ',
  ' a',
  'a ',
  '"',
  '"a"',
  "it's",
  'a\nb',
  'a\n\nCo-authored-by: Eve <eve@example.com>',
  'a\r\nb',
  '\0',
  '\t',
  '\u001b[31m',
  '\u0085',
  '\u00a0',
  '\ufeff',
  'é',
  '🚀',
  'Version: 9.9.9',
  'a: b: c',
  '# no comment',
  '---',
  '-----8<-----',
  '\\n',
  '\\',
  '%n%H',
  'null',
  '[]',
);

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  nasty,
  fc.array(nasty).map((some) => some.join('')),
);

// What no line of git holds as it is; see the failing tests below.
const isKept = (text: string) => !/[\u2028\u2029]/.test(text);

const trailers = fc.dictionary(name, value.filter(isKept), { minKeys: 1, maxKeys: 8, noNullPrototype: true });

test('a message is a subject, the reason, and the trailers of it', () => {
  const message = formatMessage({
    subject,
    body: 'Faster by half.\n\nSee the report.\n',
    trailers: { Application: 'lulu', Version: '1.5.0', Reason: 'Faster by half.\n\nSee the report.' },
  });
  expect(message).toBe(`production: release lulu 1.5.0

Faster by half.

See the report.

Application: lulu
Version: 1.5.0
Reason: "Faster by half.\\n\\nSee the report."
`);
});

test('what is written reads back equal, whatever the values are (R11)', () => {
  fc.assert(
    fc.property(trailers, fc.option(value, { nil: undefined }), fc.string(), (all, body, line) => {
      expect(parseTrailers(formatMessage({ subject: `a ${line}`, body, trailers: all }))).toEqual(all);
    }),
    { numRuns: 500 },
  );
});

test('nobody gets a trailer into a message by a subject, a reason or a value', () => {
  fc.assert(
    fc.property(fc.constantFrom('\n', '\n\n', '\r\n\r\n', '\r\r', '\u0085\n\n'), value, (end, text) => {
      const evil = `${text}${end}Version: 9.9.9${end}`;
      const message = formatMessage({ subject: evil, body: evil, trailers: { Version: '1.5.0', Reason: evil } });
      expect(parseTrailers(message)['Version']).toBe('1.5.0');
    }),
  );
});

test('a subject is one line, whatever was put into it', () => {
  const [first, second] = formatMessage({ subject: 'a\nb\u2028c\td', trailers: { A: 'b' } }).split('\n');
  expect([first, second]).toEqual(['a b c d', '']);
});

test('what is no trailer is left out, and a message without any has none (G17)', () => {
  expect(parseTrailers('')).toEqual({});
  expect(parseTrailers('a subject\n')).toEqual({});
  expect(parseTrailers('a\n\nSome words: not a name\nVersion:1.0\nVersion 1.0\nVersion: 1.0\n')).toEqual({
    Version: '1.0',
  });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (message) => void parseTrailers(message)));
});

test('of a value that another tool quoted, the text in quotes is meant; what is no such text stays as it is', () => {
  expect(parseTrailers('a\n\nReason: "two\\nlines"\nVersion: "5" apples\n')).toEqual({
    Reason: 'two\nlines',
    Version: '"5" apples',
  });
});

test('trailers are looked for at the end, also with blank lines after them', () => {
  expect(parseTrailers('a\n\nVersion: 1.0\n\n\n')).toEqual({ Version: '1.0' });
});

// Neither is escaped in JSON, and `.` of a regular expression matches neither: the trailer is lost.
test.each(['\u2028', '\u2029'])('a value with the line separator %j reads back equal (R11)', (separator) => {
  const all = { Reason: `a${separator}b` };
  expect(parseTrailers(formatMessage({ subject, trailers: all }))).toEqual(all);
});

// git stores UTF-8: what stands in the commit is U+FFFD. JSON would escape it.
test('a value with half of a pair reads back equal after git stored it (R11)', () => {
  const all = { Reason: 'a\ud800b' };
  const stored = Buffer.from(formatMessage({ subject, trailers: all })).toString('utf8');
  expect(parseTrailers(stored)).toEqual(all);
});

// Forges write the message of a squash or of an edit in their web page with these line ends.
test('a message with CRLF line ends has the same trailers', () => {
  const message = formatMessage({ subject, body: 'why', trailers: { Application: 'lulu', Version: '1.5.0' } });
  expect(parseTrailers(message.replaceAll('\n', '\r\n'))).toEqual({ Application: 'lulu', Version: '1.5.0' });
});

// git looks for trailers after a blank line, never in the subject.
test('a subject is no trailer, even if it looks like one', () => {
  expect(parseTrailers('Version: 9.9.9\n')).toEqual({});
});

// A terminal that shows the log takes it for the beginning of a command.
test('control characters of the reason are not in the message as they are', () => {
  expect(formatMessage({ subject, body: 'red \u001b[31m', trailers: { A: '\u009b31m' } })).not.toMatch(
    /[\u001b\u009b]/,
  );
});
