import fc from 'fast-check';
import type { ReleaseTree } from '../../../lib/release/release-facts';
import { type Kind, type Recipe, releaseOf } from './releases';

/** What somebody does, before it is known what there is to do it with. */
export type Draw =
  | { readonly verb: 'release' | 'promote'; readonly release: number | undefined; readonly switch: boolean }
  | { readonly verb: 'switch'; readonly to?: 'live' | 'idle' }
  | { readonly verb: 'shift'; readonly share?: number }
  | { readonly verb: 'onwards' }
  | { readonly verb: 'rollback'; readonly to: number | undefined }
  | { readonly verb: 'pin' | 'unpin' };

/** Releases, and what was asked for, one after the other. */
export interface History {
  readonly releases: readonly ReleaseTree[];
  readonly draws: readonly Draw[];
}

const SHARED = ['Job.a.yaml', 'Service.a.yaml', 'Service.b.yaml', 'ServiceAccount.a.yaml', 'blueprint.yaml'];
const OWN = ['ConfigMap.a.yaml', 'Deployment.a.yaml', 'Deployment.b.yaml'];

/** Some of the files, each with one of few contents, so that releases have some bytes in common. */
const filesOf = (names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), fc.nat(2), { minKeys: 1, maxKeys: names.length, noNullPrototype: true });

const shares = fc
  .uniqueArray(fc.constantFrom(1, 10, 25, 50, 75, 100), { minLength: 1, maxLength: 4 })
  .map((steps) => [0, ...steps.sort((a, b) => a - b)]);

function recipes(kind: Kind): fc.Arbitrary<Recipe[]> {
  const recipe = fc.record({
    // Now and then the strategy is another one.
    kind: fc.oneof(
      { weight: 9, arbitrary: fc.constant(kind) },
      fc.constantFrom<Kind>('rolling', 'blueGreen', 'canary'),
    ),
    shared: filesOf(SHARED),
    own: filesOf(OWN),
    shares,
    live: fc.constantFrom('blue', 'green'),
    // Mostly newer than the one before, sometimes as old, sometimes older.
    later: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 0, -2),
  });
  return fc.array(recipe, { minLength: 3, maxLength: 6 }).map((list) => {
    let order = 100;
    return list.map(({ later, ...one }, index) => ({ ...one, version: `v${index + 1}`, order: (order += later) }));
  });
}

/** The next release mostly, else any. */
const release: fc.Arbitrary<Draw> = fc.record({
  verb: fc.constantFrom('release', 'promote'),
  release: fc.option(fc.nat(5), { nil: undefined, freq: 2 }),
  switch: fc.boolean(),
});

const onwards: fc.Arbitrary<Draw> = fc.constant({ verb: 'onwards' });
const unpin: fc.Arbitrary<Draw> = fc.constant({ verb: 'unpin' });
const rollback: fc.Arbitrary<Draw> = fc.record({
  verb: fc.constant('rollback'),
  to: fc.option(fc.nat(20), { nil: undefined, freq: 2 }),
});

/** Anything at any time is mostly refused; so now and then what makes sense one after the other. */
const draws: fc.Arbitrary<Draw[]> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(release) },
  { weight: 3, arbitrary: fc.tuple(unpin, release) },
  { weight: 3, arbitrary: fc.array(onwards, { minLength: 1, maxLength: 6 }) },
  { weight: 2, arbitrary: fc.tuple(rollback) },
  { weight: 2, arbitrary: fc.tuple(rollback, unpin) },
  { weight: 1, arbitrary: fc.tuple(fc.record({ verb: fc.constant('switch'), to: fc.constantFrom('live', 'idle') })) },
  { weight: 1, arbitrary: fc.tuple(fc.record({ verb: fc.constant('shift'), share: fc.constantFrom(0, 10, 50, 100) })) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom<Draw>({ verb: 'pin' }, { verb: 'switch' }, { verb: 'shift' })) },
);

/** What may happen in an environment. */
export const histories: fc.Arbitrary<History> = fc
  .constantFrom<Kind>('rolling', 'blueGreen', 'blueGreen', 'canary', 'canary')
  .chain((kind) => fc.tuple(recipes(kind), fc.boolean(), fc.array(draws, { minLength: 3, maxLength: 16 })))
  .map(([list, isEmpty, some]) => {
    const first: Draw = { verb: 'release', release: undefined, switch: false };
    return { releases: list.map(releaseOf), draws: isEmpty ? some.flat() : [first, first, ...some.flat()] };
  });
