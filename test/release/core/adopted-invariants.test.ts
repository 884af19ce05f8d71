import fc from 'fast-check';
import { compose, ownerOf } from '../../../lib/release/compose';
import { positionOf } from '../../../lib/release/position';
import type { Position } from '../../../lib/release/state';
import type { Environment } from './environment';
import { histories } from './histories';
import { walk } from './walk';

/** An edit by hand: what, and to which file. */
const edits = fc.array(fc.tuple(fc.constantFrom('change', 'remove', 'add'), fc.nat(20)), {
  minLength: 1,
  maxLength: 4,
});

/** An environment after a history. */
function endOf(history: Parameters<typeof walk>[0]): Environment | undefined {
  let last: Environment | undefined;
  walk(history, ({ environment }) => (last = environment));
  return last?.isEmpty === false ? last : undefined;
}

/** The tree with edits, and what has to be adopted for them, as the git side finds it. */
function edited({ tree, state, all }: Environment, some: readonly (readonly [string, number])[]) {
  const composition = compose(positionOf(state), all);
  const drifted = new Map(tree);
  const files: NonNullable<Position['adopted']> = {};
  for (const [what, index] of some) {
    const path = what === 'add' ? `ConfigMap.by-hand-${index}.yaml` : ([...tree.keys()][index % tree.size] as string);
    const blob = what === 'remove' ? null : `by: hand\nspec: { traffic: ${traffic(tree.get(path))} }\n`;
    if (blob === null) drifted.delete(path);
    else drifted.set(path, blob);
    files[path] = { blob, of: composition.get(path)?.version ?? ownerOf(path, state) };
  }
  return { drifted, files };
}

/** What the traffic decides stays as it is: else it can't be adopted. */
const traffic = (text = '') => /traffic: (.*)/.exec(text)?.[1] ?? 'none';

const sorted = (tree: ReadonlyMap<string, string>) => Object.fromEntries([...tree].sort());

const adopting = (look: (environment: Environment, drifted: Map<string, string>) => void) =>
  fc.assert(
    fc.property(histories, edits, (history, some) => {
      const environment = endOf(history);
      if (environment) {
        const { drifted, files } = edited(environment, some);
        environment.ask({ verb: 'adopt', files });
        look(environment, drifted);
      }
    }),
    { numRuns: 60 },
  );

test('whatever was edited by hand, once it is accepted the state composes to it', () => {
  adopting((environment, drifted) => expect(sorted(environment.tree)).toEqual(sorted(drifted)));
});

test('what was accepted stays through a pin, and through both ways of a switch', () => {
  adopting((environment, drifted) => {
    environment.ask({ verb: 'pin' });
    environment.ask({ verb: 'unpin' });
    expect(sorted(environment.tree)).toEqual(sorted(drifted));
    const { slots } = environment.state;
    if (slots && slots.share === undefined && slots.next === undefined) {
      const idle = Object.keys(slots.holds).find((slot) => slot !== slots.live);
      environment.switch(idle);
      environment.switch(slots.live);
      expect(sorted(environment.tree)).toEqual(sorted(drifted));
    }
  });
});
