import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type JsonValue, toYaml } from '../../lib/manifest/yaml';
import { readForeignYaml } from '../../lib/release/bundle/foreign-yaml';
import { tryReadOwnYaml } from '../../lib/yaml/own-yaml';
import { GOLDEN, readTree, REPOSITORY } from '../support/trees';

const at = { place: 'lulu', subject: 'x.yaml' };

const key = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a', 'a: b', '- a', '"', '\\', '\\U', '😀', '1', '<<', ''),
  )
  .filter((text) => text !== '__proto__' && !/[\ud800-\udfff]/u.test(text));
const leaf = fc.oneof(
  key,
  fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '- ', ': ', '"', '\\', '|', '#', '😀', '\u2028') }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
);
const few = { maxLength: 4, maxKeys: 4, noNullPrototype: true } as const;
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), few), fc.dictionary(key, tie('value'), few)),
}));
const object = fc.oneof(fc.array(value, { ...few, minLength: 1 }), fc.dictionary(key, value, { ...few, minKeys: 1 }));

test('whatever the writer wrote is read as it was, by this reader and by the one for all of YAML', () => {
  fc.assert(
    fc.property(object, (given) => {
      const text = toYaml(given);
      deepStrictEqual(tryReadOwnYaml(text), given);
      deepStrictEqual(readForeignYaml(text, at), given);
    }),
    { numRuns: 500 },
  );
});

test('whatever is read of any text is what YAML says of it', () => {
  // Lines as the writer writes them, and some that are not.
  const good = fc.tuple(
    fc.constantFrom('', '  ', '    '),
    fc.constantFrom('', '', '- ', '- - '),
    fc.constantFrom('', 'a: ', 'b: ', '"c: ": ', 'd:'),
    fc.constantFrom('', 'x', '1', 'null', '{}', '[]', '|', '|-', '|2+', '"\\n"', '"\\U0001F600"'),
  );
  const odd = fc.constantFrom(
    ...['', '&a x', '*a', 'a: !!str 1', '---', '...', '<<: x', '__proto__: x', '#', 'a: 01', 'a:  x', 'a: \u2028'],
  );
  const line = fc.oneof(
    { weight: 9, arbitrary: good.map((parts) => parts.join('').trimEnd()) },
    { weight: 1, arbitrary: odd },
  );
  let read = 0;
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      const text = `${lines.join('\n')}\n`;
      const found = tryReadOwnYaml(text);
      if (found === undefined) return;
      read++;
      const document = parseDocument(text);
      deepStrictEqual([...document.errors, ...document.warnings], []);
      deepStrictEqual(found, document.toJS());
      deepStrictEqual(readForeignYaml(text, at), found);
    }),
    { numRuns: 10_000 },
  );
  expect(read).toBeGreaterThan(100);
});

test('every file that is synthesized is its own, and so read fast', () => {
  // The constructs alone, without an application, are written by cdk8s itself.
  const golden = [...readTree(GOLDEN)].filter(([path]) => !path.startsWith('minimal/'));
  const texts = [...readTree(join(REPOSITORY, 'dist')), ...golden];
  const others = texts.filter(([, text]) => tryReadOwnYaml(text) === undefined);
  expect(texts.length).toBeGreaterThan(300);
  expect(others).toEqual([]);
});

test.each([
  ['a comment', 'a: 1 # one\n'],
  ['other quotes', "a: '1'\n"],
  ['quotes that are not needed', 'a: "b"\n'],
  ['an anchor', 'a: &a 1\n'],
  ['a list that is indented', 'a:\n  - 1\n'],
  ['a document mark', '---\na: 1\n'],
  ['no line end', 'a: 1'],
  ['a key twice', 'a: 1\na: 1\n'],
  ['__proto__', '__proto__:\n  a: 1\n'],
  ['a number of another notation', 'a: 0x10\n'],
  ['deeper than the writer writes', `${'- '.repeat(201)}1\n`],
  ['much deeper', `${'- '.repeat(100_000)}1\n`],
  ['nothing', ''],
  ['text alone', 'a\n'],
  ['a lone surrogate', 'a: "\\uD800"\n'],
])('%s is another one', (_, text) => {
  expect(tryReadOwnYaml(text)).toBeUndefined();
});
