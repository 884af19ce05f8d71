import { Health, Provider, Rollout, Route, Tls, type WebServiceProps } from '../../lib';
import { protocolOf } from '../../lib/traffic';
import { at, renderWeb } from './support';

// Each proxy learns from the name of a port what is spoken there, in its own way.

const host = 'api.example.com';
const gateway = { name: 'public', namespace: 'infra' };
const ANNOTATION = 'traefik.ingress.kubernetes.io/service.serversscheme';

const render = (portName: string, props: Partial<WebServiceProps>) =>
  renderWeb({ portName, health: Health.tcp(), ...props });

const h2c = { isHttp2: true, scheme: 'h2c', appProtocol: 'kubernetes.io/h2c' };

test.each([
  ['http', { isHttp2: false }],
  ['tcp', { isHttp2: false }],
  [8080, { isHttp2: false }],
  ['grpc', h2c],
  ['grpc-web', h2c],
  ['h2c', h2c],
  ['http2-api', h2c],
  ['https', { isHttp2: false, scheme: 'https' }],
  ['https-api', { isHttp2: false, scheme: 'https' }],
  ['grpcs', { isHttp2: true, scheme: 'https' }],
])('port %j says %j', (name, says) => {
  expect(protocolOf(name)).toEqual(says);
});

describe('HTTP/2 in the clear is told', () => {
  test('Gateways and meshes, by the port of the Service', () => {
    const objects = render('grpc', { routes: [Route.gatewayApi(host, '/', { gateway })] });
    expect(objects.find('Service').spec.ports).toEqual([
      { name: 'grpc', port: 80, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c', targetPort: 'grpc' },
    ]);
    expect(objects.find('Service').metadata.annotations).toBeUndefined();
  });

  test('Traefik by its own route, which leads to the Service', () => {
    const route = render('h2c', { routes: [Route.traefik(host)] }).find('IngressRoute');
    expect(at(route, 'spec.routes.0.services')).toEqual([{ name: 'lulu-api', port: 'h2c', scheme: 'h2c' }]);
  });

  test('Traefik by the Service that an Ingress leads to', () => {
    const service = render('grpc', { routes: [Route.to(host)] }).find('Service');
    expect(service.metadata.annotations).toEqual({ [ANNOTATION]: 'h2c' });
  });

  test('Gloo by the Upstream', () => {
    const upstream = render('grpc', { routes: [Route.gloo(host, '/', { tls: Tls.off() })] }).find('Upstream');
    expect(at(upstream, 'spec.useHttp2')).toBe(true);
  });
});

describe('with slots', () => {
  test('it is told of every Service', () => {
    const rollout = Rollout.blueGreen({ previewRoute: Route.to(`preview.${host}`) });
    const services = render('grpc', { rollout, routes: [Route.traefik(host)] }).findAll('Service');
    expect(services.map(({ metadata }) => metadata.name)).toEqual(['lulu-api', 'lulu-api-preview']);
    for (const service of services) {
      expect(service.metadata.annotations).toEqual({ [ANNOTATION]: 'h2c' });
      expect(at(service, 'spec.ports.0.appProtocol')).toBe('kubernetes.io/h2c');
    }
  });

  test('it is told where Traefik shares the requests', () => {
    const objects = render('grpc', { rollout: Rollout.canary({ by: 'traefik' }), routes: [Route.traefik(host)] });
    expect(at(objects.find('TraefikService'), 'spec.weighted.services')).toEqual([
      { name: 'lulu-api-stable', port: 'grpc', scheme: 'h2c', weight: 100 },
      { name: 'lulu-api-canary', port: 'grpc', scheme: 'h2c', weight: 0 },
    ]);
    expect(objects.findAll('Service').map((service) => at(service, 'spec.ports.0.appProtocol'))).toEqual(
      Array(3).fill('kubernetes.io/h2c'),
    );
  });
});

describe('where Flagger makes the Services', () => {
  test('it is told what to tell Gateways', () => {
    const rollout = Rollout.progressive({ provider: Provider.kubernetes(), skipAnalysis: true });
    const canary = render('grpc', { rollout }).find('Canary');
    expect(at(canary, 'spec.service')).toEqual({
      appProtocol: 'kubernetes.io/h2c',
      port: 80,
      portName: 'grpc',
      targetPort: 'grpc',
    });
  });

  test('it is told what to tell Traefik of an Ingress', () => {
    const rollout = Rollout.progressive({ provider: Provider.kubernetes(), skipAnalysis: true });
    const canary = render('grpc', { rollout, routes: [Route.to(host)] }).find('Canary');
    expect(at(canary, 'spec.service.apex')).toEqual({ annotations: { [ANNOTATION]: 'h2c' } });
  });

  test('a TraefikService of Flagger, which cannot tell it, is refused', () => {
    const rollout = Rollout.progressive({ provider: Provider.traefik() });
    expect(() => render('grpc', { rollout, routes: [Route.traefik(host)] })).toThrow('(TF1638)');
    expect(() => render('https', { rollout, routes: [Route.traefik(host)] })).not.toThrow();
  });
});

test('TLS to the pods is told Traefik by each kind of its routes', () => {
  const objects = render('https', { routes: [Route.to(host), Route.traefik(host, '/v2')] });
  expect(objects.find('Service').metadata.annotations).toEqual({ [ANNOTATION]: 'https' });
  expect(at(objects.find('IngressRoute'), 'spec.routes.0.services.0.scheme')).toBe('https');
  expect(at(objects.find('Service'), 'spec.ports.0')).not.toHaveProperty('appProtocol');
});

test('a name that says nothing is told to nobody', () => {
  const objects = render('http', { routes: [Route.to(host), Route.traefik(host, '/v2')] });
  expect(objects.find('Service').metadata.annotations).toBeUndefined();
  expect(at(objects.find('IngressRoute'), 'spec.routes.0.services')).toEqual([{ name: 'lulu-api', port: 'http' }]);
});
