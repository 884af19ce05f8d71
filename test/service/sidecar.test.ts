import { Size } from 'cdk8s';
import { Config, Cpu, Health, Metrics, Probe, Resources, Secrets, Security, type Sidecar } from '../../lib';
import { at, renderWeb } from './support';

const exporter: Sidecar = {
  name: 'exporter',
  image: 'docker.io/prom/memcached-exporter:v0.14.4',
  args: ['--memcached.address=127.0.0.1:11211'],
  ports: [{ name: 'metrics', port: 9150 }],
  health: Health.of({ liveness: Probe.tcp(), readiness: Probe.http('/metrics') }),
};

const sidecar = (props: Partial<Sidecar> = {}, service: Parameters<typeof renderWeb>[0] = {}) =>
  renderWeb({ ...service, sidecars: [{ ...exporter, ...props }] }).container(
    'Deployment',
    'lulu-api',
    props.name ?? 'exporter',
  );

test('a sidecar runs behind the process, with its own image, arguments, ports and probes', () => {
  expect(sidecar()).toMatchObject({
    name: 'exporter',
    image: 'docker.io/prom/memcached-exporter:v0.14.4',
    args: ['--memcached.address=127.0.0.1:11211'],
    ports: [{ name: 'metrics', containerPort: 9150, protocol: 'TCP' }],
    livenessProbe: { tcpSocket: { port: 9150 } },
    readinessProbe: { httpGet: { path: '/metrics', port: 9150 } },
  });
  expect(renderWeb({ sidecars: [exporter] }).container('Deployment').name).toBe('api');
});

test('a sidecar is restricted like the process, and runs as its user', () => {
  expect(sidecar().securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('a sidecar keeps its filter of system calls beside a process without one', () => {
  const security = Security.relaxed({ unconfinedSystemCalls: 'traces the kernel' });
  expect(at(sidecar({}, { security }), 'securityContext.seccompProfile')).toEqual({ type: 'RuntimeDefault' });
});

test('a sidecar runs as a user of its own where it says so', () => {
  expect(sidecar({ security: Security.restricted({ user: 65534 }) }).securityContext).toMatchObject({
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
  });
});

test('a sidecar sees neither config nor secrets of the process, but its own variables', () => {
  const service = {
    config: Config.fromObject({ A: '1' }),
    secrets: [Secrets.existing('lulu-secret')],
    env: { B: '2' },
  };
  const container = sidecar({ env: { C: '3' } }, service) as object;
  expect(container).not.toHaveProperty('envFrom');
  expect(container).toMatchObject({ env: [{ name: 'C', value: '3' }] });
});

test('a sidecar writes to folders of its own', () => {
  const pod = renderWeb({ writable: ['/data'], sidecars: [{ ...exporter, writable: ['/data'] }] }).pod('Deployment');
  expect(at(pod, 'containers.1.volumeMounts')).toEqual([
    { name: 'exporter-tmp', mountPath: '/tmp' },
    { name: 'exporter-data', mountPath: '/data' },
  ]);
  const names = (at(pod, 'volumes') as { name: string }[]).map(({ name }) => name);
  expect(names.sort()).toEqual(['data', 'exporter-data', 'exporter-tmp', 'tmp']);
});

test('volumes are named after their folders, without what no name may have', () => {
  const pod = renderWeb({
    writable: ['/data_', '/var/cache/nginx', '/_private', '/0'],
    sidecars: [{ ...exporter, writable: ['/Cache.d'] }],
  }).pod('Deployment');
  const names = (at(pod, 'volumes') as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(['tmp', 'data', 'var-cache-nginx', 'private', '0', 'exporter-tmp', 'exporter-cache-d']);
});

test('a probe may ask a port of another container of the pod', () => {
  const health = Health.of({ liveness: Probe.tcp({ port: 8080 }), readiness: Probe.http('/metrics') });
  expect(at(sidecar({ health }), 'livenessProbe.tcpSocket.port')).toBe(8080);
});

test('the quota holds what sidecars ask for as well', () => {
  const resources = Resources.of({
    cpu: { request: Cpu.millis(20), limit: Cpu.millis(100) },
    memory: { request: Size.mebibytes(32) },
  });
  const objects = renderWeb({ sidecars: [{ ...exporter, resources }] });
  // Three pods, one that comes and one that ends.
  expect(objects.find('ResourceQuota').spec.hard).toEqual({
    'requests.cpu': '600m',
    'requests.memory': '1440Mi',
    'limits.cpu': '3',
    'limits.memory': '1440Mi',
  });
});

test('a sidecar that is relaxed opens the namespace as far as it needs', () => {
  const objects = renderWeb({ sidecars: [{ ...exporter, security: Security.relaxed({ root: 'reads sockets' }) }] });
  expect(objects.find('Namespace').metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'baseline',
  });
});

test('what a sidecar relaxes or leaves out is explained by its name', () => {
  const objects = renderWeb({
    security: Security.relaxed({ writableRoot: 'writes beside its program' }),
    sidecars: [
      {
        ...exporter,
        security: Security.relaxed({ root: 'reads sockets' }),
        health: Health.none({ because: 'it exits' }),
      },
    ],
  });
  expect(objects.find('Deployment').metadata.annotations).toEqual({
    'twelve-factor/relaxed-writable-root': 'writes beside its program',
    'twelve-factor/exporter-relaxed-root': 'reads sockets',
    'twelve-factor/exporter-no-probes': 'it exits',
  });
});

test('a sidecar serves the metrics of the service', () => {
  const objects = renderWeb({ sidecars: [exporter], metrics: Metrics.at('/metrics', { port: 9150 }) });
  expect(at(objects.find('Deployment').spec.template, 'metadata.annotations')).toMatchObject({
    'prometheus.io/port': '9150',
  });
});
