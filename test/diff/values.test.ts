import fc from 'fast-check';
import { isList, isMap } from '../../lib/diff/json';
import { itemNames } from '../../lib/diff/names';
import type { Change, Json, JsonMap } from '../../lib/diff/tree-diff';
import { compareValues } from '../../lib/diff/values';

/** A change in short: `update ["a","b"] 1 → 2`. */
function short({ kind, path, before, after, index }: Change): string {
  const values = [before, after].filter((value) => value !== undefined).map((value) => JSON.stringify(value));
  return [kind, JSON.stringify(path), values.join(' → '), ...(index === undefined ? [] : [`at ${index}`])].join(' ');
}

const compared = (before: Json, after: Json) => compareValues(before, after).map(short);

describe('maps', () => {
  test.each<[string, Json, Json, string[]]>([
    ['are equal whatever the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, []],
    ['tell a value', { a: { b: 1 } }, { a: { b: 2 } }, ['update ["a","b"] 1 → 2']],
    ['tell keys that came and went, sorted', { b: 1 }, { a: 1 }, ['add ["a"] 1', 'remove ["b"] 1']],
    ['tell another type', { a: { b: 1 } }, { a: 'x' }, ['update ["a"] {"b":1} → "x"']],
    ['tell a list in place of a map', { a: {} }, { a: [] }, ['update ["a"] {} → []']],
    ['tell null from nothing', { a: null }, {}, ['remove ["a"] null']],
    ['tell null from an empty list', { a: null }, { a: [] }, ['update ["a"] null → []']],
    ['tell a number from its digits', { a: 8080 }, { a: '8080' }, ['update ["a"] 8080 → "8080"']],
    ['may be no maps at all', null, { a: 1 }, ['update [] null → {"a":1}']],
    ['keep dots and brackets in keys', { 'a[0].b': { 'x/y': 1 } }, { 'a[0].b': {} }, ['remove ["a[0].b","x/y"] 1']],
  ])('%s', (_, before, after, changes) => expect(compared(before, after)).toEqual(changes));

  test('may have the keys that every JavaScript object inherits', () => {
    const keys = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'entries'];
    const withKeys = (value: number) =>
      JSON.parse(`{${keys.map((key) => `"${key}":{"${key}":[${value}]}`).join()}}`) as Json;
    expect(compared(withKeys(1), {})).toEqual(keys.sort().map((key) => `remove ["${key}"] {"${key}":[1]}`));
    expect(compared({}, withKeys(1))).toHaveLength(keys.length);
    expect(compared(withKeys(1), withKeys(2))).toEqual(keys.map((key) => `update ["${key}","${key}",0] 1 → 2`));
    expect(compared(withKeys(1), withKeys(1))).toEqual([]);
  });
});

const named = (...items: (readonly [string, number])[]) => items.map(([name, n]) => ({ name, n }));

describe('the items of a list', () => {
  test.each<[string, Json, Json, string[]]>([
    [
      'are matched by name',
      named(['api', 1], ['proxy', 2]),
      named(['init', 0], ['api', 1], ['proxy', 3]),
      ['add ["init"] {"name":"init","n":0} at 0', 'update ["proxy","n"] 2 → 3'],
    ],
    ['go by name', named(['a', 1], ['b', 2]), named(['b', 2]), ['remove ["a"] {"name":"a","n":1}']],
    ['come by name to an empty list', [], named(['a', 1]), ['add ["a"] {"name":"a","n":1} at 0']],
    [
      'may have another order',
      named(['a', 1], ['b', 2], ['c', 3]),
      named(['c', 3], ['x', 4], ['a', 1]),
      ['remove ["b"] {"name":"b","n":2}', 'add ["x"] {"name":"x","n":4} at 1', 'reorder [] ["a","c"] → ["c","a"]'],
    ],
    [
      'named __proto__ are items',
      named(['__proto__', 1], ['constructor', 1]),
      named(['__proto__', 2], ['constructor', 2]),
      ['update ["__proto__","n"] 1 → 2', 'update ["constructor","n"] 1 → 2'],
    ],
    [
      'are matched by index where a name is there twice',
      named(['a', 1], ['a', 2]),
      named(['a', 1], ['a', 3]),
      ['update [1,"n"] 2 → 3'],
    ],
    [
      'are matched by their container port',
      [{ containerPort: 80 }, { containerPort: 90 }],
      [{ containerPort: 90, protocol: 'TCP' }, { containerPort: 80 }],
      ['add ["90","protocol"] "TCP"', 'reorder [] ["80","90"] → ["90","80"]'],
    ],
    [
      'are matched by port and protocol where two share a port',
      [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
      [{ port: 53, protocol: 'UDP' }, { port: 53 }],
      ['remove ["53/TCP","protocol"] "TCP"'],
    ],
    [
      'that mount are matched by path, because two may mount one volume',
      [{ name: 'tmp', mountPath: '/tmp' }],
      [
        { name: 'tmp', mountPath: '/run' },
        { name: 'tmp', mountPath: '/tmp', readOnly: true },
      ],
      ['add ["/run"] {"name":"tmp","mountPath":"/run"} at 0', 'add ["/tmp","readOnly"] true'],
    ],
    [
      'that refer to config are matched by what they refer to',
      [{ configMapRef: { name: 'lulu' } }, { secretRef: { name: 'keys' } }],
      [{ secretRef: { name: 'keys', optional: true } }],
      ['remove ["lulu"] {"configMapRef":{"name":"lulu"}}', 'add ["keys","secretRef","optional"] true'],
    ],
    ['put in at the front move the others', ['a', 'b', 'c'], ['x', 'a', 'b', 'c'], ['add [0] "x"']],
    ['put in and taken out', ['a', 'b', 'c'], ['b', 'x', 'c'], ['remove [0] "a"', 'add [1] "x"']],
    ['without a name change in place', ['-a=1', '-b=1'], ['-a=1', '-b=2'], ['update [1] "-b=1" → "-b=2"']],
    [
      'may be there several times',
      ['-e', 'a', '-e', 'b'],
      ['-e', 'x', '-e', 'a', '-e', 'b'],
      ['add [1] "x"', 'add [2] "-e"'],
    ],
    ['that are alike', [1, 1], [1, 1, 1], ['add [2] 1']],
    ['that are alike move too', ['x', 1, 1], ['x', 'new', 1, 1], ['add [1] "new"']],
    ['without a name may have another order', ['a', 'b'], ['b', 'a'], ['reorder [] ["a","b"] → ["b","a"]']],
    [
      'change behind one that was put in',
      [
        { to: 'x', weight: 1 },
        { to: 'y', weight: 1 },
      ],
      [{ to: 'new' }, { to: 'x', weight: 2 }, { to: 'y', weight: 2 }],
      ['update [0,"weight"] 1 → 2', 'update [1,"weight"] 1 → 2', 'add [0] {"to":"new"}'],
    ],
  ])('%s', (_, before, after, changes) => expect(compared(before, after)).toEqual(changes));

  test('may be tens of thousands', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `v${index}`);
    expect(compared(many, ['new', ...many.with(15_000, 'other')])).toEqual([
      'add [0] "new"',
      'update [15000] "v15000" → "other"',
    ]);
    const items = many.map((name) => ({ name, n: 1 }));
    expect(compared(items, [{ name: 'new' }, ...items])).toEqual(['add ["new"] {"name":"new"} at 0']);
    expect(
      compareValues(
        many,
        many.map((value) => `${value}x`),
      ),
    ).toHaveLength(30_000);
  });
});

const keys = fc.constantFrom(
  'name',
  'port',
  'path',
  'a',
  'a.b',
  'a[0].b',
  '__proto__',
  'constructor',
  'entries',
  '0',
  '',
);
const scalars = fc.oneof(
  fc.constantFrom<Json>('a', 'b', '__proto__', 'constructor', '', '0', 0, 1, null, true),
  fc.string({ maxLength: 3 }),
  fc.integer({ min: 0, max: 3 }),
);
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalars,
    fc.array(tie('value'), { maxLength: 6 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 5 }),
    fc.uniqueArray(fc.record({ name: scalars, value: tie('value') }), { maxLength: 5 }),
  ),
})).value;

/** Two values of which the second is mostly the first. */
const pairs = fc.oneof(
  fc.tuple(json, json),
  fc.tuple(json, fc.infiniteStream(fc.nat())).map(([value, stream]) => [value, edited(value, stream)] as [Json, Json]),
);

/** The value with some of it left out, doubled, moved or replaced. */
function edited(value: Json, choices: Iterator<number>): Json {
  const choose = (from: number) => (choices.next().value as number) % from;
  if (choose(12) === 0) {
    return ['new', 1, null, [], {}][choose(5)] as Json;
  }
  if (isList(value)) {
    const items = value.flatMap((item) =>
      Array.from({ length: [1, 1, 1, 1, 0, 2][choose(6)] as number }, () => edited(item, choices)),
    );
    return choose(4) === 0 ? items.reverse() : choose(4) === 0 ? ['first', ...items] : items;
  }
  return isMap(value)
    ? Object.fromEntries(
        Object.entries<Json>(value).flatMap(([key, item]) => (choose(8) === 0 ? [] : [[key, edited(item, choices)]])),
      )
    : value;
}

/**
 * Makes the changes in `before`; fails where one says something else of it than is there. Of `after` it asks only which
 * field the items of two lists are named by.
 */
function apply(before: Json, changes: readonly Change[], after: Json): Json {
  const whole = changes.find(({ kind, path }) => kind === 'update' && path.length === 0);
  if (changes.length === 0) {
    return before;
  }
  if (whole) {
    expect([whole.before, changes.length]).toEqual([before, 1]);
    return whole.after as Json;
  }
  return isMap(before)
    ? applyToMap(before, changes, after as JsonMap)
    : applyToList(before as readonly Json[], changes, after as readonly Json[]);
}

function applyToMap(before: JsonMap, changes: readonly Change[], after: JsonMap): Json {
  const map = new Map<string | number, Json>(Object.entries(before));
  for (const change of ownOf(changes)) {
    const [key = ''] = change.path;
    expect([change.before, map.has(key)]).toEqual([map.get(key), change.kind === 'remove']);
    map.delete(key);
    if (change.kind === 'add') {
      map.set(key, change.after as Json);
    }
  }
  for (const [key, value] of Object.entries<Json>(before)) {
    if (map.get(key) === value && Object.hasOwn(after, key)) {
      map.set(key, apply(value, within(key, changes), after[key] as Json));
    }
  }
  return Object.fromEntries(map);
}

function applyToList(before: readonly Json[], changes: readonly Change[], after: readonly Json[]): Json {
  const names = itemNames(before, after);
  const own = ownOf(changes);
  const removed = own.filter(({ kind }) => kind === 'remove');
  const added = own.filter(({ kind }) => kind === 'add');
  const steps = names?.[0] ?? [...before.keys()];
  removed.forEach(({ path: [step = ''], before: item }) => expect(item).toEqual(before[steps.indexOf(step as never)]));
  const left = steps.filter((step) => !removed.some(({ path }) => path[0] === step));
  const stayed = [...after.keys()].filter((index) => !added.some(({ path }) => path[0] === index));
  const items = new Map(
    left.map((step, position) => {
      const counterpart = after[names ? names[1].indexOf(step as string) : (stayed[position] as number)];
      return [step, apply(before[steps.indexOf(step as never)] as Json, within(step, changes), counterpart as Json)];
    }),
  );
  let result = [...items.values()];
  const order = changes.find(({ kind, path }) => kind === 'reorder' && path.length === 0);
  if (order) {
    expect(order.before).toEqual(names ? left : before);
    result = names ? (order.after as string[]).map((name) => items.get(name) as Json) : [...(order.after as Json[])];
  }
  added.forEach(({ path, index, after: item }) => result.splice(index ?? (path[0] as number), 0, item as Json));
  return result;
}

/** What came and went in this very map or list. */
function ownOf(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ kind, path }) => path.length === 1 && (kind === 'add' || kind === 'remove'));
}

function within(step: string | number, changes: readonly Change[]): Change[] {
  return changes
    .filter(({ kind, path }) => path[0] === step && (path.length > 1 || kind === 'update' || kind === 'reorder'))
    .map((change) => ({ ...change, path: change.path.slice(1) }));
}

describe('of any two values', () => {
  const options = { numRuns: 1000 };

  test('the changes made in the first give the second', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(apply(before, compareValues(before, after), after)).toEqual(after);
      }),
      options,
    );
  });

  test('each difference is told once, and none as part of another', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const changes = compareValues(before, after).filter(({ kind }) => kind !== 'reorder');
        const told = changes.map(({ kind, path }) => JSON.stringify([kind === 'add', ...path]));
        expect(new Set(told).size).toBe(told.length);
        // An index of what was added counts in the list after, all others in the list before.
        const wholes = changes.filter(({ kind, path }) => kind !== 'add' || typeof path.at(-1) === 'string');
        const around = (outer: Change, { path }: Change) =>
          path.length > outer.path.length && outer.path.every((step, index) => step === path[index]);
        expect(wholes.filter((outer) => changes.some((inner) => around(outer, inner)))).toEqual([]);
      }),
      options,
    );
  });

  test('no update is of two equal values, and what is equal has no changes', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(compareValues(before, structuredClone(before))).toEqual([]);
        const updates = compareValues(before, after).filter(({ kind }) => kind === 'update');
        updates.forEach((change) => expect(change.before).not.toEqual(change.after));
      }),
      options,
    );
  });

  test('neither is touched, and the result is plain data that shares no state between runs', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const bytes = JSON.stringify([before, after]);
        const changes = compareValues(before, after);
        expect(JSON.stringify([before, after])).toBe(bytes);
        expect(JSON.parse(JSON.stringify(changes))).toEqual(JSON.parse(JSON.stringify(compareValues(before, after))));
      }),
    );
  });
});
