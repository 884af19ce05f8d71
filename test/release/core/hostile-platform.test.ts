import fc from 'fast-check';
import { TwelveFactorError } from '../../../lib/errors';
import { parsePlatform } from '../../../lib/release/platform-config';

// `twelve.yaml` is in a repository that many may write to (X5).

const good = 'schema: 1\nenvironments:\n  staging: {}\n';

/** What a text ends with: a code, another error's name, or nothing. */
function endOf(text: string): string {
  try {
    parsePlatform(text);
    return 'none';
  } catch (error) {
    return error instanceof TwelveFactorError ? error.code : (error as Error).name;
  }
}

test.each([
  ['10,000 lists in each other', `schema: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['10,000 lists that do not end', '['.repeat(10_000)],
  ['10,000 dashes', '- '.repeat(10_000)],
  ['10,000 mappings in each other', `${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`],
  ['10,000 complex keys', '? '.repeat(10_000)],
  ['a tag of JavaScript', good.replace('1', '!!js/function "function () {}"')],
  ['a prototype', `${good}__proto__: { keep: 1 }\n`],
  ['a prototype of an environment', good.replace('{}', '{ __proto__: { flow: pullRequest } }')],
  ['a merge key', `${good}<<: { keep: 1 }\n`],
  ['a megabyte of white space', '\t\n'.repeat(500_000)],
  ['a megabyte of a name', `schema: 1\nenvironments:\n  ${'a'.repeat(1_000_000)}: {}\n`],
  ['binary', '\0\u0001\u0002'],
])('%s is told', (_, text) => {
  expect(endOf(text)).toBe('TF2204');
});

test('any text is told or read, and nothing else happens', () => {
  const piece = fc.constantFrom(
    'schema: 1\n',
    'environments:\n',
    '  a: {}\n',
    '  b:\n',
    '    flow: ',
    'direct\n',
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|\n',
    '>\n',
    '#',
    '%',
    '---\n',
    '...\n',
    '!!x ',
    '\t',
    '\n',
    ' ',
    'é',
    '\u2028',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece, { maxLength: 30 }).map((some) => some.join('')),
      ),
      (text) => {
        expect(['none', 'TF2204']).toContain(endOf(text));
      },
    ),
    { numRuns: 500 },
  );
});

// yaml throws a ReferenceError when aliases are off.
test.each([
  ['an alias', 'schema: 1\nenvironments:\n  a: &x {}\n  b: *x\n'],
  ['an alias of nothing', 'schema: 1\nenvironments:\n  b: *x\n'],
  ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n'],
  ['a merge key of YAML 1.1', `%YAML 1.1\n---\n${good}x: &x {}\n<<: *x\n`],
])('%s is told', (_, text) => {
  expect(endOf(text)).toBe('TF2204');
});

// zod leaves out a key of that name in a record without a word.
test('an environment called __proto__ is told', () => {
  expect(endOf(`${good}  __proto__: {}\n`)).toBe('TF2204');
});

// A megabyte of `}` or of keys keeps yaml busy for minutes: each is compared with all others. So the size has to be looked at first.
test('a file that is larger than any platform is told before it is parsed', () => {
  expect(endOf(`${good}#${'x'.repeat(1_000_000)}\n`)).toBe('TF2204');
});

// Each mistake is a problem with a message of its own, and each names all of the value.
test('a message stays readable, whatever the file holds', () => {
  const message = (text: string) => {
    try {
      parsePlatform(text);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  expect(message(`schema: "${'x'.repeat(10_000)}"\n`).length).toBeLessThan(2000);
  expect(message('}\n'.repeat(500)).split('\n').length).toBeLessThan(100);
});
