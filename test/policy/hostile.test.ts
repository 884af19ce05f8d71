import fc from 'fast-check';
import { Manifest, ManifestSet, RuleSet } from '../../lib/policy';
import { objectsOf } from './mutation';

const TREES = ['full', 'relaxed', 'progressive', 'canary-traefik', 'canary-gateway-api', 'delegated'];
const objects = TREES.flatMap((name) => [...objectsOf(`golden/${name}/production`).values()]);

/** What anybody may have written where something else belongs. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e308,
    true,
    [],
    {},
    [null],
    [[]],
    '%',
    '100%',
    '__proto__',
    'a'.repeat(300),
  ),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"a": "b"}, "toString": 1, "constructor": null}'),
    { toString: 1, valueOf: 2 },
    { matchLabels: { a: null }, matchExpressions: [{ operator: 'In', key: 'a', values: 'b' }, 1] },
  ),
  fc.jsonValue(),
);

/** Every way into a value, deepest last. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))];
}

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[step] = replaced(copy[step], rest, by);
  return copy;
}

const places = objects.map((object) => paths(object));

/** Objects of one tree after another, some of whose fields hold anything. */
const hostile = fc
  .array(fc.tuple(fc.nat(objects.length - 1), fc.nat(), anything), { minLength: 1, maxLength: 20 })
  .map((changes) => {
    const copies = [...objects];
    for (const [index, place, value] of changes) {
      const ways = places[index]!;
      copies[index] = replaced(objects[index], ways[place % ways.length]!, value);
    }
    return copies;
  });

const rules = new RuleSet();

test('rules tell of any YAML, and never fail', () => {
  fc.assert(
    fc.property(hostile, (copies) => {
      const manifests = new ManifestSet(copies.map((object) => new Manifest(object, { source: 'a' })));
      for (const { given, remedy, path } of rules.check(manifests)) {
        expect(given).not.toBe('');
        expect(given.length).toBeLessThan(1000);
        expect(remedy).not.toBe('');
        expect(path.every((step) => ['string', 'number'].includes(typeof step))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('rules tell of what is no object at all, and never fail', () => {
  fc.assert(
    fc.property(fc.array(anything), (values) => {
      rules.check(new ManifestSet(values.map((value) => new Manifest(value, { source: 'a' }))));
    }),
  );
});
