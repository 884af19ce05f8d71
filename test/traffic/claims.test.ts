import { TwelveFactorError } from '../../lib/errors';
import { Route } from '../../lib/traffic';
import { Bench } from './support';

const host = 'api.example.com';

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
])('two services cannot have %s', (_, one, other) => {
  const bench = new Bench().route([one], 'web').route([other], 'api');
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
])('two services can have %s', (_, one, other) => {
  expect(new Bench().route([one], 'web').route([other], 'api').lines).toEqual([]);
});

test('the error names the service that has the route', () => {
  expect(new Bench().route([Route.to(host, '/v1')], 'web').route([Route.traefik(host, '/v1/')], 'api').lines).toEqual([
    '[lulu/production/api] routes: api.example.com/v1 is served by service "web" already; give one of them another host or path (TF1503)',
  ]);
});

test('a route that somebody has is not rendered, and the others are', () => {
  const bench = new Bench()
    .route([Route.to(host, '/v1')], 'web')
    .route([Route.to(host, '/v1'), Route.to(host, '/v2')], 'api');
  const [, api] = bench.all('Ingress');
  expect(api?.spec.rules?.[0]?.http?.paths).toMatchObject([{ path: '/v2' }]);
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
