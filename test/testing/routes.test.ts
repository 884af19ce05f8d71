import { Rollout, Route, WebService } from 'cdk8s-twelve-factor';
import { Manifests } from 'cdk8s-twelve-factor/testing';
import { matchesRule } from '../../lib/testing/routes/traefik-rule';
import { application, told } from './support';

const service = (routes: readonly Route[], rollout = Rollout.rolling()) =>
  Manifests.of(
    application(
      (chart) =>
        void new WebService(chart, 'api', { image: 'registry.example.com/lulu:1.5.0', port: 8080, routes, rollout }),
      { platform: { ingress: { gateway: { name: 'public', namespace: 'infra' }, certificateIssuer: 'letsencrypt' } } },
    ),
    'production',
  );

/** Names of the Services that a request gets to. */
const reached = (manifests: Manifests, url: string, method?: string) => {
  const [, host = '', path = ''] = /^([^/]+)(.*)$/.exec(url) ?? [];
  return manifests.routeTo(host, path, method).map((target) => target.service);
};

describe.each([
  ['Ingress/lulu-api', 'to', 'http'],
  ['IngressRoute/lulu-api', 'traefik', 'http'],
  ['HTTPRoute/lulu-api', 'gatewayApi', 80],
  ['VirtualService/lulu-api', 'gloo', 80],
] as const)('by %s', (route, by, port) => {
  const exact = { exact: true };
  const manifests = service([Route[by]('api.example.com', '/v1/lulu'), Route[by]('api.example.com', '/status', exact)]);

  test('a request gets to the Service and port of its host and path', () => {
    const target = { route, service: 'lulu-api', port, share: 100 };
    expect(manifests.routeTo('api.example.com', '/v1/lulu')).toEqual([target]);
    expect(manifests.routeTo('API.example.com', '/v1/lulu/7')).toEqual([target]);
    expect(manifests.routeTo('api.example.com', '/status', 'post')).toEqual([target]);
  });

  test.each(['api.example.com/', 'api.example.com/v1', 'www.example.com/v1/lulu', 'api.example.com/status/7'])(
    'a request for %s gets nowhere',
    (url) => {
      expect(reached(manifests, url)).toEqual([]);
    },
  );
});

test.each([
  ['Traefik', Rollout.canary({ steps: [10, 50, 100], by: 'traefik' }), Route.traefik('a.example.com')],
  ['the Gateway API', Rollout.canary({ steps: [10, 50, 100], by: 'gatewayApi' }), Route.gatewayApi('a.example.com')],
])('a canary by %s gets no request before it has a share', (_, rollout, route) => {
  expect(service([route], rollout).routeTo('a.example.com', '/')).toMatchObject([
    { service: 'lulu-api-stable', share: 100 },
  ]);
});

test('the preview of blue/green leads to the idle slot', () => {
  const rollout = Rollout.blueGreen({ previewRoute: Route.to('preview.example.com') });
  const manifests = service([Route.to('a.example.com')], rollout);
  const [target] = manifests.routeTo('preview.example.com', '/');
  expect(manifests.endpointsOf(target!.service)).toMatchObject([{ workload: 'Deployment/lulu-api-green' }]);
});

const object = (kind: string, name: string, spec: object) => ({ kind, metadata: { name }, spec });
const backend = (name: string) => ({ service: { name, port: { number: 80 } } });

describe('of Ingresses', () => {
  const path = (path: string, name: string, pathType = 'Prefix') => ({ path, pathType, backend: backend(name) });
  const ingress = (name: string, host: string | undefined, ...paths: object[]) =>
    object('Ingress', name, { rules: [{ host, http: { paths } }] });

  test.each([
    ['a.example.com/', 'root'],
    ['a.example.com/v1/x', 'v1'],
    ['a.example.com/v1/', 'v1'],
    ['a.example.com/v1', 'exact'],
    ['a.example.com/v12', 'root'],
    ['b.example.com/v1', 'wildcard'],
    ['b.c.example.com/v1', 'any'],
  ])('%s gets to the one that fits best', (url, expected) => {
    const manifests = Manifests.of([
      ingress('any', undefined, path('/', 'any')),
      ingress('one', 'a.example.com', path('/', 'root'), path('/v1', 'v1'), path('/v1', 'exact', 'Exact')),
      ingress('two', '*.example.com', path('/', 'wildcard')),
    ]);
    expect(reached(manifests, url)).toEqual([expected]);
  });

  test('each class serves by itself, and a default backend serves the rest', () => {
    const other = object('Ingress', 'b', { ingressClassName: 'other', defaultBackend: backend('rest') });
    const manifests = Manifests.of([ingress('a', 'a.example.com', path('/', 'own')), other]);
    expect(reached(manifests, 'a.example.com/').sort()).toEqual(['own', 'rest']);
    expect(reached(manifests, 'x.example.com/')).toEqual(['rest']);
  });

  test('what only a controller knows, or two claim, is told', () => {
    const odd = Manifests.of([ingress('a', 'a.example.com', path('/v.*', 'x', 'ImplementationSpecific'))]);
    expect(told(() => odd.routeTo('a.example.com', '/'))).toBe(
      '[manifests/Ingress/a] GET a.example.com/: what /v.* matches is left to the controller; test it at its controller (TF3507)',
    );
    const claim = (name: string) => ingress(name, 'a.example.com', path('/', name));
    expect(told(() => Manifests.of([claim('a'), claim('b')]).routeTo('a.example.com', '/'))).toContain(
      'Ingress/b matches just as well',
    );
  });
});

describe('of IngressRoutes', () => {
  const rule = (match: string, name: string, more: object = {}) => ({ match, services: [{ name, port: 80 }], ...more });
  const routes = (...rules: object[]) => object('IngressRoute', 'r', { routes: rules });

  test('the rule of the highest priority serves, which is its length', () => {
    const short = rule('Host(`a.example.com`)', 'short');
    const long = rule('Host(`a.example.com`) && PathPrefix(`/v1`)', 'long');
    expect(reached(Manifests.of([routes(short, long)]), 'a.example.com/v12')).toEqual(['long']);
    const first = { ...short, priority: 1000 };
    expect(reached(Manifests.of([routes(first, long)]), 'a.example.com/v1')).toEqual(['short']);
  });

  test('a rule that looks at a header matters only where nothing serves before it', () => {
    const header = rule('Host(`a.example.com`) && Header(`X-Canary`, `1`)', 'canary');
    const plain = rule('Host(`a.example.com`)', 'plain');
    const manifests = Manifests.of([routes(header, plain)]);
    expect(told(() => manifests.routeTo('a.example.com', '/'))).toContain('looks at more than host, path and method');
    expect(reached(Manifests.of([routes(header, { ...plain, priority: 500 })]), 'a.example.com/')).toEqual(['plain']);
    expect(reached(manifests, 'b.example.com/')).toEqual([]);
  });

  test('weights are shares, also through a TraefikService', () => {
    const weighted = {
      weighted: {
        services: [
          { name: 'a', port: 80, weight: 3 },
          { name: 'b', port: 80 },
        ],
      },
    };
    const match = rule('Host(`a.example.com`)', 'shared', { services: [{ kind: 'TraefikService', name: 'shared' }] });
    const manifests = Manifests.of([routes(match), object('TraefikService', 'shared', weighted)]);
    expect(manifests.routeTo('a.example.com', '/').map(({ service, share }) => [service, share])).toEqual([
      ['a', 75],
      ['b', 25],
    ]);
    expect(told(() => Manifests.of([routes(match)]).routeTo('a.example.com', '/'))).toContain('TraefikService/shared');
  });
});

test.each([
  ['Host(`a.b`)', true],
  ['Host(`A.B`)', true],
  ['Host(`x`, "a.b")', true],
  ['!Host(`a.b`) || PathPrefix(`/p`)', true],
  ['Host(`a.b`) && (Path(`/`) || Method(`POST`))', false],
  ['Host(`a.b`) && (Path(`/`) || Method(`get`))', true],
  ['HostRegexp(`^[a-z]+\\.b$`) && PathRegexp(`^/p/\\d$`)', true],
  ['HostRegexp(`{name:[a-z]+}.b`)', undefined],
  ['Path(`/p/{id}`)', undefined],
  ['PathRegexp(`(?i)x[`)', undefined],
  ['Header(`A`, `1`)', undefined],
  ['Host(`x`) && Header(`A`, `1`)', false],
  ['Host(`a.b`) || Header(`A`, `1`)', true],
  ['!(Host(`a.b`) && Query(`x`, `1`))', undefined],
  ['Host(`a.b`', undefined],
  ['Host(`a.b`) Host(`a.b`)', undefined],
  ['', undefined],
])('the rule %s of Traefik says %s', (rule, expected) => {
  expect(matchesRule(rule, { host: 'a.b', path: '/p/1', method: 'GET' })).toBe(expected);
});

describe('of HTTPRoutes', () => {
  const route = (name: string, hostnames: string[], ...matches: [object, string][]) =>
    object('HTTPRoute', name, {
      hostnames,
      rules: matches.map(([match, to]) => ({ matches: [match], backendRefs: [{ name: to, port: 80 }] })),
    });
  const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });

  test.each([
    ['a.example.com/v1/x', 'GET', 'v1'],
    ['a.example.com/v1/x', 'POST', 'post'],
    ['a.example.com/v1', 'GET', 'exact'],
    ['a.b.example.com/v1', 'GET', 'wildcard'],
  ])('%s %s gets to the one that fits best', (url, method, expected) => {
    const exact = { path: { type: 'Exact', value: '/v1' } };
    const manifests = Manifests.of([
      route('wild', ['*.example.com'], [prefix('/v1/x'), 'wildcard'], [prefix('/'), 'wildcard']),
      route(
        'one',
        ['a.example.com'],
        [prefix('/'), 'root'],
        [prefix('/v1'), 'v1'],
        [{ ...prefix('/v1'), method: 'POST' }, 'post'],
        [exact, 'exact'],
      ),
    ]);
    expect(reached(manifests, url, method)).toEqual([expected]);
  });

  test('a header decides, or a redirect leads nowhere', () => {
    const header = { ...prefix('/'), headers: [{ name: 'a', value: 'b' }] };
    const manifests = Manifests.of([route('a', ['a.example.com'], [prefix('/'), 'x'], [header, 'y'])]);
    expect(told(() => manifests.routeTo('a.example.com', '/'))).toContain('it looks at headers or at the query');
    const redirect = object('HTTPRoute', 'r', { rules: [{ filters: [{ type: 'RequestRedirect' }] }] });
    expect(Manifests.of([redirect]).routeTo('a.example.com', '/')).toEqual([]);
  });
});

describe('of Gloo', () => {
  const to = (name: string) => ({ routeAction: { single: { upstream: { name } } } });
  const upstream = (name: string) => object('Upstream', name, { kube: { serviceName: name, servicePort: 80 } });
  const host = (...routes: object[]) => object('VirtualService', 'v', { virtualHost: { domains: ['a.b'], routes } });

  test('the first route that matches serves, also through a RouteTable', () => {
    const table = object('RouteTable', 't', { routes: [{ matchers: [{ prefix: '/x/y' }], ...to('y') }] });
    const delegated = { matchers: [{ prefix: '/x' }], delegateAction: { ref: { name: 't' } } };
    const rest = { matchers: [{ prefix: '/', methods: ['GET'] }], ...to('rest') };
    const manifests = Manifests.of([host(delegated, rest), table, upstream('y'), upstream('rest')]);
    expect(reached(manifests, 'a.b/x/y')).toEqual(['y']);
    expect(reached(manifests, 'a.b/x/z')).toEqual(['rest']);
    expect(reached(manifests, 'a.b/x/z', 'POST')).toEqual([]);
  });

  test('destinations share by weight, and a redirect leads nowhere', () => {
    const destination = (name: string, weight: number) => ({ destination: { upstream: { name } }, weight });
    const multi = { routeAction: { multi: { destinations: [destination('x', 9), destination('y', 1)] } } };
    const manifests = Manifests.of([host(multi), upstream('x'), upstream('y')]);
    expect(manifests.routeTo('a.b', '/').map(({ share }) => share)).toEqual([90, 10]);
    expect(Manifests.of([host({ redirectAction: {} })]).routeTo('a.b', '/')).toEqual([]);
  });

  test.each([
    ['RouteTable/none', { delegateAction: { ref: { name: 'none' } } }],
    ['every RouteTable', { delegateAction: { selector: { labels: { a: 'b' } } } }],
    ['Upstream/none', to('none')],
    ['more than host, path and method', { matchers: [{ regex: '.*' }], ...to('x') }],
  ])('what leads to %s is told', (words, route) => {
    expect(told(() => Manifests.of([host(route)]).routeTo('a.b', '/'))).toContain(words);
  });
});
