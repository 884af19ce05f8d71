import { apiServer } from './api-server';
import { objectsConfigTasks } from './objects-config-tasks';
import { objectsLabels } from './objects-labels';
import { objectsNetwork } from './objects-network';
import { objectsRoutes } from './objects-routes';
import { objectsScaling } from './objects-scaling';
import type { KeptRule, Rule, WaivedRule } from './rule';
import { copyOf, type Tree, trees } from './tree';

// What nine published checkers ask of objects, O. And A, what an API server asks. What they ask of pods is in `lib/policy`.
const rules: readonly Rule[] = [
  ...objectsLabels,
  ...objectsScaling,
  ...objectsNetwork,
  ...objectsRoutes,
  ...objectsConfigTasks,
  ...apiServer,
];
const kept = rules.filter((rule): rule is KeptRule => 'faults' in rule);
const waivers = rules.filter((rule): rule is WaivedRule => 'because' in rule);

describe.each(kept.map((rule) => [`${rule.id}: ${rule.name}`, rule] as const))('%s', (_, rule) => {
  it('is kept by every tree', () => {
    const asserted = trees.filter(({ name }) => !rule.except?.[name]);
    expect(asserted.flatMap((tree) => rule.faults(tree).map((fault) => `${tree.name}: ${fault}`))).toEqual([]);
  });

  it.each(rule.broken)('is broken by: $how', ({ tree }) => {
    expect(rule.faults(tree())).not.toEqual([]);
  });
});

describe('the table of rules', () => {
  it('has every rule of the scorecard', () => {
    const numbers = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
    const ids = rules.map(({ id }) => id).filter((id) => !id.startsWith('A'));
    expect([...new Set(ids)].sort()).toEqual(numbers('O', 33).sort());
  });

  it('is asserted on trees that have something to say', () => {
    expect(trees.filter(({ objects }) => objects.length < 5)).toEqual([]);
  });

  it('lets off these rules alone, each with its reason beside it', () => {
    expect(waivers.map(({ id }) => id).sort()).toEqual(['O30', 'O33']);
  });

  it('lets no tree off a rule that it keeps', () => {
    const needless = kept.flatMap((rule) => {
      const isLetOff = ({ name }: Tree) => Boolean(rule.except?.[name]);
      return trees
        .filter((tree) => isLetOff(tree) && rule.faults(tree).length === 0)
        .map(({ name }) => `${rule.id} ${name}`);
    });
    expect(needless).toEqual([]);
  });

  it.each(['golden/minimal', 'golden/full/production', 'dist/production/lulu', 'dist/production/shop'])(
    'relaxes nothing in %s',
    (name) => {
      const reasons = copyOf(name).objects.flatMap(({ metadata }) => Object.keys(metadata.annotations ?? {}));
      expect(reasons.filter((key) => /^twelve-factor\/(relaxed|no|open)-/.test(key))).toEqual([]);
    },
  );
});
