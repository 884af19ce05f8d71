import * as fc from 'fast-check';
import { Manifest, ManifestSet, RuleSet } from '../../lib/policy';
import { everyRule, objectsOf } from './mutation';

/** Keys that rules look for, and keys that an object has without anybody writing them. */
const KEYS = ['name', 'value', 'type', 'path', 'port', 'containers', 'toString', 'constructor', '__proto__', ''];

/** Anything that a parser of YAML can make, and more. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    key: fc.oneof(fc.constantFrom(...KEYS), fc.string()),
    withBigInt: true,
    withDate: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.constantFrom(null, undefined, NaN, -0, Infinity, '', ' ', '__proto__', Symbol.iterator, () => undefined),
  fc.array(fc.constantFrom(null, {}, [], 'a', 1)),
);

const objects = [...objectsOf('golden/full/production'), ...objectsOf('golden/progressive/production')].map(
  ([, object]) => object,
);

/** Ways to every field of an object. */
function pathsOf(node: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  const inner = Object.entries(node).flatMap(([key, value]) =>
    pathsOf(value, [...path, Array.isArray(node) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function changed(node: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  const copy = (Array.isArray(node) ? [...(node as unknown[])] : { ...(node as object) }) as Record<string, unknown>;
  copy[step] = changed(copy[step], rest, value);
  return copy;
}

const places = objects.flatMap((object, index) => pathsOf(object).map((path) => ({ index, path })));

function check(given: readonly unknown[], rules: RuleSet = everyRule()) {
  return rules.check(
    new ManifestSet(given.map((object, index) => new Manifest(object, { source: `chart/${index}/x` }))),
  );
}

describe('rules look at anything', () => {
  it('that stands anywhere in a good tree, and throw at nothing', () => {
    const rules = everyRule();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places), anything), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const tree = [...objects];
          for (const [{ index, path }, value] of changes) {
            try {
              tree[index] = changed(tree[index], path, value);
            } catch {
              // Another change has put something there that has no fields.
            }
          }
          for (const { given, remedy, path } of check(tree, rules)) {
            if (typeof given !== 'string' || typeof remedy !== 'string' || !Array.isArray(path)) throw new Error(given);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that is given in place of an object', () => {
    fc.assert(
      fc.property(fc.array(anything), (given) => check(given).length >= 0),
      { numRuns: 200 },
    );
  });
});

describe('what is told', () => {
  it('never has the value of a variable in it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
    fc.assert(
      fc.property(secret, (value) => {
        const container = {
          name: 'api',
          env: [
            { name: 'DATABASE_PASSWORD', value },
            { name: 'BROKER', value: `amqp://bunny:${value}@mq:5672` },
            { name: 'BOTH', value, valueFrom: {} },
          ],
          args: [`--password=${value}`],
        };
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [container] } };
        const findings = check([pod]);
        expect(findings.filter(({ code }) => code === 'TF3167').length).toBeGreaterThanOrEqual(3);
        expect(findings.map(({ given, remedy }) => given + remedy).join()).not.toContain(value);
      }),
      { numRuns: 50 },
    );
  });
});
