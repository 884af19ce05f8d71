import { Duration } from 'cdk8s';
import { Health, Probe } from '../../lib';
import { at, renderWeb } from './support';

const ports = [{ name: 'admin', port: 9000 }];
const container = (health?: Health) => renderWeb({ health, ports }).container('Deployment');
const deploymentOf = (health?: Health) => renderWeb({ health }).find('Deployment').spec as object;
const probes = (health?: Health) => {
  const { livenessProbe, readinessProbe, startupProbe } = container(health) as Record<string, unknown>;
  return { livenessProbe, readinessProbe, startupProbe };
};

test('liveness is patient and readiness is quick', () => {
  expect(probes()).toEqual({
    livenessProbe: {
      httpGet: { path: '/healthz', port: 8080 },
      initialDelaySeconds: 0,
      periodSeconds: 10,
      timeoutSeconds: 5,
      successThreshold: 1,
      failureThreshold: 6,
    },
    readinessProbe: {
      httpGet: { path: '/readiness', port: 8080 },
      initialDelaySeconds: 0,
      periodSeconds: 5,
      timeoutSeconds: 2,
      successThreshold: 1,
      failureThreshold: 3,
    },
    startupProbe: undefined,
  });
});

test('HTTP has other paths, another port, headers and TLS', () => {
  const headers = { Host: 'api.example.com', 'X-Probe': 'yes' };
  const asked = probes(
    Health.http({ liveness: '/live', readiness: '/ready?deep=1', port: 9000, scheme: 'https', headers }),
  );
  const request = {
    port: 9000,
    scheme: 'HTTPS',
    httpHeaders: [
      { name: 'Host', value: 'api.example.com' },
      { name: 'X-Probe', value: 'yes' },
    ],
  };
  expect(at(asked, 'livenessProbe.httpGet')).toEqual({ path: '/live', ...request });
  expect(at(asked, 'readinessProbe.httpGet')).toEqual({ path: '/ready?deep=1', ...request });
});

test('a slow start is waited for by a startup probe, and liveness stays as quick as ever', () => {
  const asked = probes(Health.slowStart(Duration.minutes(10)));
  expect(at(asked, 'startupProbe')).toEqual({
    httpGet: { path: '/healthz', port: 8080 },
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 5,
    successThreshold: 1,
    failureThreshold: 60,
  });
  expect(at(asked, 'livenessProbe')).toEqual(at(probes(), 'livenessProbe'));
  expect(at(asked, 'readinessProbe')).toEqual(at(probes(), 'readinessProbe'));
});

test('a start is never given less time than asked for', () => {
  expect(probes(Health.slowStart(Duration.seconds(95)))).toMatchObject({ startupProbe: { failureThreshold: 10 } });
});

test('TCP tells readiness alone: the same question for liveness would restart a process that is busy', () => {
  expect(at(probes(Health.tcp()), 'readinessProbe')).toMatchObject({ tcpSocket: { port: 8080 } });
  expect(at(probes(Health.tcp({ port: 9000 })), 'readinessProbe')).toMatchObject({ tcpSocket: { port: 9000 } });
  expect(probes(Health.tcp()).livenessProbe).toBeUndefined();
});

test('commands ask for liveness and readiness apart', () => {
  const asked = probes(Health.exec({ liveness: ['bin/alive', '-q'], readiness: ['bin/ready'] }));
  expect(at(asked, 'livenessProbe.exec')).toEqual({ command: ['bin/alive', '-q'] });
  expect(at(asked, 'readinessProbe.exec')).toEqual({ command: ['bin/ready'] });
});

test.each<[string, Health, object]>([
  ['gRPC', Health.grpc(), { grpc: { port: 8080 } }],
  [
    'gRPC by service',
    Health.grpc({ port: 9000, liveness: 'live', readiness: 'live' }),
    { grpc: { port: 9000, service: 'live' } },
  ],
])('%s asks both questions', (_, health, question) => {
  expect(probes(health)).toMatchObject({ livenessProbe: question, readinessProbe: question });
});

test.each<[string, Health]>([
  ['TCP', Health.tcp({ startup: Duration.minutes(2) })],
  ['gRPC', Health.grpc({ startup: Duration.minutes(2) })],
  ['commands', Health.exec({ liveness: ['bin/ok'], startup: Duration.minutes(2) })],
  ['a mix', Health.of({ liveness: Probe.tcp(), readiness: Probe.http('/r'), startup: Duration.minutes(2) })],
])('%s has a slow start too', (_, health) => {
  const { startupProbe } = probes(health) as { startupProbe: { failureThreshold: number } };
  expect(startupProbe.failureThreshold).toBe(12);
});

test('a mix has a timing of its own for each question', () => {
  const liveness = Probe.tcp({ initialDelay: Duration.seconds(3), period: Duration.seconds(30), failureThreshold: 2 });
  const readiness = Probe.exec(['bin/ready'], { timeout: Duration.seconds(4) });
  expect(probes(Health.of({ liveness, readiness }))).toMatchObject({
    livenessProbe: { initialDelaySeconds: 3, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 2 },
    readinessProbe: { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 4, failureThreshold: 3 },
  });
});

test('no probes are explained where the workload is reviewed', () => {
  const objects = renderWeb({ health: Health.none({ because: 'an image of somebody else' }) });
  expect(probes(Health.none({ because: 'x' }))).toEqual({});
  expect(objects.find('Deployment').metadata.annotations).toMatchObject({
    'twelve-factor/no-probes': 'an image of somebody else',
  });
});

test('a rollout is not given up before a slow start may be over', () => {
  expect(deploymentOf(Health.slowStart(Duration.minutes(10)))).toMatchObject({ progressDeadlineSeconds: 900 });
  expect(deploymentOf(Health.slowStart(Duration.seconds(90)))).toMatchObject({ progressDeadlineSeconds: 600 });
  expect(deploymentOf(Health.http())).not.toHaveProperty('progressDeadlineSeconds');
});
