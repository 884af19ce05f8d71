import fc from 'fast-check';
import { extraWhileRolling, podDemand } from '../../lib/manifest';
import { mostWhileRolling } from '../support/rolling-update';

const container = (cpu: string, memory: string, more: object = {}) => ({
  resources: { requests: { cpu, memory }, limits: { cpu, memory } },
  ...more,
});
const MEBIBYTE = 2 ** 20;
const both = (cpu: number, mebibytes: number) => {
  const amounts = { cpu, memory: mebibytes * MEBIBYTE };
  return { requests: amounts, limits: amounts };
};

test('containers run together, so they are added up', () => {
  expect(podDemand({ containers: [container('1', '64Mi'), container('250m', '32Mi')] })).toEqual(both(1.25, 96));
});

test('init containers run before, so the largest one counts where it is more, for each resource by itself', () => {
  const initContainers = [container('2', '16Mi'), container('1', '32Mi')];
  expect(podDemand({ initContainers, containers: [container('1', '64Mi')] })).toEqual(both(2, 64));
});

test('an init container that stays is added to what runs after it', () => {
  const initContainers = [container('1', '16Mi', { restartPolicy: 'Always' }), container('2', '16Mi')];
  expect(podDemand({ initContainers, containers: [container('1', '64Mi')] })).toEqual(both(3, 80));
});

test('a limit is the request that is not stated, and a container that states nothing has the defaults', () => {
  expect(podDemand({ containers: [{ resources: { limits: { cpu: 2, memory: '1Gi' } } }] })).toEqual(both(2, 1024));
  const { requests, limits } = podDemand({ containers: [{}] });
  expect(requests).toEqual(both(0.1, 256).requests);
  expect(limits).toEqual({ memory: 256 * MEBIBYTE });
});

test('a container without a cpu limit leaves the pod without one', () => {
  const containers = [container('1', '1Mi'), { resources: { limits: { memory: '1Mi' } } }];
  expect(podDemand({ containers }).limits).toEqual({ memory: 2 * MEBIBYTE });
});

test('an amount of the pod as a whole is what counts', () => {
  const resources = { requests: { cpu: '3' }, limits: { cpu: '4' } };
  expect(podDemand({ resources, containers: [container('1', '1Mi'), {}] })).toMatchObject({
    requests: { cpu: 3 },
    limits: { cpu: 4 },
  });
});

test('what is no quantity is not counted as none', () => {
  expect(podDemand({ containers: [container('1', '1 GB')] }).requests.memory).toBeNaN();
});

test.each([
  [10, '25%', 0, 6],
  [10, '25%', '25%', 8],
  [20, 5, '10%', 12],
  [4, 0, 1, 1],
  [3, 0, '25%', 1],
  [1, '25%', 0, 1],
  [4, '100%', 0, 4],
  [4, 30, 0, 4],
  [0, '25%', 0, 0],
])('%d pods that roll by %j and %j are %d more at most, coming and ending', (pods, maxSurge, maxUnavailable, extra) => {
  expect(extraWhileRolling(pods, { maxSurge, maxUnavailable })).toBe(extra);
});

test('there is room for every pod of a rolling update whose pods end as fast as they get ready', () => {
  const count = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), count, count, (pods, maxSurge, maxUnavailable) => {
      fc.pre(maxSurge + maxUnavailable > 0);
      const most = mostWhileRolling(pods, maxSurge, maxUnavailable);
      expect(pods + extraWhileRolling(pods, { maxSurge, maxUnavailable })).toBeGreaterThanOrEqual(most);
    }),
  );
});

test('there is no more room than a rolling update with the default surge takes', () => {
  for (let pods = 1; pods <= 40; pods++) {
    const surge = Math.ceil(pods / 4);
    const most = mostWhileRolling(pods, surge, 0);
    expect(pods + extraWhileRolling(pods, { maxSurge: '25%', maxUnavailable: 0 })).toBe(most);
  }
});
