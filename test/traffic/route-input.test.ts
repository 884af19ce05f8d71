import fc from 'fast-check';
import { Middleware, Route, Tls, type TraefikRouteProps } from '../../lib/traffic';
import { Bench } from './support';

const gateway = { name: 'public' };
const byGateway = (host: string, path?: string) => Route.gatewayApi(host, path, { gateway });
const byGloo = (host: string, path?: string) => Route.gloo(host, path, { tls: Tls.off() });

const told = (routes: readonly Route[]) =>
  new Bench().route(routes).lines.map((line) => line.replace('[lulu/production/api] routes: ', ''));

test.each([
  ['', 'host "" is empty; give a DNS name such as "api.example.com" (TF1501)'],
  [
    'https://api.example.com',
    'host "https://api.example.com" has a scheme; give the host alone: "api.example.com" (TF1501)',
  ],
  [
    'https://api.example.com:8443/v1',
    'host "https://api.example.com:8443/v1" has a scheme; give the host alone: "api.example.com" (TF1501)',
  ],
  [
    'api.example.com:8443',
    'host "api.example.com:8443" has a port; give the host alone, "api.example.com"; the entry points decide on ports (TF1501)',
  ],
  [
    'api.example.com/v1',
    'host "api.example.com/v1" has a path; give the host alone, "api.example.com", and the path after it (TF1501)',
  ],
  ['10.0.0.1', 'host "10.0.0.1" is an address; give a DNS name: certificates and rules are for names (TF1501)'],
  ['[::1]', 'host "[::1]" is an address; give a DNS name: certificates and rules are for names (TF1501)'],
  ['API.example.com', 'host "API.example.com" is not in lower case; write "api.example.com" (TF1501)'],
  [
    'api.undefined',
    'host "api.undefined" was made of a value that is not there; look where it is put together: is the environment without a domain? (TF1501)',
  ],
  [
    'api.*.com',
    'host "api.*.com" has a wildcard that is not its whole first label; use labels of letters, digits and hyphens with dots between; a wildcard is "*.example.com" (TF1501)',
  ],
  [
    'api_1.example.com',
    'host "api_1.example.com" is no DNS name; use labels of letters, digits and hyphens with dots between; a wildcard is "*.example.com" (TF1501)',
  ],
])('host %j is refused', (host, line) => {
  expect(told([Route.to(host)])).toEqual([line]);
  expect(told([Route.traefik(host)])).toEqual([line]);
  expect(told([byGateway(host)])).toEqual([line]);
  expect(told([byGloo(host)])).toEqual([line]);
});

test.each([
  '*',
  '*.',
  'a`b.com',
  'a..b',
  '.a',
  'a.',
  '-a.com',
  'a b.com',
  'a\n.com',
  `${'a'.repeat(64)}.com`,
  'a.b\\c',
  '(a)',
])('host %j is refused as well', (host) => {
  expect(new Bench().route([Route.to(host)]).problems.map(({ code }) => code)).toEqual(['TF1501']);
});

test.each([
  ['v1', 'path "v1" does not begin with /; write "/v1" (TF1502)'],
  ['', 'path "" does not begin with /; write "/" (TF1502)'],
  ['/v1?a=b', 'path "/v1?a=b" has a query or fragment; give the path alone: routes do not look at the rest (TF1502)'],
  [
    '/v1/`',
    'path "/v1/`" has characters that controllers disagree on; use letters, digits and -._~!$&\'()*+,;=:@ between slashes, nothing percent-encoded (TF1502)',
  ],
  [
    '/v1/../admin',
    'path "/v1/../admin" has an empty, "." or ".." segment; write the path as requests have it (TF1502)',
  ],
  ['/v1//', 'path "/v1//" has an empty, "." or ".." segment; write the path as requests have it (TF1502)'],
])('path %j is refused', (path, line) => {
  expect(told([Route.to('a.example.com', path)])).toEqual([line]);
  expect(told([Route.traefik('a.example.com', path)])).toEqual([line]);
  expect(told([byGateway('a.example.com', path)])).toEqual([line]);
  expect(told([byGloo('a.example.com', path)])).toEqual([line]);
});

test.each(['/a b', '/a\t', '/a\n', '/a#b', '/a\\b', '/a%2fb', '/{id}', '/"', '/./', '/a/.', '/ä'])(
  'path %j is refused as well',
  (path) => {
    expect(new Bench().route([Route.to('a.example.com', path)]).problems.map(({ code }) => code)).toEqual(['TF1502']);
  },
);

test('a path that no Gateway would take is refused', () => {
  const path = `/${'a'.repeat(1024)}`;
  expect(told([byGateway('a.example.com', path)])).toEqual([
    `path ${JSON.stringify(path)} of 1025 characters is too long; give 1024 at most (TF1502)`,
  ]);
  expect(told([byGateway('a.example.com', path.slice(0, -1))])).toEqual([]);
});

test.each<[TraefikRouteProps, string]>([
  [{ match: ' ' }, 'rule " " is empty; give a rule such as Host(`api.example.com`) && Method(`GET`) (TF1507)'],
  [
    { match: 'Host(`a`' },
    'rule "Host(`a`" has a parenthesis without its counterpart; give a rule such as Host(`api.example.com`) && Method(`GET`) (TF1507)',
  ],
  [
    { match: 'Host(`a)' },
    'rule "Host(`a)" has a backtick without its counterpart; give a rule such as Host(`api.example.com`) && Method(`GET`) (TF1507)',
  ],
  [
    { match: 'Host(`a`)\n' },
    'rule "Host(`a`)\\n" has line breaks or control characters; give a rule such as Host(`api.example.com`) && Method(`GET`) (TF1507)',
  ],
  [
    { match: 'a.example.com' },
    'rule "a.example.com" has no matcher; give a rule such as Host(`api.example.com`) && Method(`GET`) (TF1507)',
  ],
  [{ priority: 1.5 }, 'priority 1.5 is none; give a whole number other than 0, or leave it out (TF1507)'],
  [
    { entryPoints: ['web secure'] },
    'entry point "web secure" is no name; give a name as Traefik is configured with, such as "websecure" (TF1507)',
  ],
  [{ tls: Tls.secret('My Secret') }, 'Secret "My Secret" is no name; give its name in the cluster (TF1506)'],
  [{ tls: Tls.issuedBy('') }, 'ClusterIssuer "" is no name; give its name in the cluster (TF1506)'],
  [{ tls: Tls.resolvedBy('a b') }, 'certificate resolver "a b" is no name; give its name in the cluster (TF1506)'],
])('what a route says besides is checked (%#)', (props, line) => {
  expect(told([Route.traefik('a.example.com', '/', props)])).toEqual([line]);
});

test('two issuers for the one certificate of a service are refused', () => {
  const routes = [
    Route.to('a.example.com', '/', { tls: Tls.issuedBy('one') }),
    Route.traefik('b.example.com', '/', { tls: Tls.issuedBy('two') }),
  ];
  expect(told(routes)).toEqual([
    'two issuers, "one" and "two", for one certificate; use one issuer for all routes of a service (TF1506)',
  ]);
});

test('everything that is wrong with a route is told at once', () => {
  expect(new Bench().route([Route.traefik('', 'x', { priority: 0, match: '' })]).problems).toHaveLength(4);
});

// What may go wrong with a rule of Traefik is a backtick; and with an Ingress, what its API server refuses.
const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,9}[a-z0-9])?$/);
const anyHost = fc.oneof(
  fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.')),
  fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `*.${labels.join('.')}`),
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: fc.constantFrom(...'aA0.*-_`:/\\ ') }),
);
const anyPath = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: fc.constantFrom(...'aA0./`%\\ ?') }).map((rest) => `/${rest}`),
  fc
    .array(fc.stringMatching(/^[\w.~!$&'()*+,;=:@-]{1,6}$/), { maxLength: 4 })
    .map((segments) => `/${segments.join('/')}`),
);

test('whatever host and path are accepted give a rule without a loose backtick, and an Ingress and an HTTPRoute that Kubernetes accepts', () => {
  let accepted = 0;
  fc.assert(
    fc.property(anyHost, anyPath, fc.boolean(), (host, path, exact) => {
      const bench = new Bench().route([Route.traefik(host, path, { exact, middlewares: [Middleware.compress()] })]);
      const again = new Bench().route([Route.to(host, path, { exact })]);
      expect(bench.problems.length).toBe(again.problems.length);
      if (bench.problems.length > 0) {
        expect(bench.objects).toEqual([]);
        return;
      }
      accepted++;
      expect(bench.one('IngressRoute').spec.routes[0]?.match).toMatch(
        /^(Host|HostRegexp)\(`[^`]+`\)( && Path(Prefix)?\(`\/[^`]*`\))?$/,
      );

      const { rules, tls } = again.one('Ingress').spec;
      expect(tls?.[0]?.hosts).toEqual([rules?.[0]?.host]);
      // As k8s.io/kubernetes/pkg/apis/networking/validation has it.
      expect(rules?.[0]?.host).toMatch(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
      const { path: rendered, pathType } = rules![0]!.http!.paths[0]!;
      expect(pathType).toBe(exact ? 'Exact' : 'Prefix');
      expect(rendered).toMatch(/^\//);

      const byApi = new Bench().route([Route.gatewayApi(host, path, { gateway, exact })]);
      const { hostnames, rules: gatewayRules } = byApi.one('HTTPRoute').spec;
      // As the definition of HTTPRoute has it.
      expect(hostnames?.[0]).toMatch(/^(\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
      expect(gatewayRules?.[0]?.matches?.[0]?.path).toEqual({ type: exact ? 'Exact' : 'PathPrefix', value: rendered });
      expect(rendered).toMatch(/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/);
      expect(rendered).not.toMatch(/\/\/|\/\.\/|\/\.\.\/|%2f|\/\.\.?$|[\s\x00-\x1f]/i);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(100);
});
