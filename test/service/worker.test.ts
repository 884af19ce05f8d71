import { Health, Metrics, Probe, Rollout, Scaling } from '../../lib';
import { at, renderWorker } from './support';

test('a worker is a Deployment without a Service: two pods, no ports, no probes, nothing to drain', () => {
  const objects = renderWorker();
  expect(objects.findAll('Service')).toEqual([]);
  expect(objects.find('Deployment').spec.replicas).toBe(2);
  const container = objects.container('Deployment') as object;
  for (const field of ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']) {
    expect(container).not.toHaveProperty(field);
  }
  expect(objects.find('Deployment').metadata.labels).toMatchObject({ 'app.kubernetes.io/component': 'worker' });
});

test('a worker that listens is asked for its health on its first port', () => {
  const objects = renderWorker({
    ports: [
      { name: 'admin', port: 9000 },
      { name: 'stats', port: 9001 },
    ],
  });
  expect(objects.container('Deployment')).toMatchObject({
    livenessProbe: { httpGet: { path: '/healthz', port: 9000 } },
    readinessProbe: { httpGet: { path: '/readiness', port: 9000 } },
  });
});

test('a worker is asked by commands where it listens on nothing', () => {
  const objects = renderWorker({ health: Health.exec({ liveness: ['bin/alive', '--quick'] }) });
  expect(objects.container('Deployment')).toMatchObject({
    livenessProbe: { exec: { command: ['bin/alive', '--quick'] } },
  });
  expect(objects.container('Deployment')).not.toHaveProperty('readinessProbe');
});

test('a worker is scaled, rolled and protected like a web service', () => {
  const objects = renderWorker({ scaling: Scaling.between(2, 6), rollout: Rollout.rolling({ maxSurge: 1 }) });
  expect(objects.names).toEqual(
    expect.arrayContaining(['HorizontalPodAutoscaler/lulu-mailer', 'PodDisruptionBudget/lulu-mailer']),
  );
  expect(at(objects.find('Deployment'), 'spec.strategy.rollingUpdate.maxSurge')).toBe(1);
});

test('a single worker may be replaced before the next one begins', () => {
  const objects = renderWorker({ scaling: Scaling.fixed(1), rollout: Rollout.recreate() });
  expect(objects.find('Deployment').spec.strategy).toEqual({ type: 'Recreate' });
  expect(objects.findAll('PodDisruptionBudget')).toEqual([]);
});

test('a worker is found by a PodMonitor even where web services are found through their Services', () => {
  const objects = renderWorker(
    {
      ports: [{ name: 'stats', port: 9001 }],
      metrics: Metrics.at('/metrics'),
      health: Health.of({ liveness: Probe.tcp(), readiness: Probe.http('/ready') }),
    },
    { environment: { metrics: 'serviceMonitor' } },
  );
  expect(objects.find('PodMonitor').spec).toMatchObject({
    selector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-mailer' } },
    podMetricsEndpoints: [{ port: 'stats', path: '/metrics' }],
  });
  expect(objects.findAll('ServiceMonitor')).toEqual([]);
});
