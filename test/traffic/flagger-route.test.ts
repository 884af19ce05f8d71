import { Duration } from 'cdk8s';
import { Middleware, Route } from '../../lib/traffic';
import { Bench } from './support';

const gateway = { name: 'public', namespace: 'infra', sectionName: 'https' };
const defaults = { ingress: { gateway } };
const via = (...routes: Route[]) => new Bench({ defaults }).route(routes, 'api', { httpRouteName: 'lulu-api' });
const to = (...given: Parameters<typeof Route.gatewayApi>) => Route.gatewayApi(...given);

test('where Flagger makes the HTTPRoute, it is told what the routes say, and none is rendered', () => {
  const middlewares = [
    Middleware.headers({ request: { 'X-A': '1', 'X-B': '' }, response: { Server: '' } }),
    Middleware.stripPrefix('/v1'),
  ];
  const bench = via(
    to('a.example.com', '/v1', { middlewares, timeout: Duration.seconds(15) }),
    to('b.example.com', '/v1', { middlewares, timeout: Duration.seconds(15) }),
  );
  expect(bench.lines).toEqual([]);
  expect(bench.objects).toEqual([]);
  expect(bench.bound[0]?.httpRoutes).toEqual([]);
  expect(bench.bound[0]?.flaggerRoute).toEqual({
    hosts: ['a.example.com', 'b.example.com'],
    gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...gateway }],
    match: [{ uri: { prefix: '/v1' } }],
    rewrite: { type: 'ReplacePrefixMatch', uri: '/' },
    headers: { request: { set: { 'X-A': '1' }, remove: ['X-B'] }, response: { remove: ['Server'] } },
    timeout: '15s',
  });
});

test('all paths are one rule, whichever of them are exact', () => {
  expect(via(to('a.example.com', '/v1'), to('a.example.com', '/ping', { exact: true })).bound[0]?.flaggerRoute).toEqual(
    {
      hosts: ['a.example.com'],
      gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...gateway }],
      match: [{ uri: { prefix: '/v1' } }, { uri: { exact: '/ping' } }],
    },
  );
});

test.each<[string, readonly Route[], string]>([
  [
    'a second HTTPRoute',
    [to('a.example.com', '/v1'), to('b.example.com', '/v2', { name: 'own' })],
    'b.example.com is in an HTTPRoute of its own',
  ],
  [
    'a redirection',
    [to('a.example.com', '/v1', { middlewares: [Middleware.redirectToHttps()] })],
    'a.example.com/v1 redirects',
  ],
  [
    'other middlewares',
    [to('a.example.com', '/v1', { middlewares: [Middleware.stripPrefix('/v1')] }), to('a.example.com', '/v2')],
    'a.example.com/v2 has not the middlewares and timeout of a.example.com/v1',
  ],
])('%s is more than Flagger makes', (_, routes, given) => {
  expect(via(...routes).lines).toEqual([
    `[lulu/production/api] routes: ${given}; Flagger makes one HTTPRoute of one rule: give all routes that serve the same hosts and middlewares (TF1508)`,
  ]);
});
