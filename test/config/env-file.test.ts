import { parseEnvText } from '../../lib/config/env-file';
import { collecting, throwing } from './support';

function read(text: string): Record<string, string> {
  return Object.fromEntries(parseEnvText(throwing(), 'a.env', text).map(({ key, value }) => [key, value]));
}

function problems(text: string): string[] {
  const { place, lines } = collecting();
  parseEnvText(place, 'a.env', text);
  return lines;
}

describe('an env file', () => {
  test.each<[what: string, text: string, expected: Record<string, string>]>([
    ['plain values', 'A=1\nB=two words\n', { A: '1', B: 'two words' }],
    ['an empty value', 'A=\nB=""\nC=\n', { A: '', B: '', C: '' }],
    ['comments and blank lines', '# one\n\n  # two\nA=1 # three\n\t\nB= # four', { A: '1', B: '' }],
    ['export', 'export A=1\nexport\tB=2', { A: '1', B: '2' }],
    ['blanks around names and values', '  A = 1  \n\tB=\t2\t', { A: '1', B: '2' }],
    ['colons as separators', 'A: 1\nB=x: y=z', { A: '1', B: 'x: y=z' }],
    ['three kinds of quotes', `A='a "b" #c'\nB="it's"\nC=\`a'b"c\``, { A: 'a "b" #c', B: "it's", C: `a'b"c` }],
    ['values over several lines', 'A="one\n  # two\nB=3"\nC=4', { A: 'one\n  # two\nB=3', C: '4' }],
    [
      'escaped line ends in double quotes alone',
      'A="x\\ny"\nB=\'x\\ny\'\nC=x\\ny',
      { A: 'x\ny', B: 'x\\ny', C: 'x\\ny' },
    ],
    ['a comment behind a quoted value', `A='1' # it's "one"\nB=2`, { A: '1', B: '2' }],
    ['quotes inside of plain values', `A=it's\nB={"a": "b"}`, { A: "it's", B: '{"a": "b"}' }],
    ['a byte that is text elsewhere', 'A=é😀\u2028x\nB=\u0001', { A: 'é😀\u2028x', B: '\u0001' }],
    ['CRLF', 'A=1\r\nB="x\r\ny"\r\n# c\r\nC=3', { A: '1', B: 'x\ny', C: '3' }],
    ['no variable in a value', 'A=$HOME\nB=${A}\nC=$(id)\nD=`x`', { A: '$HOME', B: '${A}', C: '$(id)', D: 'x' }],
    [
      'names of object members',
      'constructor=1\ntoString=2\nhasOwnProperty=3',
      { constructor: '1', toString: '2', hasOwnProperty: '3' },
    ],
    ['nothing', '', {}],
  ])('has %s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('tells the line that a statement begins on', () => {
    const entries = parseEnvText(throwing(), 'config/a.env', '# c\nA="1\n2"\n\nB=3\n');
    expect(entries.map(({ origin }) => origin)).toEqual(['config/a.env:2', 'config/a.env:5']);
  });

  test.each<[what: string, text: string, line: string]>([
    [
      'no sign of equality',
      'A=1\nnonsense\n',
      'a.env:2: has no "="; write KEY=value, or begin a comment with "#" (TF1103)',
    ],
    ['a colon without space', 'A:1', 'a.env:1: has no "="; write KEY=value, or begin a comment with "#" (TF1103)'],
    [
      'a name with a hyphen',
      'A-B=1',
      'a.env:1: "A-B" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'a name with a digit in front',
      '1A=1',
      'a.env:1: "1A" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'no name',
      '=1',
      'a.env:1: "" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'the name __proto__',
      '__proto__=1',
      'a.env:1: "__proto__" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    [
      'a name that may be part of a key',
      'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAo/A==',
      'a.env:1: a name of 48 characters is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    ],
    ['an open quote', 'A=1\nB="x\nC=2\n', 'a.env:2: B: the quote " is never closed; close it (TF1105)'],
    [
      'a backslash before the last quote',
      String.raw`A="C:\dir\"`,
      'a.env:1: A: the quote " is never closed; close it, and put no backslash before it (TF1105)',
    ],
    [
      'an escaped quote',
      String.raw`A="x\"y"`,
      `a.env:1: A: dotenv keeps the backslash of \\"; use a quote that the value does not contain: ' or " or \` (TF1105)`,
    ],
    [
      'text behind a quote',
      `A='x' y`,
      "a.env:1: A: something follows the closing quote '; close the quote at the end of the value, or use another quote around it (TF1105)",
    ],
    [
      'a quote that closes in another value',
      `A='x\nB='y'`,
      "a.env:1: A: something follows the closing quote '; close the quote at the end of the value, or use another quote around it (TF1105)",
    ],
    [
      'a hash in a plain value',
      'A=x#y',
      'a.env:1: "#" cuts the value of A; put the value in quotes, or a space before a comment (TF1106)',
    ],
    [
      'a hash in front of a plain value',
      'COLOUR=#fff',
      'a.env:1: "#" cuts the value of COLOUR; put the value in quotes, or a space before a comment (TF1106)',
    ],
    [
      'white space that would be lost',
      'A=\u00a0x',
      'a.env:1: dotenv reads A in another way than it is written; put the value in quotes (TF1106)',
    ],
    [
      'quotes that would be lost',
      'A=x\u2028"y"',
      'a.env:1: dotenv reads A in another way than it is written; put the value in quotes (TF1106)',
    ],
    [
      'a second statement in a comment',
      'A=1 # x\u2028B=2',
      'a.env:1: dotenv reads A in another way than it is written; put the value in quotes (TF1106)',
    ],
    ['a key twice', 'A=1\n\nA=2', 'a.env:3: A is also at a.env:1; keep one of the two (TF1107)'],
    [
      'a NUL character',
      'A=x\0y',
      'a.env:1: A has a NUL character; remove it: an environment variable ends there (TF1110)',
    ],
  ])('is refused for %s', (_, text, line) => {
    expect(problems(text)).toEqual([`[lulu/staging/api] ${line}`]);
  });

  test('is read on after a problem, so that all are told at once', () => {
    const { place, lines } = collecting();
    const entries = parseEnvText(place, 'a.env', 'A=1\nB\nC=x#y\nD=2\nD=3\nE-F=1\nG="1" 2\nH=4');
    expect(lines.map((line) => /\((TF\d+)\)/.exec(line)![1])).toEqual([
      'TF1103',
      'TF1106',
      'TF1107',
      'TF1104',
      'TF1105',
    ]);
    expect(entries.map(({ key, value }) => `${key}=${value}`)).toEqual(['A=1', 'D=2', 'H=4']);
  });

  test('of hostile shape is read in a moment', () => {
    const blanks = ' '.repeat(1_000_000);
    const started = Date.now();
    for (const text of [
      `A=x${blanks}y`,
      `A=${blanks}'x'`,
      `${blanks}x`,
      `A='${'\\'.repeat(1_000_000)}`,
      `A="${"'".repeat(1_000_000)}"`,
      'A\n'.repeat(100_000),
    ]) {
      problems(text);
    }
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
