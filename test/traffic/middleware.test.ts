import { Duration } from 'cdk8s';
import { Middleware, Route } from '../../lib/traffic';
import { Bench } from './support';

const via = (...middlewares: Middleware[]) => new Bench().route([Route.to('a.example.com', '/', { middlewares })]);

test.each<[string, Middleware, unknown]>([
  ['strip-prefix', Middleware.stripPrefix(['/v1/lulu/', '/v1']), { stripPrefix: { prefixes: ['/v1/lulu', '/v1'] } }],
  [
    'headers',
    Middleware.headers({
      request: { 'X-A': '1' },
      response: { Server: '' },
      hsts: Duration.days(1),
      denyFrames: true,
      noSniff: true,
    }),
    {
      headers: {
        customRequestHeaders: { 'X-A': '1' },
        customResponseHeaders: { Server: '' },
        stsSeconds: 86400,
        frameDeny: true,
        contentTypeNosniff: true,
      },
    },
  ],
  [
    'cors',
    Middleware.cors({
      origins: ['https://www.example.com'],
      headers: ['X-Request-Id'],
      credentials: true,
      maxAge: Duration.hours(1),
    }),
    {
      headers: {
        accessControlAllowOriginList: ['https://www.example.com'],
        accessControlAllowMethods: ['GET', 'HEAD', 'POST'],
        accessControlAllowHeaders: ['X-Request-Id'],
        accessControlAllowCredentials: true,
        accessControlMaxAge: 3600,
        addVaryHeader: true,
      },
    },
  ],
  ['rate-limit', Middleware.rateLimit({ average: 100 }), { rateLimit: { average: 100, burst: 100 } }],
  [
    'rate-limit',
    Middleware.rateLimit({ average: 5, burst: 10, period: Duration.minutes(1), proxies: 1 }),
    { rateLimit: { average: 5, burst: 10, period: '60s', sourceCriterion: { ipStrategy: { depth: 1 } } } },
  ],
  [
    'rate-limit',
    Middleware.rateLimit({ average: 1, period: Duration.millis(1500) }),
    { rateLimit: { average: 1, burst: 1, period: '1500ms' } },
  ],
  ['redirect-to-https', Middleware.redirectToHttps(), { redirectScheme: { scheme: 'https', permanent: true } }],
  [
    'ip-allow-list',
    Middleware.ipAllowList(['10.0.0.0/8', '203.0.113.7', 'fd00::/8', '::1'], { proxies: 2 }),
    { ipAllowList: { sourceRange: ['10.0.0.0/8', '203.0.113.7', 'fd00::/8', '::1'], ipStrategy: { depth: 2 } } },
  ],
  ['basic-auth', Middleware.basicAuth('users'), { basicAuth: { secret: 'users' } }],
  ['compress', Middleware.compress(), { compress: {} }],
  ['twice', Middleware.custom('twice', { retry: { attempts: 2 } }), { retry: { attempts: 2 } }],
])('%s becomes a Middleware of the service (%#)', (name, middleware, spec) => {
  const bench = via(middleware);
  expect(bench.lines).toEqual([]);
  const object = bench.one('Middleware');
  expect(object).toMatchObject({
    apiVersion: 'traefik.io/v1alpha1',
    metadata: { name: `lulu-api-${name}`, labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
  });
  expect(object.spec).toEqual(spec);
});

test('what is given alike is one object, whichever kind of route uses it', () => {
  const bench = new Bench().route([
    Route.to('a.example.com', '/v1', { middlewares: [Middleware.stripPrefix('/v1')] }),
    Route.traefik('a.example.com', '/v1/x', { middlewares: [Middleware.stripPrefix('/v1'), Middleware.compress()] }),
  ]);
  expect(bench.lines).toEqual([]);
  expect(bench.all('Middleware').map(({ metadata }) => metadata.name)).toEqual([
    'lulu-api-strip-prefix',
    'lulu-api-compress',
  ]);
});

test('two of a kind need names', () => {
  expect(via(Middleware.stripPrefix('/v1'), Middleware.stripPrefix('/v2')).lines).toEqual([
    '[lulu/production/api] middleware: two that differ are called "strip-prefix"; give one of them a `name` of its own (TF1512)',
  ]);
  const named = via(Middleware.stripPrefix('/v1'), Middleware.stripPrefix('/v2', { name: 'strip-v2' }));
  expect(named.lines).toEqual([]);
  expect(named.all('Middleware').map(({ metadata }) => metadata.name)).toEqual([
    'lulu-api-strip-prefix',
    'lulu-api-strip-v2',
  ]);
});

test.each([
  [Middleware.stripPrefix([]), '"strip-prefix": has no prefix; give a path such as "/v1/lulu" (TF1511)'],
  [Middleware.stripPrefix('v1'), '"strip-prefix": prefix "v1" does not begin with /; write "/v1" (TF1511)'],
  [
    Middleware.headers({}),
    '"headers": changes no header; give one of request, response, hsts, denyFrames, noSniff (TF1511)',
  ],
  [
    Middleware.headers({ request: { 'X A': '' } }),
    '"headers": "X A" is no name of a header; use letters, digits and hyphens (TF1511)',
  ],
  [
    Middleware.headers({ request: { Authorization: 's3cret\n' } }),
    '"headers": the value of "Authorization" is no text on one line; give a string without line breaks (TF1511)',
  ],
  [Middleware.cors({ origins: [] }), '"cors": lets no origin call; give at least one in `origins` (TF1511)'],
  [
    Middleware.cors({ origins: ['https://a.example.com/'] }),
    '"cors": "https://a.example.com/" is no origin; give scheme and host, such as "https://www.example.com", without a path (TF1511)',
  ],
  [
    Middleware.cors({ origins: ['*'], credentials: true }),
    '"cors": lets any origin call with cookies; name the origins, or leave `credentials` out: browsers refuse it (TF1511)',
  ],
  [
    Middleware.cors({ origins: ['*'], methods: ['G T'] }),
    '"cors": "G T" is no method or header; give names such as "GET" or "X-Request-Id" (TF1511)',
  ],
  [
    Middleware.rateLimit({ average: 0, burst: 1 }),
    '"rate-limit": average is 0; give a whole number, at least 1 (TF1511)',
  ],
  [
    Middleware.rateLimit({ average: 1, burst: 0.5 }),
    '"rate-limit": burst is 0.5; give a whole number, at least 1 (TF1511)',
  ],
  [
    Middleware.rateLimit({ average: 1, proxies: -1 }),
    '"rate-limit": proxies is -1; give a whole number, at least 0 (TF1511)',
  ],
  [
    Middleware.rateLimit({ average: 1, period: Duration.seconds(0) }),
    '"rate-limit": the period is no time; give one such as Duration.minutes(1) (TF1511)',
  ],
  [Middleware.ipAllowList([]), '"ip-allow-list": lets nobody in; give at least one address or block (TF1511)'],
  [
    Middleware.ipAllowList(['10.0.0.0/33']),
    '"ip-allow-list": "10.0.0.0/33" is no address or block; give one such as "203.0.113.7" or "10.0.0.0/8" (TF1521)',
  ],
  [
    Middleware.ipAllowList(['10.0.0.1/8']),
    '"ip-allow-list": "10.0.0.1/8" has bits beyond its prefix; write "10.0.0.0/8" (TF1521)',
  ],
  [
    Middleware.basicAuth('a b'),
    '"basic-auth": "a b" is no name of a Secret; give the name of a Secret in the service\'s namespace (TF1511)',
  ],
  [
    Middleware.custom('x', {}),
    '"x": has 0 kinds in its spec; give exactly one: Traefik refuses a Middleware with none or several (TF1511)',
  ],
  [
    Middleware.existing('auth', 'my ns'),
    '"auth": my ns/auth is no name; give the names of a Middleware and its namespace (TF1511)',
  ],
])('a middleware that cannot work is told (%#)', (middleware, line) => {
  expect(via(middleware).lines).toEqual([`[lulu/production/api] middleware ${line}`]);
});

test('the name of a middleware is part of an object’s name', () => {
  expect(via(Middleware.compress({ name: 'Zip It' })).problems.map(({ code }) => code)).toEqual(['TF1001']);
  const long = via(Middleware.compress({ name: 'a'.repeat(60) }));
  expect(long.problems.map(({ code }) => code)).toEqual(['TF1002']);
});
