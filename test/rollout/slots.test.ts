import fc from 'fast-check';
import { filesOf, withEdits } from '../support/apply-edits';
import { cases, movesOf, render, renderIn, statesOf } from '../support/random-slots';
import { matches, sumAtMost, targetless } from '../support/targets';
import { deployments, services, sumOfRequests } from '../support/workloads';

const SLOTTED = ['blueGreen', 'canaryByReplicas', 'canaryByTraefik', 'canaryByGatewayApi'] as const;

test('in every state each Service selects pods, and pods of one slot unless replicas divide the traffic', () => {
  fc.assert(
    fc.property(cases, (given) => {
      for (const state of statesOf(render(given))) {
        const pods = deployments(state);
        for (const { name, selector } of services(state)) {
          const selected = pods.filter(({ labels }) => matches(selector, labels));
          expect({ name, pods: selected.length }).toEqual({ name, pods: given.kind === 'canaryByReplicas' ? 2 : 1 });
        }
      }
    }),
    { numRuns: 12 },
  );
});

test('no two Deployments select the same pods', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const all = deployments(filesOf(render(given)));
      for (const { name, selector } of all) {
        expect(all.filter(({ labels }) => matches(selector, labels)).map((other) => other.name)).toEqual([name]);
      }
    }),
    { numRuns: 12 },
  );
});

test('the quota holds what is requested in every state of the traffic', () => {
  fc.assert(
    fc.property(cases, (given) => {
      for (const state of statesOf(render(given))) {
        const { requested, quota } = sumOfRequests(state);
        expect(requested).toBeLessThanOrEqual(quota);
      }
    }),
    { numRuns: 12 },
  );
});

test('the quota holds what autoscalers may ask for at most while a slot, or a copy of Flagger’s, rolls', () => {
  fc.assert(
    fc.property(cases, (given) => {
      for (const state of statesOf(render(given))) {
        const { requested, quota } = sumAtMost(state);
        expect(requested).toBeLessThanOrEqual(quota);
      }
    }),
    { numRuns: 12 },
  );
});

test('what every autoscaler, budget, monitor and Canary is for is there in every state', () => {
  fc.assert(
    fc.property(cases, (given) => {
      for (const state of statesOf(render(given))) expect(targetless(state)).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test('the edits of a state, made in the tree of any state, give exactly the tree that is synthesized in that state', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(...SLOTTED), (any, kind) => {
      const given = { ...any, kind };
      const moves = movesOf(render(given)).map((move) => ({ ...move, tree: renderIn(given, move.traffic) }));
      for (const { tree: from } of moves) {
        for (const { edits, tree } of moves) expect(withEdits(from, edits)).toEqual(filesOf(tree));
      }
    }),
    { numRuns: 8 },
  );
});

test('what Flagger rolls out has no Service of its own, and no slots', () => {
  fc.assert(
    fc.property(
      cases,
      fc.constantFrom('progressiveByTraefik' as const, 'progressiveByKubernetes' as const),
      (given, kind) => {
        const tree = render({ ...given, kind });
        expect(services(filesOf(tree))).toEqual([]);
        expect(tree.slots).toBeUndefined();
      },
    ),
    { numRuns: 3 },
  );
});

test('the edits of a slot give exactly the tree that is synthesized with that slot live', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const blueGreen = { ...given, kind: 'blueGreen' as const };
      const [blue, green] = [render(blueGreen, 'blue'), render(blueGreen, 'green')];
      for (const from of [blue, green]) {
        expect(withEdits(from, from.slots?.traffic['green'] ?? [])).toEqual(filesOf(green));
        expect(withEdits(from, from.slots?.traffic['blue'] ?? [])).toEqual(filesOf(blue));
      }
    }),
    { numRuns: 6 },
  );
});

test('no move from any state to any other changes which Deployments there are, or what they select', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const all = statesOf(render(given)).map((state) =>
        deployments(state).map(({ name, selector }) => ({ name, selector })),
      );
      all.forEach((state) => expect(state).toEqual(all[0]));
    }),
    { numRuns: 6 },
  );
});

test('the pods that replicas divide are always as many as the service has', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const tree = render({ ...given, kind: 'canaryByReplicas' });
      for (const state of statesOf(tree)) {
        for (const name of given.names) {
          const slots = deployments(state).filter((deployment) => deployment.name.startsWith(`shop-${name}-`));
          expect(slots.reduce((sum, { replicas = 0 }) => sum + replicas, 0)).toBe(given.replicas);
        }
      }
    }),
    { numRuns: 6 },
  );
});
