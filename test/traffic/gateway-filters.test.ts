import { Duration } from 'cdk8s';
import { Middleware, Route } from '../../lib/traffic';
import { Bench } from './support';

const gateway = { name: 'public' };
const via = (path: string, middlewares: readonly Middleware[], exact = false) =>
  new Bench().route([Route.gatewayApi('a.example.com', path, { gateway, middlewares, exact })]);
const filtersOf = (path: string, middlewares: readonly Middleware[], exact = false) => {
  const bench = via(path, middlewares, exact);
  expect(bench.lines).toEqual([]);
  return bench.one('HTTPRoute').spec.rules?.[0]?.filters;
};

test.each([
  ['/v1/lulu', '/v1/lulu', '/'],
  ['/v1/lulu', '/v1', '/lulu'],
  ['/v1/lulu', ['/other', '/v1/'], '/lulu'],
  ['/', '/', '/'],
])('of the path %s, the prefix %j is taken off by replacing what matched', (path, prefix, replacePrefixMatch) => {
  expect(filtersOf(path, [Middleware.stripPrefix(prefix)])).toEqual([
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } } },
  ]);
});

test('an exact path is replaced as a whole', () => {
  expect(filtersOf('/v1/lulu', [Middleware.stripPrefix('/v1')], true)).toEqual([
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplaceFullPath', replaceFullPath: '/lulu' } } },
  ]);
});

test('headers are set and removed, and what several middlewares say of them is one filter', () => {
  const filters = filtersOf('/v1', [
    Middleware.headers({ request: { 'X-A': '1', 'X-B': '2' }, response: { Server: '' }, hsts: Duration.days(1) }),
    Middleware.headers({ name: 'more', request: { 'x-a': '' }, denyFrames: true, noSniff: true }),
    Middleware.stripPrefix('/v1'),
  ]);
  expect(filters).toEqual([
    {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: 'X-B', value: '2' }], remove: ['x-a'] },
    },
    {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: {
        set: [
          { name: 'Strict-Transport-Security', value: 'max-age=86400' },
          { name: 'X-Frame-Options', value: 'DENY' },
          { name: 'X-Content-Type-Options', value: 'nosniff' },
        ],
        remove: ['Server'],
      },
    },
    { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
  ]);
});

test('a Middleware object of Traefik is not rendered for a Gateway', () => {
  expect(via('/v1', [Middleware.stripPrefix('/v1')]).all('Middleware')).toEqual([]);
});

const headers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, 'value']));

test.each<[readonly Middleware[], string]>([
  [
    [Middleware.rateLimit({ average: 1 })],
    'middleware "rate-limit": asks for rateLimit, which a Gateway cannot do; leave it out, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.cors({ origins: ['https://www.example.com'] })],
    'middleware "cors": asks for CORS, which a Gateway cannot do; leave it out, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.existing('auth', 'traefik')],
    'middleware "auth": asks for an object of Traefik, which a Gateway cannot do; leave it out, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.custom('other-port', { redirectScheme: { scheme: 'https', port: '8443' } })],
    'middleware "other-port": asks for redirectScheme, which a Gateway cannot do; leave it out, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.stripPrefix('/v')],
    'middleware "strip-prefix": takes "/v" off "/v1", which does not begin with it; a Gateway can only take off what the route\'s path begins with: give that, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.stripPrefix('/v1/lulu')],
    'middleware "strip-prefix": takes "/v1/lulu" off "/v1", which does not begin with it; a Gateway can only take off what the route\'s path begins with: give that, or use Route.traefik (TF1532)',
  ],
  [
    [Middleware.stripPrefix('/v1'), Middleware.redirectToHttps()],
    'routes: a.example.com/v1 changes the path or redirects 2 times; a Gateway does it once: give one such middleware (TF1532)',
  ],
  [
    [Middleware.headers({ request: { 'X-Token': 'two  spaces' } })],
    'middleware "headers": gives "X-Token" a value that a Gateway refuses; use printable ASCII, with single spaces between words (TF1532)',
  ],
  [
    [Middleware.headers({ response: headers(17) })],
    'routes: a.example.com/v1 changes more headers than a Gateway takes; set and remove 16 at most, or use Route.traefik (TF1532)',
  ],
])('what a Gateway cannot do is told (%#)', (middlewares, line) => {
  expect(via('/v1', middlewares).lines).toEqual([`[lulu/production/api] ${line}`]);
});

test('sixteen headers are not too many', () => {
  expect(via('/v1', [Middleware.headers({ response: headers(16) })]).lines).toEqual([]);
});
