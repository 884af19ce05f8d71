import { Disruption, Metric, Scaling, WebService } from '../../lib';
import { at, image, render, renderWeb } from './support';

const spec = (scaling: Scaling) => renderWeb({ scaling }).find('HorizontalPodAutoscaler').spec;
const cpu = (averageUtilization: number) => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});

describe('a fixed scale', () => {
  test('is a number of replicas without an autoscaler', () => {
    const objects = renderWeb({ scaling: Scaling.fixed(7) });
    expect(objects.find('Deployment').spec.replicas).toBe(7);
    expect(objects.findAll('HorizontalPodAutoscaler')).toEqual([]);
  });

  test('of none keeps everything else of a service', () => {
    const objects = renderWeb({ scaling: Scaling.fixed(0) });
    expect(objects.find('Deployment').spec.replicas).toBe(0);
    expect(objects.names).toContain('Service/lulu-api');
  });
});

describe('an autoscaler', () => {
  test('decides alone: no replicas are beside it, which every release would reset', () => {
    const objects = renderWeb({ scaling: Scaling.between(5, 20) });
    expect(objects.find('Deployment').spec).not.toHaveProperty('replicas');
    expect(objects.find('HorizontalPodAutoscaler').spec).toEqual({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'lulu-api' },
      minReplicas: 5,
      maxReplicas: 20,
      metrics: [cpu(75)],
    });
  });

  test('follows the cpu at the given percentage', () => {
    expect(spec(Scaling.between(1, 2, { cpu: 65 }))).toMatchObject({ metrics: [cpu(65)] });
  });

  test('follows memory and metrics instead of the cpu, or beside it', () => {
    const memory = {
      type: 'Resource',
      resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } },
    };
    expect(at(spec(Scaling.between(1, 2, { memory: 80 })), 'metrics')).toEqual([memory]);
    expect(at(spec(Scaling.between(1, 2, { cpu: 50, memory: 80 })), 'metrics')).toEqual([cpu(50), memory]);
  });

  test('follows metrics of the pods and of the world outside', () => {
    const metrics = [
      Metric.pods('http_requests_per_second', '100'),
      Metric.external('queue_length', '30', { queue: 'mail' }),
    ];
    expect(at(spec(Scaling.between(1, 2, { metrics })), 'metrics')).toEqual([
      {
        type: 'Pods',
        pods: { metric: { name: 'http_requests_per_second' }, target: { type: 'AverageValue', averageValue: '100' } },
      },
      {
        type: 'External',
        external: {
          metric: { name: 'queue_length', selector: { matchLabels: { queue: 'mail' } } },
          target: { type: 'AverageValue', averageValue: '30' },
        },
      },
    ]);
  });

  test('is as fast as it is told', () => {
    const behavior = {
      scaleDown: { stabilizationWindowSeconds: 600, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
    };
    expect(spec(Scaling.between(1, 2, { behavior }))).toMatchObject({ behavior });
    expect(spec(Scaling.between(1, 2))).not.toHaveProperty('behavior');
  });

  test('is a field of the service', () => {
    render((chart) => {
      const service = new WebService(chart, 'api', { image, port: 8080, scaling: Scaling.between(2, 3) });
      expect(service.autoscaler?.kind).toBe('HorizontalPodAutoscaler');
    });
  });
});

describe('a disruption budget', () => {
  const budget = (disruption?: Disruption, scaling = Scaling.fixed(4)) =>
    renderWeb({ disruption, scaling }).findAll('PodDisruptionBudget')[0];

  test('lets a drain take one pod at a time, and any that is not ready', () => {
    expect(at(budget(), 'spec')).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('takes numbers and parts', () => {
    expect(at(budget(Disruption.atMost(2)), 'spec.maxUnavailable')).toBe(2);
    expect(at(budget(Disruption.atMost('25%')), 'spec.maxUnavailable')).toBe('25%');
  });

  test('is not made for a single pod, which it would hold for ever or not at all', () => {
    expect(budget(undefined, Scaling.fixed(1))).toBeUndefined();
    expect(budget(undefined, Scaling.between(1, 1))).toBeUndefined();
    expect(budget(undefined, Scaling.between(1, 2))).toBeDefined();
  });

  test('is left out with a reason that a reviewer reads', () => {
    const objects = renderWeb({ disruption: Disruption.unbounded({ because: 'a cache that refills' }) });
    expect(objects.findAll('PodDisruptionBudget')).toEqual([]);
    expect(objects.find('Deployment').metadata.annotations).toEqual({
      'twelve-factor/no-disruption-budget': 'a cache that refills',
    });
  });
});
