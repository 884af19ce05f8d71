import { Disruption, Rollout, Scaling } from '../../lib';
import { renderWeb } from '../service/support';

const strategy = (rollout?: Rollout) => renderWeb({ rollout }).find('Deployment').spec.strategy;
const cpuOf = (rollout: Rollout, scaling: Scaling) =>
  renderWeb({ rollout, scaling }).find('ResourceQuota').spec.hard as Record<string, string>;

describe('a rolling update', () => {
  test('is what goes without saying: a quarter more pods, and none missing', () => {
    const standard = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } };
    expect(strategy()).toEqual(standard);
    expect(strategy(Rollout.rolling())).toEqual(standard);
  });

  test('takes numbers and parts', () => {
    expect(strategy(Rollout.rolling({ maxSurge: 2, maxUnavailable: '10%' }))).toMatchObject({
      rollingUpdate: { maxSurge: 2, maxUnavailable: '10%' },
    });
  });

  test('may take pods away before it brings new ones', () => {
    expect(strategy(Rollout.rolling({ maxSurge: 0, maxUnavailable: 1 }))).toMatchObject({
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
  });

  test.each<[Parameters<typeof Rollout.rolling>[0], number, string]>([
    [{ maxSurge: '25%' }, 20, '3'],
    [{ maxSurge: '25%' }, 1, '200m'],
    [{ maxSurge: '1%' }, 10, '1200m'],
    [{ maxSurge: '1%', maxUnavailable: '29%' }, 10, '1400m'],
    [{ maxSurge: 3 }, 4, '800m'],
    [{ maxSurge: 1 }, 4, '600m'],
    [{ maxSurge: '100%' }, 4, '800m'],
    [{ maxSurge: 0, maxUnavailable: 1 }, 4, '500m'],
  ])(
    'by %j asks the quota for what comes and what ends, rounded as Kubernetes does, beyond %d pods',
    (props, pods, cpu) => {
      expect(cpuOf(Rollout.rolling(props), Scaling.fixed(pods))['requests.cpu']).toBe(cpu);
    },
  );

  test('surges beyond the largest scale', () => {
    expect(cpuOf(Rollout.rolling({ maxSurge: '50%' }), Scaling.between(1, 10))['requests.cpu']).toBe('2');
  });
});

describe('recreation', () => {
  test('ends the old pod before the new one begins, without a surge', () => {
    expect(strategy(Rollout.rolling())).not.toEqual({ type: 'Recreate' });
    const single = { rollout: Rollout.recreate(), scaling: Scaling.fixed(1) };
    expect(renderWeb(single).find('Deployment').spec.strategy).toEqual({ type: 'Recreate' });
    expect(cpuOf(single.rollout, single.scaling)['requests.cpu']).toBe('100m');
  });

  test('of several pods is accepted where a gap is', () => {
    const objects = renderWeb({
      rollout: Rollout.recreate(),
      scaling: Scaling.fixed(3),
      disruption: Disruption.unbounded({ because: 'a batch that starts over' }),
    });
    expect(objects.find('Deployment').spec.strategy).toEqual({ type: 'Recreate' });
  });
});

test('an idle slot at its minimum has no pod where the service has none', () => {
  const rollout = Rollout.blueGreen({ standby: 'minimum' });
  const scaled = (pods: number) => renderWeb({ rollout, scaling: Scaling.fixed(pods) }).findAll('Deployment');
  const replicasOf = (pods: number) => scaled(pods).map(({ spec }) => spec.replicas);
  expect(replicasOf(5)).toEqual([5, 1]);
  expect(replicasOf(0)).toEqual([0, 0]);
});
