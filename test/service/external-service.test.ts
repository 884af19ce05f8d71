import { ExternalService, type ExternalServiceProps } from '../../lib';
import { at, render } from './support';

const external = (props: ExternalServiceProps) => render((chart) => void new ExternalService(chart, 'database', props));

test('a host outside is an alias under a name inside', () => {
  const objects = external({ host: 'db.example.com' });
  expect(objects.find('Service').metadata.name).toBe('lulu-database');
  expect(objects.find('Service').spec).toEqual({ type: 'ExternalName', externalName: 'db.example.com' });
  expect(objects.findAll('EndpointSlice')).toEqual([]);
});

test.each([
  ['IPv4', ['10.20.0.15', '10.20.0.16'], {}],
  ['IPv6', ['fd00::15'], { ipFamilies: ['IPv6'], ipFamilyPolicy: 'SingleStack' }],
])('%s addresses are a Service without a selector and its endpoints', (addressType, addresses, family) => {
  const objects = external({ addresses, port: 5432 });
  const ports = [{ name: 'main', port: 5432, protocol: 'TCP', targetPort: 5432 }];
  expect(objects.find('Service').spec).toEqual({ ports, ...family });
  const slice = objects.find('EndpointSlice');
  expect(slice).toMatchObject({
    addressType,
    endpoints: [{ addresses, conditions: { ready: true } }],
    ports: [{ name: 'main', port: 5432, protocol: 'TCP' }],
  });
  // Kubernetes finds the Service by this label, and leaves the slice alone because of the other one.
  expect(at(slice, 'metadata.labels')).toMatchObject({
    'kubernetes.io/service-name': 'lulu-database',
    'endpointslice.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
  });
});

test('what is outside has labels like everything else, but is no process', () => {
  const labels = external({ host: 'db.example.com' }).find('Service').metadata.labels;
  expect(labels).toMatchObject({ 'app.kubernetes.io/instance': 'lulu-database', env: 'production' });
  expect(labels).not.toHaveProperty(['app.kubernetes.io/component']);
});

test('what it makes are fields of it', () => {
  render((chart) => {
    const alias = new ExternalService(chart, 'alias', { host: 'db.example.com' });
    const pinned = new ExternalService(chart, 'pinned', { addresses: ['10.0.0.1'], port: 1 });
    expect([alias.name, alias.service.kind, alias.endpoints]).toEqual(['lulu-alias', 'Service', undefined]);
    expect([pinned.service.kind, pinned.endpoints?.kind]).toEqual(['Service', 'EndpointSlice']);
  });
});
