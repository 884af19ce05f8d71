import { ExternalService, Rollout, WebService } from 'cdk8s-twelve-factor';
import { Manifests } from 'cdk8s-twelve-factor/testing';
import { application } from './support';

const image = 'registry.example.com/lulu:1.5.0';
const http = { name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' };

test('a Service sends to the pods of its slot, to the port that they listen on', () => {
  const lulu = application((chart) => {
    new WebService(chart, 'api', { image, port: 8080, rollout: Rollout.blueGreen() });
    new WebService(chart, 'admin', { image, port: 9090 });
    new ExternalService(chart, 'database', { host: 'db.example.com' });
  });
  const staging = Manifests.of(lulu, 'staging');
  expect(staging.endpointsOf('lulu-api')).toEqual([{ workload: 'Deployment/lulu-api-blue', ports: [http] }]);
  expect(staging.endpointsOf(staging.find('Service', 'lulu-admin'))).toEqual([
    { workload: 'Deployment/lulu-admin', ports: [{ ...http, targetPort: 9090 }] },
  ]);
  expect(staging.endpointsOf('lulu-database')).toEqual([]);
});

/** Endpoints of a Service in a list of objects. */
function endpoints(spec: object, ...workloads: object[]) {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'lulu' }, spec };
  return Manifests.of([service, ...workloads]).endpointsOf('s');
}

const pods = (kind: string, more: object = {}, container: object = {}, namespace = 'lulu') => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name: 'w', namespace },
  spec: {
    ...more,
    template: {
      metadata: { labels: { app: 'w', tier: 'web' } },
      spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }], ...container }] },
    },
  },
});
const selector = { app: 'w' };
const ports = [{ port: 80, targetPort: 'http' }];

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'])(
  'a Service finds the pods of a %s',
  (kind) => {
    const [endpoint] = endpoints({ selector, ports }, pods(kind));
    expect(endpoint).toEqual({ workload: `${kind}/w`, ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }] });
  },
);

test.each([
  ['no labels', {}, pods('Deployment')],
  ['other labels', { selector: { app: 'w', tier: 'back' } }, pods('Deployment')],
  ['another namespace', { selector }, pods('Deployment', {}, {}, 'other')],
  ['no replica', { selector }, pods('Deployment', { replicas: 0 })],
  ['a name outside', { selector, type: 'ExternalName' }, pods('Deployment')],
])('a Service finds nothing by %s', (_, spec, workload) => {
  expect(endpoints({ ports, ...spec }, workload)).toEqual([]);
});

test('a port by a name that no container has, or with another protocol, leads nowhere', () => {
  const two = [
    { name: 'a', port: 80, targetPort: 'web' },
    { name: 'b', port: 53, targetPort: 'http', protocol: 'UDP' },
    { name: 'c', port: 9000 },
  ];
  const [endpoint] = endpoints({ selector, ports: two }, pods('Deployment'));
  // A number is taken as it is.
  expect(endpoint?.ports).toEqual([{ name: 'c', port: 9000, targetPort: 9000, protocol: 'TCP' }]);
});

test('the port of a sidecar is found, that of a container which ends is not', () => {
  const named = { name: 'proxy', ports: [{ name: 'proxy', containerPort: 9 }] };
  const withInit = (init: object) => {
    const workload = pods('Deployment') as unknown as { spec: { template: { spec: object } } };
    Object.assign(workload.spec.template.spec, { initContainers: [init] });
    return endpoints({ selector, ports: [{ port: 1, targetPort: 'proxy' }] }, workload)[0]?.ports.length;
  };
  expect([withInit({ ...named, restartPolicy: 'Always' }), withInit(named)]).toEqual([1, 0]);
});
