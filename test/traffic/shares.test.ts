import fc from 'fast-check';
import { Route, type RouteTarget, Tls } from '../../lib/traffic';
import { Bench } from './support';

const host = 'api.example.com';
const gateway = { name: 'public', namespace: 'infra' };
const shared = (stable: number, canary: number): Partial<RouteTarget> => ({
  backends: [
    { serviceName: 'lulu-api-stable', weight: stable },
    { serviceName: 'lulu-api-canary', weight: canary },
  ],
});

test('requests by Traefik’s own API are shared by a TraefikService, which every route of the IngressRoute leads to', () => {
  const bench = new Bench().route([Route.traefik(host, '/v1'), Route.traefik(host, '/v2')], 'api', shared(90, 10));
  expect(bench.lines).toEqual([]);
  expect(bench.one('TraefikService')).toEqual({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'TraefikService',
    metadata: { name: 'lulu-api', namespace: 'lulu', labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
    spec: {
      weighted: {
        services: [
          { name: 'lulu-api-stable', port: 'http', weight: 90 },
          { name: 'lulu-api-canary', port: 'http', weight: 10 },
        ],
      },
    },
  });
  const leadsTo = [{ kind: 'TraefikService', name: 'lulu-api' }];
  expect(bench.one('IngressRoute').spec.routes.map(({ services }) => services)).toEqual([leadsTo, leadsTo]);
  expect(bench.bound[0]?.traefikService?.name).toBe('lulu-api');
});

test('a port that is given by number is one for each Service that shares', () => {
  const target = { ...shared(1, 1), servicePort: 8080 };
  const { weighted } = new Bench().route([Route.traefik(host)], 'api', target).one('TraefikService').spec;
  expect(weighted?.services?.map(({ port }) => port)).toEqual([8080, 8080]);
});

test('requests by the Gateway API are shared by the weights of each rule', () => {
  const routes = [Route.gatewayApi(host, '/v1', { gateway }), Route.gatewayApi(host, '/v2', { gateway })];
  const bench = new Bench().route(routes, 'api', shared(75, 25));
  expect(bench.lines).toEqual([]);
  const backendRefs = [
    { group: '', kind: 'Service', name: 'lulu-api-stable', port: 80, weight: 75 },
    { group: '', kind: 'Service', name: 'lulu-api-canary', port: 80, weight: 25 },
  ];
  expect(bench.one('HTTPRoute').spec.rules?.map((rule) => rule.backendRefs)).toEqual([backendRefs, backendRefs]);
  expect(bench.all('TraefikService')).toEqual([]);
});

test('other weights are other values, and never other fields', () => {
  const render = (stable: number, canary: number) =>
    JSON.stringify(
      new Bench().route(
        [Route.traefik(host, '/v1'), Route.gatewayApi(host, '/v2', { gateway })],
        'api',
        shared(stable, canary),
      ).objects,
    );
  const shapeOf = (json: string) => json.replace(/"weight":\d+/g, '"weight":0');
  const shape = shapeOf(render(100, 0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (canary) => {
      const json = render(100 - canary, canary);
      expect(shapeOf(json)).toBe(shape);
      expect([...json.matchAll(/"weight":(\d+)/g)].map(([, weight]) => Number(weight))).toEqual([
        ...[100 - canary, canary],
        ...[100 - canary, canary],
      ]);
    }),
    { numRuns: 20 },
  );
});

test('without shares, an IngressRoute leads to the Service, and there is no TraefikService', () => {
  const bench = new Bench().route([Route.traefik(host)]);
  expect(bench.one('IngressRoute').spec.routes[0]?.services).toEqual([{ name: 'lulu-api', port: 'http' }]);
  expect(bench.all('TraefikService')).toEqual([]);
});

test('where Flagger makes the TraefikService, an IngressRoute leads there and none is rendered', () => {
  const bench = new Bench().route([Route.traefik(host)], 'api', { traefikServiceName: 'lulu-api' });
  expect(bench.lines).toEqual([]);
  expect(bench.one('IngressRoute').spec.routes[0]?.services).toEqual([{ kind: 'TraefikService', name: 'lulu-api' }]);
  expect(bench.all('TraefikService')).toEqual([]);
});

const byGloo = Route.gloo(host, '/', { tls: Tls.off() });
const byGateway = Route.gatewayApi(host, '/', { gateway });

test.each<[string, Route, Partial<RouteTarget>, string]>([
  [
    'an Ingress by weights',
    Route.to(host),
    shared(1, 1),
    'is a Route.to, which cannot share requests by weights; use Route.traefik or Route.gatewayApi (TF1508)',
  ],
  [
    'Gloo by weights',
    byGloo,
    shared(1, 1),
    'is a Route.gloo, which cannot share requests by weights; use Route.traefik or Route.gatewayApi (TF1508)',
  ],
  [
    'an Ingress by a TraefikService',
    Route.to(host),
    { traefikServiceName: 'lulu-api' },
    "is a Route.to, which cannot share requests by Flagger's TraefikService; use Route.traefik (TF1508)",
  ],
  [
    'a Gateway by a TraefikService',
    byGateway,
    { traefikServiceName: 'lulu-api' },
    "is a Route.gatewayApi, which cannot share requests by Flagger's TraefikService; use Route.traefik (TF1508)",
  ],
  [
    'an IngressRoute by a RouteTable',
    Route.traefik(host),
    { routeTableName: 'lulu-api' },
    "is a Route.traefik, which cannot share requests by Flagger's RouteTable; use Route.gloo (TF1508)",
  ],
  [
    'Gloo by an HTTPRoute',
    byGloo,
    { httpRouteName: 'lulu-api' },
    "is a Route.gloo, which cannot share requests by Flagger's HTTPRoute; use Route.gatewayApi (TF1508)",
  ],
])('%s cannot share requests', (_, route, target, line) => {
  const bench = new Bench().route([route], 'api', target);
  expect(bench.lines).toEqual([`[lulu/production/api] routes: ${host}/ ${line}`]);
});

test('what the routes are rendered as is told, each kind once', () => {
  const routes = [Route.to(host, '/1'), Route.to(host, '/2'), Route.traefik(host, '/3')];
  const bench = new Bench()
    .route(routes, 'web')
    .route([Route.gatewayApi(host, '/4', { gateway }), Route.gloo(host, '/5', { tls: Tls.off() })], 'api');
  expect(bench.bound.map(({ kinds }) => kinds)).toEqual([
    ['ingress', 'ingressRoute'],
    ['httpRoute', 'virtualService'],
  ]);
});
