import { deepStrictEqual } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'js-yaml';
import fc from 'fast-check';
import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument, stringify } from 'yaml';
import { ManifestText } from '../../lib/yaml';

/** What is read, and what is told, as `code line:column`. */
function read(text: string) {
  const { objects, faults } = new ManifestText(text);
  const told = faults.map(({ code, position }) => `${code}${position ? ` ${position.line}:${position.column}` : ''}`);
  return { values: objects.map(({ value }) => value), told };
}

/** Each stands for nine of the one before. */
const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  .concat(Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`))
  .join('\n');

describe('text that is hostile, or just wrong, is told with its place', () => {
  test.each<[string, string, string[]]>([
    ['a billion laughs', bomb, ['TF3406 6:10']],
    ['an alias in what it stands for', 'a: &a [*a]', ['TF3406 1:8']],
    ['an alias of nothing', 'a: *b', ['TF3406 1:4']],
    ['an alias of another document', 'a: &a 1\n---\nb: *a\n', ['TF3406 3:4']],
    ['a merge of what is no mapping', 'a:\n  <<: 1\n', ['TF3410 2:3']],
    ['tabs', 'a:\n\tb: 1\n', ['TF3401 2:1']],
    ['two values on a line', 'a: b: c\n', ['TF3401 1:5']],
    ['a quote that does not end', 'a: "b', ['TF3401 1:6']],
    ['a list that does not end', '- [1\n', ['TF3401 2:1']],
    ['ten thousand levels', '['.repeat(10_000), ['TF3411 1:200']],
    ['ten thousand levels of lists', `${'- '.repeat(10_000)}1`, ['TF3411 1:401']],
    [
      'three hundred levels of keys',
      Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      ['TF3411 200:200'],
    ],
    ['fifty megabytes', 'x'.repeat(50_000_000), ['TF3411']],
    ['two million values', `[${'a,'.repeat(2_000_000)}]`, ['TF3411 1:1']],
    ['a hundred thousand documents', '---\na\n'.repeat(100_000), ['TF3411']],
    ['NUL', 'a: \0', ['TF3402 1:4']],
    ['a control character', '\n\na: \x1b[31m', ['TF3402 3:4']],
    ['a lone surrogate', 'a: \ud800', ['TF3402 1:4']],
    ['a line break that only some parsers see', '# a\u2028b: 1\n', ['TF3403 1:4']],
    ['a byte order mark in a later document', 'a: 1\n---\n\ufeffb: 1\n', ['TF3403 3:1']],
    ['a byte order mark before the line that begins a document', 'a: 1\r\n\ufeff---\r\nb: 1', ['TF3403 2:1']],
    ['a directive', '# x\n%YAML 1.2\n---\na: 1\n', ['TF3407 2:1']],
  ])('%s', (_, text, told) => {
    expect(read(text)).toMatchObject({ told });
  });

  test.each<[string, string, unknown[], string[]]>([
    ['a key twice: the last one counts', 'a: 1\nb: 2\na: 3\n', [{ a: 3, b: 2 }], ['TF3405 3:1']],
    ['a key twice in other words', 'a: 1\n"a": 2\n', [{ a: 2 }], ['TF3405 2:1']],
    ['keys that are no text', 'null: 1\n[a]: 2\n? {b: 1}\n: 3\n', [{}], ['TF3408 1:1', 'TF3408 2:1', 'TF3408 3:3']],
    ['__proto__', '__proto__: {polluted: true}\na: 1\n', [{ a: 1 }], ['TF3408 1:1']],
    ['a key that is read as true', 'on: 1\n', [{ true: 1 }], ['TF3409 1:1']],
    ['numbers that JSON lacks', 'a: .inf\nb: .NaN\n', [{ a: null, b: null }], ['TF3410 1:4', 'TF3410 2:4']],
    ['a tag that is called as what every object has', 'a: !!__proto__ b\n', [{ a: 'b' }], ['TF3407 1:4']],
    ['a tag of somebody', 'a: !Ref b\n', [{ a: 'b' }], ['TF3407 1:4']],
    ['an escape of half a character', 'a: "\\ud800"\n', [{ a: '\ud800' }], ['TF3402 1:4']],
    ['a document after dots', 'a: 1\n...\nb: 2\n', [{ a: 1 }], ['TF3404 3:1']],
    ['one bad document of three', 'a: 1\n---\nb: c: d\n---\ne: 1\n', [{ a: 1 }, { e: 1 }], ['TF3401 3:5']],
  ])('%s, and the rest is read', (_, text, values, told) => {
    expect(read(text)).toEqual({ values, told });
  });

  test('no more than a hundred mistakes are told', () => {
    expect(read('---\na: b: c\n'.repeat(10_000)).told).toHaveLength(100);
    expect(read('a: 1\n'.repeat(10_000)).told).toHaveLength(100);
  });

  test('whatever bytes there are, it does not throw', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        ': ',
        '- ',
        '\n',
        '  ',
        '\t',
        '&a ',
        '*a',
        '<<: ',
        '!!int ',
        '!x ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '? ',
        '"',
        "'",
        '|\n',
        '>',
        '#',
      ],
      ...['---\n', '...\n', '%', '\\', '\r', '\0', '😀', '0', 'null', 'yes'],
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (given) => {
        const manifest = new ManifestText(given);
        for (const object of manifest.objects) manifest.positionOf(object, ['a', 0]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is usual is read', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing', '', []],
    ['comments alone', '# a\n---\n# b\n', []],
    ['several documents', '# x\n---\na: 1\n--- # y\nb: 2\n---\n', [{ a: 1 }, { b: 2 }]],
    ['CRLF', 'a: 1\r\nb:\r\n- |\r\n  x\r\n  y\r\n', [{ a: 1, b: ['x\ny\n'] }]],
    ['JSON with tabs', '{\n\t"a": [1, true, null, "\\ud83d\\ude00\\/"]\n}', [{ a: [1, true, null, '😀/'] }]],
    ['anchors and aliases', 'a: &a {b: 1}\nc: *a\n', [{ a: { b: 1 }, c: { b: 1 } }]],
    ['merge keys', 'a: &a {k: 1, l: 2}\nb: {<<: *a, l: 3}\n', [{ a: { k: 1, l: 2 }, b: { l: 3, k: 1 } }]],
    [
      'merge keys of several',
      '- &a {k: 1}\n- &b {k: 2, l: 3}\n- {<<: [*a, *b]}\n',
      [[{ k: 1 }, { k: 2, l: 3 }, { k: 1, l: 3 }]],
    ],
    ['tags of YAML', 'a: !!str 1\nb: !!int "3"\nc: !!binary aGk=\n', [{ a: '1', b: 3, c: 'hi' }]],
    ['keys that are numbers', '1: a\n1.5: b\n', [{ '1': 'a', '1.5': 'b' }]],
    ['a List, as what it holds', 'apiVersion: v1\nkind: List\nitems:\n- a: 1\n- b: 2\n', [{ a: 1 }, { b: 2 }]],
  ])('%s', (_, text, values) => {
    expect(read(text)).toEqual({ values, told: [] });
  });

  // See TestUnmarshal of Go's own parser.
  test.each<[string, unknown]>([
    ['no', false],
    ['Off', false],
    ['n', false],
    ['y', true],
    ['YES', true],
    ['nO', 'nO'],
    ['~', null],
    ['Null', null],
    ['012', 10],
    ['0o17', 15],
    ['08', 8],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['+1', 1],
    ['-0', 0],
    ['.5', 0.5],
    ['1.', 1],
    ['1e3', 1000],
    ['1:20', '1:20'],
    ['2001-01-01', '2001-01-01'],
    ['1e3x', '1e3x'],
    ['0o18', '0o18'],
    ['e1234567', 'e1234567'],
    ['18446744073709551616', 18446744073709552000],
    ['"no"', 'no'],
    ["'1'", '1'],
  ])('%s as kubectl reads it', (text, value) => {
    expect(read(`a: [${text}]`)).toEqual({ values: [{ a: [value] }], told: [] });
  });
});

describe('the same data is read', () => {
  const key = fc
    .oneof(fc.string({ maxLength: 8 }), fc.constantFrom('a', 'a: b', '- a', '"', '#', '😀', '1', 'no'))
    .filter((text) => text !== '__proto__' && text !== '<<');
  const leaf = fc.oneof(
    key,
    fc.string({ unit: fc.constantFrom('a', ' ', '\n', '- ', ': ', '"', '\\', '|', '#', '😀'), maxLength: 12 }),
    fc.constantFrom('yes', 'off', '012', '1_000', '~', '.inf', '1:20', '<<', '=', '2001-01-01'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const few = { maxLength: 4, maxKeys: 4, noNullPrototype: true } as const;
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), few), fc.dictionary(key, tie('value'), few)),
  }));
  const object = fc.dictionary(key, value, { ...few, minKeys: 1 });
  const style = fc.record({
    collectionStyle: fc.constantFrom('any', 'flow'),
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
    indent: fc.constantFrom(1, 2, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 20, 80),
  });

  /** What `yaml` writes, where it reads it again: its blocks do not hold every text. */
  function written(given: unknown, options: object): string {
    const text = stringify(given, { ...options, version: '1.1' });
    const document = parseDocument(text, { version: '1.1' });
    // Of plain text on several lines, parsers read less than is written.
    fc.pre(isReadable(text));
    fc.pre(document.errors.length === 0 && isDeepStrictEqual(document.toJS(), given));
    return text;
  }

  test('that YAML 1.1 was written of, in any style', () => {
    fc.assert(
      fc.property(object, style, (given, options) => {
        const text = written(given, options);
        deepStrictEqual(
          new ManifestText(text).objects.map((read) => read.value),
          [given],
        );
      }),
      { numRuns: 500 },
    );
  });

  test('that JSON was written of, with any line ends', () => {
    fc.assert(
      fc.property(object, fc.constantFrom('', '\t', '  '), fc.constantFrom('\n', '\r\n'), (given, indent, end) => {
        const text = JSON.stringify(given, null, indent).replaceAll('\n', end);
        deepStrictEqual(
          new ManifestText(text).objects.map((read) => read.value),
          [given],
        );
      }),
      { numRuns: 300 },
    );
  });

  test('and each field is where another parser finds it', () => {
    fc.assert(
      fc.property(object, style, (given, options) => {
        const text = written(given, options);
        const lines = new LineCounter();
        const document = parseDocument(text, { lineCounter: lines, version: '1.1' });
        const manifest = new ManifestText(text);
        for (const { path, offset } of fieldsOf(document)) {
          const { line, col } = lines.linePos(offset);
          deepStrictEqual(manifest.positionOf(manifest.objects[0]!, path), { line, column: col });
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Every field and item with where its key, or the item itself, begins. */
  function fieldsOf(document: Document.Parsed): { path: (string | number)[]; offset: number }[] {
    const found: { path: (string | number)[]; offset: number }[] = [];
    const visit = (node: unknown, path: (string | number)[]) => {
      if (isMap<Node & { value: unknown }, Node>(node)) {
        for (const { key, value: field } of node.items) {
          found.push({ path: [...path, String(key.value)], offset: key.range![0] });
          visit(field, [...path, String(key.value)]);
        }
      }
      if (isSeq<Node>(node)) {
        node.items.forEach((item, index) => {
          found.push({ path: [...path, index], offset: item.range![0] });
          visit(item, [...path, index]);
        });
      }
    };
    visit(document.contents, []);
    return found;
  }
});

test('positions are those of the file, with CRLF, in a List, through aliases and of what is not there', () => {
  const text =
    'apiVersion: v1\r\nkind: List\r\nitems:\r\n- a: &x {k: 1, "q": [1, 2]}\r\n  b: *x\r\n---\r\nz:\r\n  - y\r\n  - w: 1\r\n    v: 1\r\n';
  const manifest = new ManifestText(text);
  const [first, second] = manifest.objects;
  expect(manifest.positionOf(first!, ['a', 'q', 1])).toEqual({ line: 4, column: 25 });
  expect(manifest.positionOf(first!, ['b', 'k'])).toEqual({ line: 4, column: 10 });
  expect(manifest.positionOf(first!, ['missing'])).toEqual({ line: 4, column: 3 });
  expect(manifest.positionOf(second!, ['z', 1, 'v'])).toEqual({ line: 10, column: 5 });
  expect(manifest.positionOf(second!, ['z', 7, 'v'])).toEqual({ line: 7, column: 1 });
});

function isReadable(text: string): boolean {
  try {
    load(text);
    return true;
  } catch {
    return false;
  }
}
