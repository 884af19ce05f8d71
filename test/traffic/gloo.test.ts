import { Duration } from 'cdk8s';
import { type GlooRouteProps, Middleware, Route, Tls } from '../../lib/traffic';
import { Bench } from './support';

const host = 'api.example.com';
const clear = { tls: Tls.off() };
const routeAction = { single: { upstream: { name: 'lulu-api', namespace: 'lulu' } } };

test('a route by Gloo is a VirtualService that leads to an Upstream of the Service', () => {
  const bench = new Bench().route([Route.gloo(host, '/v1/lulu', clear)]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('VirtualService')).toEqual({
    apiVersion: 'gateway.solo.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'lulu-api', namespace: 'lulu', labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
    spec: {
      virtualHost: {
        domains: [host],
        routes: [
          { matchers: [{ exact: '/v1/lulu' }], routeAction },
          { matchers: [{ prefix: '/v1/lulu/' }], routeAction },
        ],
      },
    },
  });
  expect(bench.one('Upstream')).toMatchObject({
    apiVersion: 'gloo.solo.io/v1',
    metadata: { name: 'lulu-api', labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
  });
  expect(bench.one('Upstream').spec).toEqual({
    kube: { serviceName: 'lulu-api', serviceNamespace: 'lulu', servicePort: 80 },
  });
  expect(bench.bound[0]).toMatchObject({ virtualServices: [{ kind: 'VirtualService' }], routeTables: [] });
});

test.each([
  ['grpc', true],
  ['h2c', true],
  ['http2-api', true],
  ['http', undefined],
  [8080, undefined],
])('an Upstream with port %j speaks HTTP/2: %j', (servicePort, useHttp2) => {
  const bench = new Bench().route([Route.gloo(host, '/', clear)], 'api', { servicePort });
  expect(bench.one('Upstream').spec.useHttp2).toBe(useHttp2);
});

test('the path that the service sees may be another one, without a slash too many or too few', () => {
  const rewritten = (path: string, props: GlooRouteProps) =>
    new Bench()
      .route([Route.gloo(host, path, { ...clear, ...props })])
      .one('VirtualService')
      .spec.virtualHost?.routes?.map(({ matchers, options }) => [matchers?.[0], options?.prefixRewrite]);
  expect(rewritten('/v1/lulu', { prefixRewrite: '/' })).toEqual([
    [{ exact: '/v1/lulu' }, '/'],
    [{ prefix: '/v1/lulu/' }, '/'],
  ]);
  expect(rewritten('/v1/lulu', { prefixRewrite: '/api' })).toEqual([
    [{ exact: '/v1/lulu' }, '/api'],
    [{ prefix: '/v1/lulu/' }, '/api/'],
  ]);
  expect(rewritten('/', { prefixRewrite: '/api' })).toEqual([[{ prefix: '/' }, '/api/']]);
  expect(rewritten('/ping', { prefixRewrite: '/health', exact: true })).toEqual([[{ exact: '/ping' }, '/health']]);
});

test('times are written as protobuf has them, and retries are for what the service has not seen', () => {
  const props = { ...clear, timeout: Duration.millis(1500), retries: { attempts: 2, perTry: Duration.millis(500) } };
  const bench = new Bench().route([Route.gloo(host, '/', props)]);
  expect(bench.one('VirtualService').spec.virtualHost?.routes?.[0]?.options).toEqual({
    timeout: '1.5s',
    retries: { numRetries: 2, perTryTimeout: '0.5s', retryOn: 'connect-failure,refused-stream' },
  });
});

test('a certificate is asked of the platform’s issuer, and named together with its namespace', () => {
  const bench = new Bench({ defaults: { ingress: { certificateIssuer: 'letsencrypt' } } }).route([
    Route.gloo(host),
    Route.gloo('www.example.com'),
  ]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('VirtualService').spec.sslConfig).toEqual({
    secretRef: { name: 'lulu-api-tls', namespace: 'lulu' },
    sniDomains: [host, 'www.example.com'],
  });
  expect(bench.one('Certificate').spec.dnsNames).toEqual([host, 'www.example.com']);
  expect(bench.one('VirtualService').spec.virtualHost).toMatchObject({
    domains: [host, 'www.example.com'],
    routes: [{ matchers: [{ prefix: '/' }] }],
  });
});

test('a certificate may be in a Secret that somebody else keeps, or the platform may end TLS before Gloo', () => {
  const secret = new Bench().route([Route.gloo(host, '/', { tls: Tls.secret('wildcard') })]).one('VirtualService');
  expect(secret.spec.sslConfig?.secretRef).toEqual({ name: 'wildcard', namespace: 'lulu' });
  const off = new Bench({ defaults: { ingress: { tls: false } } }).route([Route.gloo(host)]).one('VirtualService');
  expect(off.spec.sslConfig).toBeUndefined();
});

test('a host that belongs to a VirtualService elsewhere is served by a RouteTable with the labels that it selects by', () => {
  const bench = new Bench().route([Route.gloo(host, '/v1', { delegatedFrom: { labels: { domain: 'api' } } })]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('RouteTable')).toEqual({
    apiVersion: 'gateway.solo.io/v1',
    kind: 'RouteTable',
    metadata: {
      name: 'lulu-api',
      namespace: 'lulu',
      labels: { 'app.kubernetes.io/instance': 'lulu-api', domain: 'api' },
    },
    spec: {
      routes: [
        { matchers: [{ exact: '/v1' }], routeAction },
        { matchers: [{ prefix: '/v1/' }], routeAction },
      ],
    },
  });
  expect(bench.all('VirtualService')).toEqual([]);
  expect(bench.all('Upstream')).toHaveLength(1);
});

test('a service may have a host of its own beside a delegated one', () => {
  const bench = new Bench().route([
    Route.gloo(host, '/v1', { delegatedFrom: {} }),
    Route.gloo('lulu.example.com', '/', clear),
    Route.gloo('admin.example.com', '/admin', { ...clear, name: 'admin' }),
  ]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('RouteTable').metadata.name).toBe('lulu-api');
  expect(bench.all('VirtualService').map(({ metadata }) => metadata.name)).toEqual(['lulu-api', 'lulu-api-admin']);
  expect(bench.all('Upstream')).toHaveLength(1);
});

test('where Flagger makes the RouteTable, the VirtualService delegates by prefixes, the only matchers it may have', () => {
  const bench = new Bench().route(
    [Route.gloo(host, '/v1', clear), Route.gloo(host, '/v2', { ...clear, prefixRewrite: '/' })],
    'api',
    { routeTableName: 'lulu-api' },
  );
  expect(bench.lines).toEqual([]);
  const delegateAction = { ref: { name: 'lulu-api', namespace: 'lulu' } };
  expect(bench.one('VirtualService').spec.virtualHost?.routes).toEqual([
    { matchers: [{ prefix: '/v2/' }], delegateAction, options: { prefixRewrite: '/' } },
    { matchers: [{ prefix: '/v2' }], delegateAction, options: { prefixRewrite: '/' } },
    { matchers: [{ prefix: '/v1' }], delegateAction },
  ]);
  expect(bench.all('RouteTable')).toEqual([]);
  expect(bench.one('Upstream').spec.kube?.serviceName).toBe('lulu-api');
});

test('a delegated route leads to the RouteTable that Flagger makes, from one of another name', () => {
  const bench = new Bench().route([Route.gloo(host, '/v1', { name: 'routes', delegatedFrom: {} })], 'api', {
    routeTableName: 'lulu-api',
  });
  expect(bench.lines).toEqual([]);
  expect(bench.one('RouteTable')).toMatchObject({
    metadata: { name: 'lulu-api-routes' },
    spec: { routes: [{ delegateAction: { ref: { name: 'lulu-api', namespace: 'lulu' } } }] },
  });
});

test.each<[string, Route, string]>([
  [
    'no certificate',
    Route.gloo(host, '/v1'),
    'api.example.com/v1 has no certificate, and Gloo has none by default; give Tls.issuedBy or Tls.secret, or Tls.off where TLS ends before Gloo (TF1506)',
  ],
  [
    'a resolver of Traefik',
    Route.gloo(host, '/v1', { tls: Tls.resolvedBy('le') }),
    "api.example.com/v1 has Traefik's resolver; give Tls.issuedBy or Tls.secret, or Tls.off where TLS ends before Gloo (TF1506)",
  ],
  [
    'a Secret without a usable name',
    Route.gloo(host, '/v1', { tls: Tls.secret('My Secret') }),
    'Secret "My Secret" is no name; give its name in the cluster (TF1506)',
  ],
  [
    'a path that is none',
    Route.gloo(host, '/v1', { ...clear, prefixRewrite: 'api' }),
    'prefixRewrite "api" does not begin with /; write "/api" (TF1533)',
  ],
  [
    'a time that is none',
    Route.gloo(host, '/v1', { ...clear, timeout: Duration.days(2) }),
    'timeout is 172800000 ms; give more than 0 and at most a day (TF1533)',
  ],
  [
    'retries that are none',
    Route.gloo(host, '/v1', { ...clear, retries: { attempts: 0 } }),
    '0 retries are none; give a whole number from 1 to 10, or leave `retries` out (TF1533)',
  ],
  [
    'a reason that is none',
    Route.gloo(host, '/v1', { ...clear, retries: { attempts: 1, on: 'any time' } }),
    '"any time" is no reason to try again; give conditions of Envoy with commas between, such as "connect-failure,5xx" (TF1533)',
  ],
  [
    'a try that takes no time',
    Route.gloo(host, '/v1', { ...clear, retries: { attempts: 1, perTry: Duration.seconds(0) } }),
    'the time of a try is 0 ms; give more than 0 and at most a day (TF1533)',
  ],
  [
    'a label that is none',
    Route.gloo(host, '/v1', { delegatedFrom: { labels: { 'a b': 'c' } } }),
    '"a b=c" is no label; give the labels that the VirtualService\'s selector asks for (TF1535)',
  ],
  [
    'TLS where it is the VirtualService’s',
    Route.gloo(host, '/v1', { ...clear, delegatedFrom: {} }),
    'a delegated route has TLS of its own; leave `tls` out: the VirtualService that delegates has it (TF1535)',
  ],
  [
    'a label of the service’s own',
    Route.gloo(host, '/v1', { delegatedFrom: { labels: { 'app.kubernetes.io/instance': 'x' } } }),
    'label "app.kubernetes.io/instance" is the service\'s own, "lulu-api"; let the VirtualService select by another label (TF1535)',
  ],
])('%s is told', (_, route, line) => {
  expect(new Bench().route([route]).lines).toEqual([`[lulu/production/api] routes: ${line}`]);
});

test('what Gloo cannot delegate to Flagger is told', () => {
  const target = { routeTableName: 'lulu-api' };
  expect(new Bench().route([Route.gloo(host, '/v1', { ...clear, exact: true })], 'api', target).lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 is an exact path, and Gloo delegates prefixes alone; leave `exact` out (TF1508)',
  ]);
  expect(new Bench().route([Route.gloo(host, '/v1', { delegatedFrom: {} })], 'api', target).lines).toEqual([
    '[lulu/production/api] routes: delegated routes are a RouteTable "lulu-api", and Flagger makes one of that name; give the routes a `name` (TF1535)',
  ]);
});

test('routes that share an object must agree on what it has only once', () => {
  const routes = [
    Route.gloo(host, '/v1', clear),
    Route.gloo(host, '/v2', { tls: Tls.secret('wildcard') }),
    Route.gloo(host, '/v3', { delegatedFrom: { labels: { domain: 'a' } } }),
    Route.gloo(host, '/v4', { delegatedFrom: { labels: { domain: 'b' } } }),
  ];
  expect(new Bench().route(routes).lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 and api.example.com/v2 share a VirtualService, but not their TLS; make them alike, or give one of them a `name` (TF1505)',
    '[lulu/production/api] routes: api.example.com/v3 and api.example.com/v4 share a RouteTable, but not their labels; make them alike, or give one of them a `name` (TF1505)',
  ]);
});

test('two VirtualServices cannot have the same host, in the same service or in two', () => {
  const bench = new Bench()
    .route([Route.gloo(host, '/v1', clear)], 'web')
    .route([Route.gloo(host, '/v2', clear)], 'api');
  expect(bench.lines).toEqual([
    '[lulu/production/api] routes: api.example.com has a VirtualService already, of service "web", and Gloo takes one; ' +
      'use `delegatedFrom` for the services that share a host, with a VirtualService that is theirs together (TF1537)',
  ]);
  const named = [Route.gloo(host, '/v1', clear), Route.gloo(host, '/v2', { ...clear, name: 'two' })];
  expect(new Bench().route(named).problems.map(({ code }) => code)).toEqual(['TF1537']);
});

test('services that share a host are delegated to; and the clear and TLS are two gateways', () => {
  const delegatedFrom = { labels: { domain: 'api' } };
  const shared = new Bench()
    .route([Route.gloo(host, '/v1', { delegatedFrom })], 'web')
    .route([Route.gloo(host, '/v2', { delegatedFrom })], 'api');
  expect(shared.lines).toEqual([]);
  const twoGateways = new Bench()
    .route([Route.gloo(host, '/v1', clear)], 'web')
    .route([Route.gloo(host, '/v2', { tls: Tls.secret('wildcard') })], 'api');
  expect(twoGateways.lines).toEqual([]);
});

test('Gloo has to be told the namespace', () => {
  expect(new Bench({ namespace: undefined }).route([Route.gloo(host, '/', clear)]).lines).toEqual([
    '[lulu/production/api] routes: Gloo names Services and Secrets with their namespace, and the chart has none; give the chart a namespace, or use Route.to (TF1536)',
  ]);
});

test('middlewares are Traefik’s, so that routes by Gloo cannot have them', () => {
  // @ts-expect-error no such prop
  const props: GlooRouteProps = { middlewares: [Middleware.compress()] };
  expect(props).toBeDefined();
});
