import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TwelveFactorError } from '../../../lib/errors';
import type { BundleDescriptor } from '../../../lib/manifest/bundle';
import type { SlotsDescriptor } from '../../../lib/manifest/slots';
import { toYaml } from '../../../lib/manifest/yaml';
import { applicationsIn, parseDescriptor, readBundle } from '../../../lib/release/bundle';
import { GOLDEN, readTree, REPOSITORY } from '../../support/trees';
import { Dist, type Rendered } from './support';

describe('the bundles of this repository', () => {
  const dist = join(REPOSITORY, 'dist');

  test('are those of its applications', () => {
    expect(applicationsIn(dist)).toEqual(['api-status', 'checkout', 'hermes', 'lulu', 'memcached', 'shop']);
  });

  test.each(applicationsIn(dist))('%s is read as it is', (application) => {
    const bundle = readBundle(dist, application);
    expect(bundle.application).toBe(application);
    expect(bundle.descriptorText).toBe(readFileSync(join(dist, `${application}.json`), 'utf8'));
    expect(bundle.descriptor).toEqual(JSON.parse(bundle.descriptorText));
    expect(bundle.version).toBe(bundle.descriptor.version);
    expect([...bundle.environments.keys()]).toEqual(['staging', 'production']);
    for (const [environment, files] of bundle.environments) {
      expect([...files]).toEqual([...readTree(join(dist, environment, application))]);
    }
  });
});

test.each(['blue-green', 'canary-gateway-api', 'canary-replicas', 'canary-traefik'])(
  'the golden tree %s is a good bundle, its edits lead to values',
  (application) => {
    const golden = (environment: string): Rendered => ({
      files: readTree(join(GOLDEN, application, environment)),
      slots: JSON.parse(
        readFileSync(join(GOLDEN, application, `${environment}.slots.json`), 'utf8'),
      ) as SlotsDescriptor,
    });
    const dist = new Dist();
    const environments = { staging: golden('staging'), production: golden('production') };
    dist.add(application, environments);
    const bundle = readBundle(dist.folder, application);
    for (const [name, { files, slots }] of Object.entries(environments)) {
      expect([...bundle.environments.get(name)!]).toEqual([...files]);
      expect(bundle.descriptor.environments[name]!.slots).toEqual(slots);
    }
    dist.remove();
  },
);

const name = fc
  .stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/)
  .filter((text) => !/^(con|prn|aux|nul|(com|lpt)\d)$/.test(text));
const version = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/);
const text = fc.string({ unit: 'grapheme' });
const data = fc
  .dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text)))
  .filter((object) => !Object.hasOwn(object, '__proto__'));

/** Files of ConfigMaps, in slots or not. */
function files(folders: readonly string[]): fc.Arbitrary<Map<string, string>> {
  const file = fc.tuple(fc.constantFrom(...folders), name, data);
  return fc.uniqueArray(file, { selector: ([, id]) => id, minLength: 1, maxLength: 5 }).map(
    (all) =>
      new Map(
        all
          .map(([folder, id, content]) => {
            const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data: content, live: id };
            return [`${folder}ConfigMap.${id}.yaml`, toYaml(object)] as const;
          })
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
  );
}

const plain: fc.Arbitrary<Rendered> = files(['']).map((all) => ({ files: all }));
const slotted: fc.Arbitrary<Rendered> = fc
  .tuple(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }), fc.constantFrom(0, 1))
  .chain(([[first, second], live]) =>
    files(['', `${first}/`, `${second}/`]).map((all) => {
      const names = [first as string, second as string] as const;
      const edits = (value: string) => [...all.keys()].map((file) => ({ file, path: ['live'], value }));
      const traffic = Object.fromEntries(names.map((slot) => [slot, edits(slot)]));
      return { files: all, slots: { names, live: names[live], traffic } };
    }),
  );

test('a bundle that is written is read back equal, whatever it is', () => {
  const dist = new Dist();
  const environments = fc.dictionary(name, fc.oneof(plain, slotted), { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  fc.assert(
    fc.property(name, version, environments, (application, release, rendered) => {
      dist.remove();
      dist.add(application, rendered, release);
      const bundle = readBundle(dist.folder, application);
      expect(bundle.version).toBe(release);
      const read = [...bundle.environments].map(([id, texts]) => [id, [...texts]]);
      expect(read).toEqual(Object.entries(rendered).map(([id, each]) => [id, [...each.files]]));
    }),
  );
  dist.remove();
});

/** Whatever it is, it is told by a code of this area. */
function isTold(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(TwelveFactorError);
    for (const { code } of (error as TwelveFactorError).problems) expect(code).toMatch(/^TF20[0-4]\d$/);
    return true;
  }
}

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  fc.string({ unit: 'binary' }).map((all) => Buffer.from(all)),
  fc
    .array(
      fc.constantFrom(
        ...[
          '- ',
          '? ',
          ': ',
          ':',
          ', ',
          '[',
          ']',
          '{',
          '}',
          '"',
          "'",
          '|',
          '>',
          '&a ',
          '*a',
          '!!str ',
          '<<',
          '#',
          '%',
          '\n',
        ],
        ...[
          '  ',
          '---',
          '...',
          '\t',
          'a',
          '1',
          'null',
          '\\',
          '\n  ',
          'apiVersion: v1\n',
          'kind: Secret\n',
          'data: {}\n',
        ],
      ),
      { maxLength: 60 },
    )
    .map((all) => Buffer.from(all.join(''))),
  fc.json().map((all) => Buffer.from(all)),
);

describe('whatever bytes somebody puts there', () => {
  const dist = new Dist();
  const seal = join(dist.folder, 'lulu.json');
  const sealed = readFileSync(seal);
  afterEach(() => writeFileSync(seal, sealed));
  afterAll(() => dist.remove());

  test('a file of them is told by a code', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        dist.write('staging/lulu/Service.lulu-api.yaml', content);
        expect(isTold(() => readBundle(dist.folder, 'lulu'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a descriptor of them is told by a code', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        dist.write('lulu.json', content);
        expect(isTold(() => readBundle(dist.folder, 'lulu'))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a descriptor with any value in any place is told by a code, or can be used', () => {
    const descriptor = JSON.parse(sealed.toString()) as BundleDescriptor;
    fc.assert(
      fc.property(fc.constantFrom(...placesIn(descriptor)), fc.jsonValue(), (path, value) => {
        const content = JSON.stringify(withValue(descriptor, path, value));
        if (!isTold(() => parseDescriptor(content, 'lulu'))) {
          expect(parseDescriptor(content, 'lulu')).toEqual(JSON.parse(content));
        }
      }),
      { numRuns: 500 },
    );
  });
});

test('no byte of a file can change unnoticed', () => {
  const dist = new Dist();
  const path = 'production/lulu/Service.lulu-api.yaml';
  const good = readFileSync(join(dist.folder, path));
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const bad = Buffer.from(good);
      bad[index]! ^= flip;
      dist.write(path, bad);
      expect(isTold(() => readBundle(dist.folder, 'lulu'))).toBe(true);
    }),
    { numRuns: 300 },
  );
  dist.remove();
});

/** Every path from the root of a value to something in it. */
function placesIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner).map((path) => [key, ...path]))];
}

function withValue(node: unknown, [key, ...path]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy: Record<string, unknown> = structuredClone(node) as never;
  copy[key] = withValue(copy[key], path, value);
  return copy;
}
