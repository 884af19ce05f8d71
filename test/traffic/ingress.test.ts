import { Middleware, Route, Tls } from '../../lib/traffic';
import { Bench } from './support';

const strip = Middleware.stripPrefix('/v1/lulu');

test('a route is an Ingress of the platform’s class, over TLS on its entry points', () => {
  const ingress = new Bench().route([Route.to('api.example.com', '/v1/lulu')]).one('Ingress');
  expect(ingress.metadata).toMatchObject({
    name: 'lulu-api',
    labels: { 'app.kubernetes.io/instance': 'lulu-api' },
    annotations: {
      'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
      'traefik.ingress.kubernetes.io/router.tls': 'true',
    },
  });
  expect(ingress.spec).toEqual({
    ingressClassName: 'traefik',
    rules: [
      {
        host: 'api.example.com',
        http: {
          paths: [
            {
              path: '/v1/lulu',
              pathType: 'Prefix',
              backend: { service: { name: 'lulu-api', port: { name: 'http' } } },
            },
          ],
        },
      },
    ],
    tls: [{ hosts: ['api.example.com'] }],
  });
});

test('all routes of a service are one Ingress, its rules grouped by host', () => {
  const { spec } = new Bench()
    .route(
      [
        Route.to('api.example.com', '/v1/lulu'),
        Route.to('lulu.example.com'),
        Route.to('api.example.com', '/status', { exact: true }),
      ],
      'api',
      {
        servicePort: 80,
      },
    )
    .one('Ingress');
  expect(spec.rules?.map(({ host }) => host)).toEqual(['api.example.com', 'lulu.example.com']);
  expect(spec.rules?.[0]?.http?.paths).toMatchObject([
    { path: '/v1/lulu', pathType: 'Prefix', backend: { service: { port: { number: 80 } } } },
    { path: '/status', pathType: 'Exact' },
  ]);
  expect(spec.tls).toEqual([{ hosts: ['api.example.com', 'lulu.example.com'] }]);
});

test('several services share a host, each with a path of its own', () => {
  const bench = new Bench()
    .route([Route.to('api.example.com', '/v1/users')], 'users-v1')
    .route([Route.to('api.example.com', '/v2/users')], 'users-v2')
    .route([Route.traefik('api.example.com', '/v1/orders')], 'orders');
  expect(bench.lines).toEqual([]);
  expect(bench.all('Ingress')).toHaveLength(2);
});

test('a slash at the end of a prefix is dropped, since it means nothing; at the end of an exact path it stays', () => {
  const { spec } = new Bench()
    .route([Route.to('a.example.com', '/v1/lulu/'), Route.to('b.example.com', '/v1/', { exact: true })])
    .one('Ingress');
  expect(spec.rules?.map(({ http }) => http?.paths[0]?.path)).toEqual(['/v1/lulu', '/v1/']);
});

test('the platform decides on class, entry points and TLS, and a route may say otherwise', () => {
  const defaults = { ingress: { className: 'edge', entryPoints: ['web', 'internal'], tls: false } };
  const plain = new Bench({ defaults }).route([Route.to('a.example.com')]).one('Ingress');
  expect(plain.spec.ingressClassName).toBe('edge');
  expect(plain.spec.tls).toBeUndefined();
  expect(plain.metadata.annotations).toEqual({ 'traefik.ingress.kubernetes.io/router.entrypoints': 'web,internal' });

  const own = new Bench({ defaults })
    .route([Route.to('a.example.com', '/', { entryPoints: ['websecure'], tls: Tls.secret('wildcard') })])
    .one('Ingress');
  expect(own.metadata.annotations?.['traefik.ingress.kubernetes.io/router.entrypoints']).toBe('websecure');
  expect(own.spec.tls).toEqual([{ hosts: ['a.example.com'], secretName: 'wildcard' }]);
});

test('an issuer of the platform is asked for a certificate by annotation', () => {
  const bench = new Bench({ defaults: { ingress: { certificateIssuer: 'letsencrypt' } } }).route([
    Route.to('a.example.com'),
  ]);
  const ingress = bench.one('Ingress');
  expect(ingress.metadata.annotations?.['cert-manager.io/cluster-issuer']).toBe('letsencrypt');
  expect(ingress.spec.tls).toEqual([{ hosts: ['a.example.com'], secretName: 'lulu-api-tls' }]);
  expect(bench.all('Certificate')).toEqual([]);
});

test('a certificate may come from a resolver of Traefik', () => {
  const { metadata, spec } = new Bench()
    .route([Route.to('a.example.com', '/', { tls: Tls.resolvedBy('le') })])
    .one('Ingress');
  expect(metadata.annotations?.['traefik.ingress.kubernetes.io/router.tls.certresolver']).toBe('le');
  expect(spec.tls).toEqual([{ hosts: ['a.example.com'] }]);
});

test('middlewares are named with their namespace, in their order', () => {
  const auth = Middleware.existing('auth', 'traefik');
  const bench = new Bench().route([Route.to('a.example.com', '/', { middlewares: [auth, strip] })]);
  expect(bench.one('Ingress').metadata.annotations?.['traefik.ingress.kubernetes.io/router.middlewares']).toBe(
    'traefik-auth@kubernetescrd,lulu-lulu-api-strip-prefix@kubernetescrd',
  );
  expect(bench.one('Middleware').metadata.name).toBe('lulu-api-strip-prefix');
});

test('without a namespace, an Ingress cannot name a middleware of its service', () => {
  const routes = [Route.to('a.example.com', '/', { middlewares: [strip] })];
  expect(new Bench({ namespace: undefined }).route(routes).lines).toEqual([
    '[lulu/production/api] routes: middlewares of an Ingress are named with their namespace, and the chart has none; ' +
      'give the chart a namespace, or use Route.traefik (TF1513)',
  ]);
  const viaTraefik = [Route.traefik('a.example.com', '/', { middlewares: [strip] })];
  expect(new Bench({ namespace: undefined }).route(viaTraefik).lines).toEqual([]);
});

test('routes that share an Ingress must agree on what it has only once', () => {
  const bench = new Bench().route([
    Route.to('a.example.com', '/v1', { middlewares: [strip] }),
    Route.to('a.example.com', '/v2', { entryPoints: ['web'], tls: Tls.off() }),
  ]);
  expect(bench.lines).toEqual([
    '[lulu/production/api] routes: a.example.com/v1 and a.example.com/v2 share an Ingress, but not their entry points; make them alike, or use Route.traefik for one of them (TF1505)',
    '[lulu/production/api] routes: a.example.com/v1 and a.example.com/v2 share an Ingress, but not their TLS; make them alike, or use Route.traefik for one of them (TF1505)',
    '[lulu/production/api] routes: a.example.com/v1 and a.example.com/v2 share an Ingress, but not their middlewares; make them alike, or use Route.traefik for one of them (TF1505)',
  ]);
});

test('a service without routes has no object for them', () => {
  expect(new Bench().route([]).objects).toEqual([]);
});
