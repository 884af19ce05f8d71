import { Duration } from 'cdk8s';
import { type GatewayRouteProps, Middleware, Route, Tls } from '../../lib/traffic';
import { Bench } from './support';

const gateway = { name: 'public', namespace: 'infra' };
const defaults = { ingress: { gateway } };
const host = 'api.example.com';
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a route by the Gateway API is an HTTPRoute, attached to the platform’s Gateway', () => {
  const bench = new Bench({ defaults }).route([
    Route.gatewayApi(host, '/v1/lulu/'),
    Route.gatewayApi(host, '/status', { exact: true, timeout: Duration.millis(2500) }),
  ]);
  expect(bench.lines).toEqual([]);
  const backendRefs = [{ group: '', kind: 'Service', name: 'lulu-api', port: 80, weight: 1 }];
  expect(bench.one('HTTPRoute')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'lulu-api', namespace: 'lulu', labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'infra' }],
      hostnames: [host],
      rules: [
        { matches: [{ path: { type: 'PathPrefix', value: '/v1/lulu' } }], backendRefs },
        {
          matches: [{ path: { type: 'Exact', value: '/status' } }],
          timeouts: { request: '2s500ms' },
          backendRefs,
        },
      ],
    },
  });
  expect(bench.bound[0]?.httpRoutes).toHaveLength(1);
});

test('the Gateway is asked for certificates, so that no object of the service is', () => {
  const issued = { ingress: { gateway, certificateIssuer: 'letsencrypt' } };
  const bench = new Bench({ defaults: issued }).route([Route.gatewayApi(host)]);
  expect(bench.objects.map(({ kind }) => kind)).toEqual(['HTTPRoute']);
});

test('a route may name another Gateway, and one of its listeners', () => {
  const own = { name: 'internal', sectionName: 'https' };
  const { spec } = new Bench({ defaults }).route([Route.gatewayApi(host, '/', { gateway: own })]).one('HTTPRoute');
  expect(spec.parentRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...own }]);
});

test('hosts with the same paths are one HTTPRoute', () => {
  const bench = new Bench({ defaults }).route([
    Route.gatewayApi(host, '/v1'),
    Route.gatewayApi('www.example.com', '/v2'),
    Route.gatewayApi(host, '/v2'),
    Route.gatewayApi('www.example.com', '/v1'),
  ]);
  expect(bench.lines).toEqual([]);
  const { hostnames, rules } = bench.one('HTTPRoute').spec;
  expect(hostnames).toEqual([host, 'www.example.com']);
  expect(rules?.map(({ matches }) => matches?.[0]?.path?.value)).toEqual(['/v1', '/v2']);
});

test('hosts with other paths are an HTTPRoute each, by the name that their routes are given', () => {
  const routes = [Route.gatewayApi(host, '/v1'), Route.gatewayApi('lulu.example.com', '/', { name: 'own' })];
  for (const given of [routes, [...routes].reverse()]) {
    const bench = new Bench({ defaults }).route(given);
    expect(bench.lines).toEqual([]);
    const hosts = bench.all('HTTPRoute').map(({ metadata, spec }) => [metadata.name, spec.hostnames]);
    expect(Object.fromEntries(hosts)).toEqual({ 'lulu-api': [host], 'lulu-api-own': ['lulu.example.com'] });
  }
});

test('a listener without TLS redirects to the one with it', () => {
  const bench = new Bench({ defaults }).route([
    Route.gatewayApi(host),
    Route.gatewayApi(host, '/', {
      name: 'redirect',
      gateway: { ...gateway, sectionName: 'http' },
      middlewares: [Middleware.redirectToHttps()],
    }),
  ]);
  expect(bench.lines).toEqual([]);
  const redirect = bench.all('HTTPRoute').find(({ metadata }) => metadata.name === 'lulu-api-redirect');
  expect(redirect?.spec.rules).toEqual([
    {
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
    },
  ]);
});

test('the number of the port is needed where its name is given, since HTTPRoutes go by numbers', () => {
  const bench = new Bench({ defaults });
  expect(() => bench.route([Route.gatewayApi(host)], 'api', { portNumber: undefined })).toThrow(
    'the number of port "http" of api is not known',
  );
  const { rules } = new Bench({ defaults })
    .route([Route.gatewayApi(host)], 'api', { portNumber: undefined, servicePort: 8080 })
    .one('HTTPRoute').spec;
  expect(rules?.[0]?.backendRefs?.[0]?.port).toBe(8080);
});

test.each<[string, readonly Route[], string]>([
  [
    'no Gateway',
    [Route.gatewayApi(host, '/v1')],
    'api.example.com/v1 has no Gateway, and the platform has none either; give `gateway`, or `ingress.gateway` in the defaults of the platform (TF1531)',
  ],
  [
    'a Gateway without a usable name',
    [Route.gatewayApi(host, '/', { gateway: { name: 'Public', namespace: 'infra', sectionName: 'https' } })],
    'Gateway "infra/Public#https" is no name; give the names of a Gateway, its namespace and its listener as they are in the cluster (TF1531)',
  ],
  [
    'a time that is none',
    [Route.gatewayApi(host, '/', { gateway, timeout: Duration.seconds(0) })],
    'timeout is 0 ms; give more than 0 and at most a day (TF1533)',
  ],
  [
    'two Gateways in one object',
    [Route.gatewayApi(host, '/v1', { gateway }), Route.gatewayApi(host, '/v2', { gateway: { name: 'internal' } })],
    'api.example.com/v1 and api.example.com/v2 share an HTTPRoute, but not their Gateway; make them alike, or give one of them a `name` (TF1505)',
  ],
  [
    'hosts with other paths in one object',
    [Route.gatewayApi(host, '/v1', { gateway }), Route.gatewayApi('lulu.example.com', '/', { gateway })],
    'api.example.com and lulu.example.com share an HTTPRoute, but not their paths and what is done there; make them alike, or give the routes of one host a `name` (TF1505)',
  ],
  [
    'too many paths',
    many(17).map((index) => Route.gatewayApi(host, `/v${index}`, { gateway })),
    'HTTPRoute lulu-api has 17 paths; it holds 16: give some of the routes a `name` (TF1534)',
  ],
  [
    'too many hosts',
    many(17).map((index) => Route.gatewayApi(`a${index}.example.com`, '/', { gateway })),
    'HTTPRoute lulu-api has 17 hosts; it holds 16: give some of the routes a `name` (TF1534)',
  ],
  [
    'a name that is none',
    [Route.gatewayApi(host, '/', { gateway, name: 'Own' })],
    '"Own" is not a DNS label; use lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit (TF1001)',
  ],
])('%s is told', (_, routes, line) => {
  expect(new Bench().route(routes).lines).toEqual([`[lulu/production/api] routes: ${line}`]);
});

test('an HTTPRoute’s name is never cut', () => {
  const route = Route.gatewayApi(host, '/', { gateway, name: 'a'.repeat(60) });
  expect(new Bench().route([route]).problems.map(({ code }) => code)).toEqual(['TF1002']);
});

test('host and path are checked as those of any route', () => {
  const bench = new Bench().route([Route.gatewayApi('https://a', 'v1', { gateway })]);
  expect(bench.problems.map(({ code }) => code)).toEqual(['TF1501', 'TF1502']);
  expect(bench.objects).toEqual([]);
});

test('a Gateway decides on entry points and TLS, so that routes cannot', () => {
  // @ts-expect-error no such prop
  const withTls: GatewayRouteProps = { tls: Tls.off() };
  // @ts-expect-error no such prop
  const withEntryPoints: GatewayRouteProps = { entryPoints: ['web'] };
  expect([withTls, withEntryPoints]).toHaveLength(2);
});
