import { momentAfter, podsInQuota, serving, type Step, storyNames, storyOf } from '../support/rollout-stories';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const servingIn = (name: (typeof storyNames)[number]) => storyOf(name).map(({ cluster }) => serving(cluster));

const NEVER_LESS = storyNames.filter((name) => !['recreate', 'blueGreenMinimum', 'blueGreenWarm'].includes(name));

test.each(NEVER_LESS)('%s: in every step the service has its pods', (name) => {
  for (const versions of servingIn(name)) {
    expect(sum(Object.values(versions))).toBeGreaterThanOrEqual(10);
  }
});

test.each(storyNames)('%s: the quota holds the pods of every step', (name) => {
  for (const { cluster } of storyOf(name)) {
    expect(sum(cluster.pods.map(({ count }) => count))).toBeLessThanOrEqual(podsInQuota(name));
  }
});

test('recreate serves nothing in between', () => {
  expect(servingIn('recreate')).toEqual([{ '1.4.0': 1 }, {}, { '1.5.0': 1 }]);
});

test('rolling has as many pods more as its surge, which the quota holds twice: as many end meanwhile', () => {
  expect(servingIn('rolling')).toEqual([
    { '1.4.0': 10 },
    { '1.4.0': 10, '1.5.0': 3 },
    { '1.4.0': 7, '1.5.0': 6 },
    { '1.5.0': 10 },
  ]);
  expect(podsInQuota('rolling')).toBe(16);
});

test('blue/green moves all pods at once, and back', () => {
  expect(servingIn('blueGreen')).toEqual([{ '1.4.0': 10 }, { '1.4.0': 10 }, { '1.5.0': 10 }, { '1.4.0': 10 }]);
});

test('with an idle slot at its minimum, a switch begins with one pod', () => {
  expect(servingIn('blueGreenMinimum')).toEqual([{ '1.4.0': 10 }, { '1.4.0': 10 }, { '1.5.0': 1 }, { '1.5.0': 10 }]);
});

test('an autoscaler has a warm idle slot at its least where a switch finds it, and a full one at its most', () => {
  expect(servingIn('blueGreenWarm')).toEqual([{ '1.4.0': 10 }, { '1.4.0': 10 }, { '1.5.0': 5 }, { '1.5.0': 10 }]);
  expect(servingIn('blueGreenFull')).toEqual([{ '1.4.0': 10 }, { '1.4.0': 10 }, { '1.5.0': 20 }, { '1.5.0': 10 }]);
});

test.each(['canaryByTraefik', 'canaryByGatewayApi'] as const)(
  '%s: from the last share on, the stable slot has the pods for all requests before they return to it',
  (name) => {
    const steps = storyOf(name);
    const [released, last, settled, returned] = [1, -3, -2, -1].map((index) => steps.at(index) as Step);
    for (const [before, after] of [
      [last, settled],
      [settled, returned],
      [last, released],
    ] as [Step, Step][]) {
      const found = serving(momentAfter(before.cluster, after.cluster));
      expect(sum(Object.values(found))).toBeGreaterThanOrEqual(10);
    }
  },
);

test('a canary by replicas gets as many pods as its share, and settles in the stable slot', () => {
  expect(servingIn('canaryByReplicas')).toEqual([
    { '1.4.0': 10 },
    { '1.4.0': 10 },
    { '1.4.0': 9, '1.5.0': 1 },
    { '1.4.0': 7, '1.5.0': 3 },
    { '1.4.0': 5, '1.5.0': 5 },
    { '1.5.0': 10 },
    { '1.5.0': 10 },
  ]);
});

test.each(['canaryByTraefik', 'canaryByGatewayApi'] as const)('%s: weights of the router are the shares', (name) => {
  const shares = storyOf(name).map(({ cluster }) => cluster.shares.map(({ weight }) => weight));
  expect(shares).toEqual([
    [100, 0],
    [100, 0],
    [90, 10],
    [50, 50],
    [0, 100],
    [0, 100],
    [100, 0],
  ]);
});

test('progressive delivery serves the old release until it is promoted', () => {
  expect(servingIn('progressive')).toEqual([
    { '1.4.0': 10 },
    { '1.4.0': 10, '1.5.0': 10 },
    { '1.4.0': 10, '1.5.0': 13 },
    { '1.5.0': 10 },
    { '1.4.0': 10 },
  ]);
});
