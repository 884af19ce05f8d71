import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { parseDocument } from 'yaml';
import { type JsonValue, toYaml } from '../../lib/manifest/yaml';

/** Two independent parsers, each as YAML 1.1 and as YAML 1.2. A warning counts as a failure. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'yaml 1.1': (text) => readDocument(text, '1.1'),
  'yaml 1.2': (text) => readDocument(text, '1.2'),
  'js-yaml 1.1': (text) => load(text, { schema: YAML11_SCHEMA, maxDepth: 250 }),
  'js-yaml 1.2': (text) => load(text, { maxDepth: 250 }),
};

function readDocument(text: string, version: '1.1' | '1.2'): unknown {
  const document = parseDocument(text, { version, strict: true });
  deepStrictEqual([...document.errors, ...document.warnings], []);
  return document.toJS();
}

/** Fails unless every reader returns the value, and the text keeps the promises that hold for any value. */
function expectSurvives(value: JsonValue): void {
  const text = toYaml(value);
  const expected: unknown = JSON.parse(JSON.stringify(value));
  for (const [name, read] of Object.entries(readers)) {
    deepStrictEqual(
      read(text),
      expected,
      `${name} misreads ${JSON.stringify(value)}, written as ${JSON.stringify(text)}`,
    );
  }
  expect(text.endsWith('\n')).toBe(true);
  expect(text).not.toMatch(/[ \t]$|\r|^(?:---|\.\.\.|%|\ufeff)/m);
}

/** The string as a value, a key, an item, and all of these deeper down, each with something behind it. */
function inEveryPosition(text: string): JsonValue[] {
  const deep = [{ first: text, [text]: [text, { [text]: text }] }, text, [text, [text, 'end']]];
  return [text, { key: text }, { [text]: 'value', end: 1 }, [text], { a: { b: deep, [text]: {} }, end: [deep, []] }];
}

const natural =
  `apps/v1 Deployment lulu-api registry.example.com/lulu/api:1.5.0 /healthz ./run ../run 100m 0.5Gi 512Mi 10% 30s 2h30m
  app.kubernetes.io/name topology.kubernetes.io/zone IfNotPresent cdk8s-twelve-factor GET 8080/tcp 10.0.0.0/8 1.5.0-rc.1 --port=8080
  -c --x=a,b http://api.lulu:80/v1?q=a&b=c arn:aws:iam::123456789012:role/x sha256:0a1b2c $(POD_NAME) $HOME a=b user@host it's
  a?b a*b a|b a>b a&b a!b yesterday nullable none offset _x true-ish e1234567x`
    .split(/\s+/)
    .concat('a sentence of words', 'sleep 5 && exec ./server', 'a - b', 'a & b', '10:30 am');

// Each of these is something else than a string, or an error, for one of the parsers at least.
const misread =
  `yes no on off y n Y N Yes YES No NO On ON Off OFF true True TRUE false False FALSE null Null NULL ~ = <<
  012 08 09 0o17 0O17 0x1F 0X1F 0b1 0B1 -0b1 1e3 1E3 1e+3 1.5e3 e5 E5 -e5 e+5 e1234567 12e4567 +1 -1 0 -0 .5 5. +.5 1_000 1_0.5
  1,000 12:30:00 1:20 190:20:30.15 -1:20 8080:8080 .inf .Inf -.inf +.INF .NaN .nan 0x1p-2 1.5.0 10.0.0.1 ::1 2001:db8::1 8080 1
  2001-01-01 2001-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z
  - ? : , # & * ! | > % @ \` ' [ ] { } -- --- ... &a *a !a !!str %a @a \`a |a >a 'a [a {a ]a }a ,a #a :a ?a -1a a: a:: {} [] {a} a{b a}b a[b a]b a\`b a#b .a ---x`
    .split(/\s+/)
    .concat(
      '',
      ' ',
      '  ',
      'a ',
      ' a',
      'a  b',
      '- a',
      '? a',
      'a: b',
      'a : b',
      'a :b',
      'a #b',
      '# a',
      '& a',
      '--- a',
      '1 000',
    )
    .concat('2001-12-14 21:59:43.10 -5', 'Grüße', '日本語', '😀');

const escaped: readonly (readonly [string, string])[] = [
  ['"a', '"\\"a"'],
  ['a"b', '"a\\"b"'],
  ['a\\b', '"a\\\\b"'],
  ['a\tb', '"a\\tb"'],
  ['\r', '"\\r"'],
  ['\0\x1b', '"\\u0000\\u001B"'],
  ['\x7f\x80\x85\xa0\xad', '"\\u007F\\u0080\\u0085\\u00A0\\u00AD"'],
  ['a\u2028b\u2029', '"a\\u2028b\\u2029"'],
  ['\u180e\u200b\u202e\u2066\u3000', '"\\u180E\\u200B\\u202E\\u2066\\u3000"'],
  ['\ufeff\ufffd\ufffe\uffff', '"\\uFEFF\\uFFFD\\uFFFE\\uFFFF"'],
  ['\u{1f600}\u{dffff}', '"\u{1f600}\u{dffff}"'],
  ['\u{e0001}\u{10ffff}', '"\\U000E0001\\U0010FFFF"'],
];

const blocks: readonly (readonly [string, string])[] = [
  ['a\nb', '|-\n  a\n  b'],
  ['a\n', '|\n  a'],
  ['a\n\n', '|+\n  a\n'],
  ['a\n\n\n', '|+\n  a\n\n'],
  ['a\n\n\nb\n', '|\n  a\n\n\n  b'],
  ['\na', '|2-\n\n  a'],
  [' a\n', '|2\n   a'],
  ['\n  a\n b', '|2-\n\n    a\n   b'],
  ['\ta\nb', '|2-\n  \ta\n  b'],
  ['a\n b\n\tc\td\n', '|\n  a\n   b\n  \tc\td'],
  ['#!/bin/sh\nexec "$@"\n', '|\n  #!/bin/sh\n  exec "$@"'],
  ['---\n...\n', '|\n  ---\n  ...'],
  ['é\n😀\n', '|\n  é\n  😀'],
];

const notBlocks = [
  '\n',
  '\n\n',
  '\n ',
  ' \n',
  ' \n a',
  '\t\n',
  'a\t\n',
  'a \nb',
  'a\n ',
  'a\n\t',
  'a\n \nb',
  'a\r\nb',
  'a\n\0',
].concat('a\x85\nb', 'a\u2028\nb', 'a\n\ufeffb', 'a\n\x7f', 'a\n\xa0b', 'a\n\u200b', 'a\n\u{e0001}');

describe('a document', () => {
  test('looks as kubectl would print it', () => {
    const written = toYaml({
      kind: 'Deployment',
      metadata: { name: 'lulu-api', annotations: {}, labels: { 'app.kubernetes.io/version': '1.5.0' } },
      spec: {
        replicas: 2,
        paused: false,
        affinity: null,
        containers: [
          { name: 'api', args: ['--port=8080', '8080'], env: [{ name: 'PORT', value: '8080' }], command: [] },
          { script: ' a\nb\n', empty: {} },
        ],
        matrix: [[1, [2.5, {}]], [], ['x\ny']],
      },
    });
    expect(written).toBe(`kind: Deployment
metadata:
  name: lulu-api
  annotations: {}
  labels:
    app.kubernetes.io/version: "1.5.0"
spec:
  replicas: 2
  paused: false
  affinity: null
  containers:
  - name: api
    args:
    - --port=8080
    - "8080"
    env:
    - name: PORT
      value: "8080"
    command: []
  - script: |2
       a
      b
    empty: {}
  matrix:
  - - 1
    - - 2.5
      - {}
  - []
  - - |-
      x
      y
`);
  });

  test.each<[JsonValue, string]>([
    [{}, '{}\n'],
    [[], '[]\n'],
    [null, 'null\n'],
    [true, 'true\n'],
    ['a\nb', '"a\\nb"\n'],
    [[{}, [], { a: [] }], '- {}\n- []\n- a: []\n'],
    [{ a: undefined, b: { c: undefined } }, 'b: {}\n'],
    [{ b: 1, a: 2 }, 'b: 1\na: 2\n'],
  ])('of %j is written as %j', (value, written) => expect(toYaml(value)).toBe(written));

  test('keeps a __proto__ key', () => {
    const value = JSON.parse('{"__proto__":{"a":[1]},"constructor":"x"}') as JsonValue;
    expect(toYaml(value)).toBe('__proto__:\n  a:\n  - 1\nconstructor: x\n');
    expectSurvives(value);
  });

  test('writes a shared value twice instead of an anchor', () => {
    const shared = { a: ['x'] };
    expect(toYaml({ b: shared, c: [shared] })).toBe('b:\n  a:\n  - x\nc:\n- a:\n  - x\n');
  });
});

describe('a string', () => {
  test.each(natural)('is plain where it cannot be misread: %s', (text) => {
    expect(toYaml(text)).toBe(`${text}\n`);
    expect(toYaml({ [text]: text })).toBe(`${text}: ${text}\n`);
  });

  test.each(misread)('is quoted where a parser would not see a string: %j', (text) => {
    expect(toYaml([text])).toBe(`- "${text}"\n`);
    expect(toYaml({ [text]: text })).toBe(`"${text}": "${text}"\n`);
  });

  test.each(escaped)('is quoted and escaped where it holds what cannot be seen: %j', (text, written) =>
    expect(toYaml({ [text]: text })).toBe(`${written}: ${written}\n`),
  );

  test.each(blocks)('of several lines is a literal block: %j', (text, written) =>
    expect(toYaml({ key: text })).toBe(`key: ${written}\n`),
  );

  test.each(notBlocks)('that a block would not preserve is quoted: %j', (text) =>
    expect(toYaml({ key: text })).toMatch(/^key: "[^\n]*"\n$/),
  );

  test.each([...natural, ...misread, ...escaped.flat(), ...blocks.flat(), ...notBlocks])(
    'survives every reader, wherever it is: %j',
    (text) => inEveryPosition(text).forEach(expectSurvives),
  );

  test('survives with any character of the basic plane in it', () => {
    for (let start = 0; start < 0x10000; start += 0x80) {
      if (start >= 0x3400 && start < 0xf900) continue; // ideographs, Hangul, surrogates, private use
      const characters = Array.from({ length: 0x80 }, (_, offset) => String.fromCharCode(start + offset));
      expectSurvives(characters.map((character) => `${character}x\n${character}`));
      expectSurvives(Object.fromEntries(characters.map((character) => [character, `x${character}x`])));
    }
  });

  test('of any length is never folded', () => {
    for (const text of ['x'.repeat(1025), 'word '.repeat(1000) + 'end', 'é: '.repeat(1000), 'x'.repeat(10_000_000)]) {
      expect(toYaml({ key: text }).split('\n')).toHaveLength(2);
    }
    expectSurvives({ key: ['x'.repeat(1025), 'word '.repeat(1000) + 'end', `${'long '.repeat(1000)}line\nend\n`] });
  });

  test('of up to 1024 characters is a key', () => {
    for (const key of ['x'.repeat(129), 'x'.repeat(1024), ' '.repeat(1022), '\n'.repeat(511)]) {
      expectSurvives([{ [key]: { [key]: [key] } }]);
    }
  });
});

describe('a number', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [-1, '-1'],
    [9007199254740991, '9007199254740991'],
    [9007199254740992, '9.007199254740992e+15'],
    [2 ** 63, '9.223372036854776e+18'],
    [1e20, '1.0e+20'],
    [-1e21, '-1.0e+21'],
    [1e-7, '1.0e-7'],
    [1.5e-7, '1.5e-7'],
    [5e-324, '5.0e-324'],
    [0.1, '0.1'],
    [-123456.789, '-123456.789'],
  ])('%d is written as %s, which all readers understand', (value, written) => {
    expect(toYaml(value)).toBe(`${written}\n`);
    expectSurvives({ value, list: [value] });
  });
});

describe('any data survives every reader', () => {
  // Short strings of indicators and number characters find more than random Unicode does.
  const hostile = fc.string({
    unit: fc.constantFrom(...'abyneExXoO01279.:-+_ #\'"{}[]&*!|>%@`~=<,?/\\ \n\n\t\r\x85\u2028é😀'),
    maxLength: 12,
  });
  const text = fc.oneof(
    hostile,
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(...misread, ...notBlocks),
  );
  const data = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(text, tie('value'), { maxKeys: 5 }),
    ),
  })).value;

  test('hostile strings', () => fc.assert(fc.property(fc.array(text), expectSurvives), { numRuns: 500 }));
  test('hostile keys', () => fc.assert(fc.property(fc.dictionary(text, text), expectSurvives), { numRuns: 500 }));
  test('hostile trees', () => fc.assert(fc.property(data, expectSurvives), { numRuns: 1500 }));
  test('arbitrary JSON', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expectSurvives(value as JsonValue)),
      { numRuns: 500 },
    ));

  test.each(['x', 'x\ny\n', ' x\n'])('200 levels around %j', (leaf) => {
    const nest = (wrap: (inner: JsonValue, level: number) => JsonValue): JsonValue =>
      Array.from({ length: 200 }, (_, level) => level).reduce<JsonValue>(wrap, leaf);
    expectSurvives(nest((inner) => [inner]));
    expectSurvives(nest((inner) => ({ a: inner })));
    expectSurvives(nest((inner, level) => (level % 2 ? { a: inner, b: 1 } : [inner, 2])));
  });
});

describe('what is not plain JSON data is refused by a TypeError with the path', () => {
  class Custom {}
  const circular: Record<string, unknown> = { list: [] };
  circular.list = [{ back: circular }];
  const deep = Array.from({ length: 201 }).reduce<unknown>((inner) => [inner], 1);

  test.each<[unknown, string]>([
    [{ spec: { template: { x: [0, 1, 2, () => 1] } } }, 'spec.template.x[3]: cannot write a function as YAML'],
    [{ 'a.b/c': { d: NaN } }, '["a.b/c"].d: cannot write NaN as YAML'],
    [[Infinity], '[0]: cannot write Infinity as YAML'],
    [{ a: -Infinity }, 'a: cannot write -Infinity as YAML'],
    [{ a: new Date(0) }, 'a: cannot write an instance of Date as YAML'],
    [{ a: [new Map()] }, 'a[0]: cannot write an instance of Map as YAML'],
    [{ a: new Custom() }, 'a: cannot write an instance of Custom as YAML'],
    [{ a: 1n }, 'a: cannot write a bigint as YAML'],
    [{ a: Symbol('s') }, 'a: cannot write a symbol as YAML'],
    [undefined, 'the document: cannot write undefined as YAML'],
    [{ a: [undefined] }, 'a[0]: cannot write undefined as YAML'],
    // A hole.
    [{ a: [1, , 3] }, 'a[1]: cannot write undefined as YAML'],
    [{ a: 'x\ud800' }, 'a: cannot write a string with a lone surrogate as YAML'],
    [{ a: 'x\ny\udc00' }, 'a: cannot write a string with a lone surrogate as YAML'],
    [{ a: { '\ud800': 1 } }, 'a["\\ud800"]: cannot write a key with a lone surrogate as YAML'],
    [{ a: { ['x'.repeat(1025)]: 1 } }, `a["${'x'.repeat(64)}…"]: cannot write a key above 1024 characters as YAML`],
    [{ a: circular }, 'a.list[0].back: cannot write a circular reference as YAML'],
    [deep, `${'[0]'.repeat(200)}: cannot write more than 200 nested levels as YAML`],
  ])('case %#: %p', (value, message) => {
    expect(() => toYaml(value as JsonValue)).toThrow(new TypeError(message));
    expect(() => toYaml(value as JsonValue)).toThrow(TypeError);
  });
});
