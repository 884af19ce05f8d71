import fc from 'fast-check';
import { type JsonValue, toYaml } from '../../../lib/manifest';
import { applyEdits } from '../../../lib/release/apply-edits';
import type { TrafficEdit } from '../../../lib/manifest/slots';

/** The text of a file with edits made in it. */
function withEdits(content: string, edits: readonly Omit<TrafficEdit, 'file'>[]): string {
  return applyEdits(
    content,
    edits.map((edit) => ({ file: 'a.yaml', ...edit })),
  );
}

type Path = (string | number)[];
type Leaf = string | number | boolean | null;

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('yes', 'no', '0o17', '1e3', '', '~', ' x ', 'a\nb\n', '\u2028', '---', '@', '#', '1.0', '2026-01-01'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.boolean(),
  fc.constant(null),
);

const key = fc.oneof(
  fc.stringMatching(/^[a-z]{1,4}$/),
  fc.constantFrom('twelve-factor/slot', '10', '2', 'y', '', 'a: b'),
);

const object: fc.Arbitrary<JsonValue> = fc.letrec<{ node: JsonValue }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node;

/** A manifest, and some of its plain values by path. */
const manifest = fc
  .dictionary(key, object, { minKeys: 1, maxKeys: 5, noNullPrototype: true })
  .map((value) => ({ ...value, kind: 'Service' }));

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, isList ? Number(key) : key]));
}

function valueAt(value: unknown, path: Path): Leaf {
  return path.reduce((node, key) => (node as Record<string | number, unknown>)[key], value) as Leaf;
}

/** A manifest and edits of values that are there, as synthesis makes them. */
const edited = manifest.chain((value) =>
  fc.record({
    value: fc.constant(value),
    edits: fc.array(fc.record({ path: fc.constantFrom(...leavesOf(value)), value: leaf }), { maxLength: 4 }),
  }),
);

test('the result is what the writer makes of the object with the values in it', () => {
  fc.assert(
    fc.property(edited, ({ value, edits }) => {
      const object = structuredClone(value);
      for (const { path, value } of edits) {
        (valueAt(object, path.slice(0, -1)) as unknown as Record<string | number, Leaf>)[path.at(-1) as string] = value;
      }
      expect(withEdits(toYaml(value), edits)).toBe(toYaml(object));
    }),
    { numRuns: 300 },
  );
});

test('values that are there already change no byte, of any file', () => {
  fc.assert(
    fc.property(edited, ({ value, edits }) => {
      const text = `# by hand\n${toYaml(value)}`;
      const same = edits.map(({ path }) => ({ path, value: valueAt(value, path) }));
      expect(withEdits(text, same)).toBe(text);
    }),
  );
});

test('made twice they are as made once', () => {
  fc.assert(
    fc.property(edited, ({ value, edits }) => {
      // Of two edits in one place the last one counts, so that the first one would come back in between.
      const places = new Map(edits.map((edit) => [JSON.stringify(edit.path), edit]));
      const once = withEdits(toYaml(value), [...places.values()]);
      expect(withEdits(once, [...places.values()])).toBe(once);
    }),
  );
});

test('there and back again is where it was', () => {
  fc.assert(
    fc.property(edited, ({ value, edits }) => {
      const back = edits.map(({ path }) => ({ path, value: valueAt(value, path) }));
      expect(withEdits(withEdits(toYaml(value), edits), back)).toBe(toYaml(value));
    }),
  );
});

test('without an edit it is not even read', () => {
  expect(applyEdits('{ no YAML', [])).toBe('{ no YAML');
});

test('an item of a list is changed in its place', () => {
  const text = 'kind: IngressRoute\nspec:\n  services:\n  - name: a\n    weight: 90\n  - name: b\n    weight: 10\n';
  const edits = [
    { path: ['spec', 'services', 0, 'weight'], value: 50 },
    { path: ['spec', 'services', 1, 'weight'], value: 50 },
  ];
  expect(withEdits(text, edits)).toBe(text.replace('90', '50').replace('10', '50'));
});

// Files that were edited by hand and adopted are not of our writer.
describe('a file that was edited by hand', () => {
  const edits = [{ path: ['spec', 'replicas'], value: 3 }];

  // `yes`, which kubectl takes for true, must not become the text "yes".
  test('keeps its comments and its values when another one changes', () => {
    const text = 'spec:\n  enabled: yes # by hand\n  replicas: 1\n';
    expect(withEdits(text, edits)).toBe('spec:\n  enabled: yes # by hand\n  replicas: 3\n');
  });

  test.each([
    ['is empty', ''],
    ['is a word', 'word'],
    ['has lost the field', 'kind: Deployment\n'],
    ['is no YAML', '{ no YAML'],
    ['has a value where a field is looked for', 'spec: text\n'],
  ])('and %s is told', (_, text) => {
    expect(() => withEdits(text, edits)).toThrow(/^\[a.yaml\] spec.replicas: .*\(TF2118\)$/);
  });
});
