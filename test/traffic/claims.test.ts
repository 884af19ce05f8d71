import { TwelveFactorError } from '../../lib/errors';
import { Route, Tls } from '../../lib/traffic';
import { Bench } from './support';

const host = 'api.example.com';
const gateway = { name: 'public', namespace: 'infra' };
const internal = { name: 'internal', namespace: 'infra' };
const defaults = { ingress: { gateway } };
const delegated = { delegatedFrom: {} };

test.each([
  ['the same path', Route.to(host, '/v1'), Route.to(host, '/v1')],
  ['a slash more', Route.to(host, '/v1/lulu'), Route.to(host, '/v1/lulu/')],
  ['two kinds of routes', Route.to(host, '/v1'), Route.traefik(host, '/v1')],
  ['an exact path and a prefix', Route.to(host, '/v1'), Route.to(host, '/v1', { exact: true })],
  ['no path', Route.to(host), Route.to(host, '/')],
  [
    'one entry point in common',
    Route.to(host, '/', { entryPoints: ['web', 'internal'] }),
    Route.to(host, '/', { entryPoints: ['internal'] }),
  ],
  ['the platform’s entry point, named or not', Route.to(host), Route.to(host, '/', { entryPoints: ['websecure'] })],
  [
    'the same rule',
    Route.traefik(host, '/a', { match: 'Host(`x`)' }),
    Route.traefik(host, '/b', { match: 'Host(`x`)' }),
  ],
  ['a route by the Gateway API', Route.gatewayApi(host, '/v1'), Route.gatewayApi(host, '/v1/')],
  ['the platform’s Gateway, named or not', Route.gatewayApi(host), Route.gatewayApi(host, '/', { gateway })],
  [
    'another Gateway in common',
    Route.gatewayApi(host, '/', { gateway: internal }),
    Route.gatewayApi(host, '/', { gateway: internal, exact: true }),
  ],
  ['a route by Gloo', Route.gloo(host, '/v1', delegated), Route.gloo(host, '/v1', delegated)],
  ['an Ingress and a Gateway', Route.to(host, '/v1'), Route.gatewayApi(host, '/v1')],
  ['a Gateway and Gloo', Route.gatewayApi(host, '/v1'), Route.gloo(host, '/v1', delegated)],
])('two services cannot have %s', (_, one, other) => {
  const bench = new Bench({ defaults }).route([one], 'web').route([other], 'api');
  expect(bench.problems.map(({ code, place }) => [code, place])).toEqual([['TF1503', 'lulu/production/api']]);
});

test.each([
  ['other paths', Route.to(host, '/v1'), Route.to(host, '/v2')],
  ['paths that begin alike', Route.to(host, '/user'), Route.to(host, '/users')],
  ['a path below', Route.to(host, '/v1'), Route.to(host, '/v1/users')],
  ['other hosts', Route.to(host), Route.to('www.example.com')],
  ['a wildcard and a host', Route.to('*.example.com'), Route.to(host)],
  ['other entry points', Route.to(host), Route.to(host, '/', { entryPoints: ['internal'] })],
  [
    'a rule of its own',
    Route.traefik(host),
    Route.traefik(host, '/', { match: 'Host(`api.example.com`) && Header(`X-Canary`, `1`)' }),
  ],
  ['other Gateways', Route.gatewayApi(host), Route.gatewayApi(host, '/', { gateway: internal })],
  [
    'other listeners of a Gateway',
    Route.gatewayApi(host),
    Route.gatewayApi(host, '/', { gateway: { ...gateway, sectionName: 'http' } }),
  ],
  ['other paths that Gloo delegates', Route.gloo(host, '/v1', delegated), Route.gloo(host, '/v2', delegated)],
])('two services can have %s', (_, one, other) => {
  expect(new Bench({ defaults }).route([one], 'web').route([other], 'api').lines).toEqual([]);
});

test('the error names the service that has the route', () => {
  expect(new Bench().route([Route.to(host, '/v1')], 'web').route([Route.traefik(host, '/v1/')], 'api').lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 is served by service "web" already; give one of them another host or path (TF1503)',
  ]);
});

test('the error names the Gateway, where it is not the platform’s', () => {
  const route = Route.gatewayApi(host, '/v1', { gateway: { ...internal, sectionName: 'https' } });
  expect(new Bench().route([route], 'web').route([route], 'api').lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 on Gateway infra/internal#https is served by service "web" already; give one of them another host or path (TF1503)',
  ]);
});

test('a route that somebody has is not rendered, and the others are', () => {
  const bench = new Bench()
    .route([Route.to(host, '/v1')], 'web')
    .route([Route.to(host, '/v1'), Route.to(host, '/v2')], 'api');
  const [, api] = bench.all('Ingress');
  expect(api?.spec.rules?.[0]?.http?.paths).toMatchObject([{ path: '/v2' }]);
});

test('a route that somebody has by another API is not rendered either', () => {
  const bench = new Bench({ defaults })
    .route([Route.gatewayApi(host, '/v1')], 'web')
    .route([Route.gatewayApi(host, '/v1'), Route.gloo(host, '/v1', { tls: Tls.off() })], 'api');
  expect(bench.problems.map(({ code }) => code)).toEqual(['TF1503', 'TF1503']);
  expect(bench.objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([['HTTPRoute', 'lulu-web']]);
});

test('a service cannot have the same route twice', () => {
  expect(new Bench().route([Route.to(host, '/v1'), Route.traefik(host, '/v1')]).lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 is given twice; give each host and path once (TF1504)',
  ]);
});

test('where nobody collects problems, the first one is thrown', () => {
  const synthesize = () => new Bench({ sink: undefined }).route([Route.to('')]);
  expect(synthesize).toThrow(TwelveFactorError);
  expect(synthesize).toThrow(
    '[lulu/production/api] routes: host "" is empty; give a DNS name such as "api.example.com" (TF1501)',
  );
});
