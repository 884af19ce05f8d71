import fc from 'fast-check';
import { formatState, NewerState, stateFile, type State, tryParseState } from '../../../lib/release/state';
import { Environment } from './environment';
import { example } from './releases';

/** A state with everything that a state can have. */
function full(): State {
  const environment = new Environment();
  for (const version of ['1.0', '2.0']) environment.release(example(version, 'canary'));
  for (let step = 0; step < 4; step++) environment.shift();
  environment.release(example('3.0', 'canary'));
  environment.shift();
  environment.ask({ verb: 'adopt', files: { 'X.yaml': { blob: null, of: '2.0' } } });
  environment.ask({ verb: 'pin' }, 'grace', 'the fair');
  return environment.state;
}

const text = formatState(full());

/** What somebody can do to the file. */
interface Draft {
  schema: number;
  slots: { live: string; next?: string; share: number; holds: Record<string, string> };
  releases: Record<string, unknown>;
}

/** The text with a change somewhere in it. */
function altered(alter: (state: Draft) => void): string {
  const state = JSON.parse(text) as Draft;
  alter(state);
  return JSON.stringify(state);
}

/** Paths of all values of a kind that are in JSON. */
function pathsIn(value: unknown, is: (value: unknown) => boolean, path: readonly string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, is, [...path, key]))
      : [];
  return is(value) ? [[...path], ...below] : below;
}

const at = (state: unknown, path: readonly string[]) =>
  path.reduce((node, key) => (node as Record<string, unknown>)[key], state) as Record<string, unknown>;

test('the state of an application is in a file of its own', () => {
  expect(stateFile('lulu')).toBe('.twelve/lulu.json');
});

test('is plain JSON that ends with a line end, and reads back equal', () => {
  expect(text).toMatch(/^\{\n {2}"schema": 1,\n {2}"application": "lulu",\n/);
  expect(text.endsWith('}\n')).toBe(true);
  expect(tryParseState(text)).toEqual(full());
});

test('what people write into it reads back equal, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (actor, reason) => {
      const state = { ...full(), operation: { ...full().operation, actor, reason } };
      expect(tryParseState(formatState(state))).toEqual(state);
    }),
  );
});

test('reading and writing it again changes no byte', () => {
  const once = formatState(tryParseState(text) as State);
  expect(formatState(tryParseState(once) as State)).toBe(once);
});

// The first state of a canary has `holds` before `share`, a state that was read has them the other way round.
test('reading and writing changes no byte of any state, also of the first one', () => {
  const environment = new Environment();
  environment.release(example('1.0', 'canary'));
  expect(formatState(environment.state)).toBe(environment.text);
});

test('a file that was cut anywhere is told', () => {
  for (let length = 0; length < text.length - 1; length += 7) {
    expect(tryParseState(text.slice(0, length))).toBeInstanceOf(Error);
  }
});

test('a field of another type is told, with its path', () => {
  for (const path of pathsIn(JSON.parse(text), () => true)) {
    const last = path.pop();
    if (last !== undefined) {
      const found = tryParseState(altered((state) => (at(state, path)[last] = [[]])));
      expect([path, last, found instanceof Error && found.message]).toEqual([
        path,
        last,
        expect.stringMatching(`^${[...path, last][0]}\\b`),
      ]);
    }
  }
});

test('a field that is not known is told, at any depth: a newer version may mean something by it', () => {
  const open = [['releases'], ['slots', 'holds'], ['adopted'], ['earlier', '0', 'slots', 'holds']].map(String);
  const objects = pathsIn(
    JSON.parse(text),
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  for (const path of objects.filter((one) => !open.includes(String(one)))) {
    const found = tryParseState(altered((state) => (at(state, path)['extra'] = 1)));
    const where = path.join('.') || 'the record';
    expect(found).toEqual(new NewerState(`${where} has fields that only a newer twelve knows`));
  }
});

test('a schema of another number is told', () => {
  expect(tryParseState(altered((state) => (state.schema = 2)))).toEqual(
    new NewerState('a newer twelve wrote it (schema 2)'),
  );
  expect(tryParseState(altered((state) => (state.schema = 0)))).not.toBeInstanceOf(NewerState);
});

test.each([
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a byte order mark', `\uFEFF${text}`],
  ['marks of a merge', `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`],
  ['two of them', text + text],
  ['nesting', '['.repeat(100_000)],
  ['nesting that ends', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000)],
  ['a number out of range', text.replace('"order": 30', '"order": 1e999')],
  ['a time that is none', text.replace(/"since": "[^"]*"/, '"since": "yesterday"')],
  ['megabytes', `{"schema":1,"x":"${'y'.repeat(5_000_000)}"}`],
  ['a prototype', text.replace('{', '{ "__proto__": { "release": "9.0" },')],
  ['a prototype of the slots', text.replace('"slots": {', '"slots": { "__proto__": {},')],
])('a file that holds %s is told, not thrown', (_, content) => {
  expect(content).not.toBe(text);
  expect(tryParseState(content)).toBeInstanceOf(Error);
});

test('any JSON is told or is a state; nothing is thrown', () => {
  fc.assert(fc.property(fc.json(), (json) => tryParseState(json) instanceof Error));
  fc.assert(
    fc.property(
      fc.constantFrom(...pathsIn(full(), () => true).filter(({ length }) => length > 0)),
      fc.jsonValue(),
      (path, value) => {
        const found = tryParseState(altered((state) => (at(state, path.slice(0, -1))[path.at(-1) as string] = value)));
        if (!(found instanceof Error)) expect(tryParseState(formatState(found))).toEqual(found);
      },
    ),
    { numRuns: 300 },
  );
});

// zod leaves out a key of that name in a record without a word.
test('a release, a slot or a file that is called __proto__ is told', () => {
  const content = text.replace('"releases": {', '"releases": { "__proto__": { "order": 1, "tree": "x" },');
  expect(tryParseState(content)).toBeInstanceOf(Error);
});

// Each of them passes, and leads to a slot "undefined", a release that nobody knows or an error without a code later on.
test.each<[string, (state: Draft) => void]>([
  ['a live slot that there is not', (state) => (state.slots.live = 'red')],
  ['a waiting slot that there is not', (state) => (state.slots.next = 'red')],
  ['a waiting slot that is live', (state) => (state.slots.next = 'stable')],
  ['one slot', (state) => delete state.slots.holds['canary']],
  ['three slots', (state) => (state.slots.holds['red'] = '2.0')],
  ['a live slot with another release than the live one', (state) => (state.slots.holds['stable'] = '1.0')],
  ['a share above 100', (state) => (state.slots.share = 250)],
  ['a share below 0', (state) => (state.slots.share = -1)],
  ['a release that it does not know', (state) => delete state.releases['3.0']],
  ['an earlier release that it does not know', (state) => delete state.releases['1.0']],
])('a file that was edited so that it has %s is told', (_, alter) => {
  expect(tryParseState(altered(alter))).toBeInstanceOf(Error);
});
