import { Middleware, Route, Tls } from '../../lib/traffic';
import { Bench } from './support';

test('a route by Traefik’s own API is an IngressRoute, each of its routes with its own middlewares', () => {
  const bench = new Bench().route([
    Route.traefik('api.example.com', '/v1/lulu', { middlewares: [Middleware.stripPrefix('/v1/lulu')] }),
    Route.traefik('lulu.example.com', '/', { priority: 7, middlewares: [Middleware.existing('auth', 'traefik')] }),
  ]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('IngressRoute')).toMatchObject({
    apiVersion: 'traefik.io/v1alpha1',
    metadata: { name: 'lulu-api', namespace: 'lulu', labels: { 'app.kubernetes.io/instance': 'lulu-api' } },
  });
  expect(bench.one('IngressRoute').spec).toEqual({
    entryPoints: ['websecure'],
    routes: [
      {
        kind: 'Rule',
        match: 'Host(`api.example.com`) && PathPrefix(`/v1/lulu`)',
        middlewares: [{ name: 'lulu-api-strip-prefix' }],
        services: [{ name: 'lulu-api', port: 'http' }],
      },
      {
        kind: 'Rule',
        match: 'Host(`lulu.example.com`)',
        priority: 7,
        middlewares: [{ name: 'auth', namespace: 'traefik' }],
        services: [{ name: 'lulu-api', port: 'http' }],
      },
    ],
    tls: {},
  });
});

test.each([
  [Route.traefik('a.example.com', '/v1', { exact: true }), 'Host(`a.example.com`) && Path(`/v1`)'],
  [Route.traefik('a.example.com', '/v1/'), 'Host(`a.example.com`) && PathPrefix(`/v1`)'],
  [Route.traefik('*.example.com'), 'HostRegexp(`^[a-z0-9-]+\\.example\\.com$`)'],
  [
    Route.traefik('a.example.com', '/', { match: ' Host(`a.example.com`) && Header(`X-Canary`, `(1`) ' }),
    'Host(`a.example.com`) && Header(`X-Canary`, `(1`)',
  ],
])('the rule of a route says what it matches (%#)', (route, match) => {
  expect(new Bench().route([route]).one('IngressRoute').spec.routes[0]?.match).toBe(match);
});

test('a certificate for an IngressRoute is asked for by a Certificate, since cert-manager does not read it', () => {
  const bench = new Bench({ defaults: { ingress: { certificateIssuer: 'letsencrypt' } } }).route([
    Route.traefik('a.example.com'),
    Route.traefik('a.example.com', '/v2'),
    Route.traefik('b.example.com'),
  ]);
  expect(bench.one('IngressRoute').spec.tls).toEqual({ secretName: 'lulu-api-tls' });
  expect(bench.one('Certificate')).toMatchObject({
    apiVersion: 'cert-manager.io/v1',
    metadata: { name: 'lulu-api-tls' },
    spec: {
      secretName: 'lulu-api-tls',
      dnsNames: ['a.example.com', 'b.example.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
    },
  });
});

test('a service with both kinds of routes has one certificate for the hosts of both', () => {
  const bench = new Bench({ defaults: { ingress: { certificateIssuer: 'letsencrypt' } } }).route([
    Route.traefik('a.example.com'),
    Route.to('b.example.com'),
  ]);
  expect(bench.one('Ingress').spec.tls).toEqual([
    { hosts: ['a.example.com', 'b.example.com'], secretName: 'lulu-api-tls' },
  ]);
  expect(bench.one('IngressRoute').spec.tls).toEqual({ secretName: 'lulu-api-tls' });
  expect(bench.all('Certificate')).toEqual([]);
});

test('a resolver of Traefik, and no TLS at all, are told to Traefik', () => {
  const resolved = new Bench().route([Route.traefik('a.example.com', '/', { tls: Tls.resolvedBy('le') })]);
  expect(resolved.one('IngressRoute').spec.tls).toEqual({ certResolver: 'le' });
  const clear = new Bench().route([Route.traefik('a.example.com', '/', { tls: Tls.off(), entryPoints: [] })]);
  expect(clear.one('IngressRoute').spec.tls).toBeUndefined();
  expect(clear.one('IngressRoute').spec.entryPoints).toBeUndefined();
});

test('a service serves over TLS and redirects to it from another entry point', () => {
  const bench = new Bench().route([
    Route.to('a.example.com'),
    Route.traefik('a.example.com', '/', {
      entryPoints: ['web'],
      tls: Tls.off(),
      middlewares: [Middleware.redirectToHttps()],
    }),
  ]);
  expect(bench.lines).toEqual([]);
  expect(bench.one('Middleware').spec).toEqual({ redirectScheme: { scheme: 'https', permanent: true } });
});

test('routes that share an IngressRoute must agree on entry points and TLS', () => {
  const bench = new Bench().route([
    Route.traefik('a.example.com'),
    Route.traefik('b.example.com', '/', { tls: Tls.off() }),
  ]);
  expect(bench.lines).toEqual([
    '[lulu/production/api] routes: a.example.com/ and b.example.com/ share an IngressRoute, but not their TLS; make them alike, or use Route.to for one of them (TF1505)',
  ]);
});
