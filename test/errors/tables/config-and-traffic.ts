import { ApiObject } from 'cdk8s';
import { Config, Middleware, Network, Peer, Route, Secrets, Tls } from '../../../lib';
import { type BadInput, fileOf, untyped, web, worker } from '../support';

const KEEP =
  'keep it in a Secret (Secrets.existing, Secrets.external, Secrets.sealed), or give the reason why it is none';

const env = (name: string, text: string) => web({ config: Config.fromEnvFile(fileOf(name, text)) });

export const config: readonly BadInput[] = [
  {
    what: 'an env file that is missing',
    told: '[lulu/production/api] config/lulu/nowhere.env: does not exist; create it, or correct the path, which is relative to the current folder (TF1101)',
    define: web({ config: Config.fromEnvFile('config/lulu/nowhere.env') }),
  },
  {
    what: 'an env file that is a folder',
    told: '[lulu/production/api] config: is a folder; create it, or correct the path, which is relative to the current folder (TF1101)',
    define: web({ config: Config.fromEnvFile('config') }),
  },
  {
    what: 'an env file with a line that is no assignment',
    told: '[lulu/production/api] malformed.env:2: has no "="; write KEY=value, or begin a comment with "#" (TF1103)',
    define: env('malformed.env', 'A=1\nB\n'),
  },
  {
    what: 'an env file with a key that no process can have',
    told: '[lulu/production/api] key.env:1: "2FA" is no name of an environment variable; use letters, digits and underscores, not beginning with a digit (TF1104)',
    define: env('key.env', '2FA=on\n'),
  },
  {
    what: 'an env file with an open quote',
    told: '[lulu/production/api] quote.env:1: GREETING: the quote " is never closed; close it (TF1105)',
    define: env('quote.env', 'GREETING="hello\nB=1\n'),
  },
  {
    what: 'an env file with one key twice',
    told: '[lulu/production/api] twice.env:3: A is also at twice.env:1; keep one of the two (TF1107)',
    define: env('twice.env', 'A=1\nB=1\nA=2\n'),
  },
  {
    what: 'a key from two sources',
    told: `[lulu/production/api] config A: comes from Config.fromObject and again from Config.fromObject; drop one of them, or give the later source overrides: ['A'] (TF1108)`,
    define: web({ config: [Config.fromObject({ A: '1' }), Config.fromObject({ A: '2' })] }),
  },
  {
    what: 'a required key that comes from nowhere',
    told: '[lulu/production/api] config: required DATABASE_HOST comes from nowhere; add it to a config source or to env, or refer to a secret that declares it in keys (TF1112)',
    define: web({ config: Config.fromObject({}, { required: ['DATABASE_HOST'] }) }),
  },
  {
    what: 'a password in config',
    told: `[lulu/production/api] config DATABASE_PASSWORD: Config.fromObject looks like a credential: its name says PASSWORD; ${KEEP}: allow: { DATABASE_PASSWORD: '...' } (TF1113)`,
    define: web({ config: Config.fromObject({ DATABASE_PASSWORD: 'correct horse' }) }),
  },
  {
    what: 'a password in the literal environment',
    told: `[lulu/production/api] env API_TOKEN: looks like a credential: its name says TOKEN; ${KEEP}: in Config.fromObject allow: { API_TOKEN: '...' } (TF1113)`,
    define: web({ env: { API_TOKEN: 'correct horse' } }),
  },
  {
    what: 'a plain object as config',
    told: '[lulu/production/api] config: something given is no Config; use Config.fromEnvFile, Config.fromObject or Config.logs (TF1109)',
    define: web({ config: untyped([{ A: '1' }]) }),
  },
  {
    what: 'a number in the literal environment',
    told: '[lulu/production/api] env: A is no string; give a string (TF1109)',
    define: web({ env: untyped({ A: 5 }) }),
  },
  {
    what: 'a Secret that no cluster can have',
    told: '[lulu/production/api] secrets: "Lulu_Secret" is no DNS name; use lower-case letters, digits, hyphens and dots, at most 253 characters (TF1116)',
    define: web({ secrets: [Secrets.existing('Lulu_Secret')] }),
  },
  {
    what: 'an external secret without a path',
    told: '[lulu/production/api] secrets lulu-api-secret path: "" is no path; give the path or name under which the store keeps the secret (TF1119)',
    define: web({ secrets: [Secrets.external({ store: 'vault', path: '' })] }),
  },
  {
    what: 'a sealed secret that is a plain one',
    told: '[lulu/production/api] plain.yaml: holds a plain Secret; seal it with kubeseal, and take the plain one out of git: its values count as known (TF1121)',
    define: web({
      secrets: [
        Secrets.sealed(fileOf('plain.yaml', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  A: eA==\n')),
      ],
    }),
  },
  {
    what: 'a Secret with its values',
    told: '[lulu/production] Secret.lulu-secret: a Secret with its values would be committed to git; use Secrets.existing, Secrets.external or Secrets.sealed (TF1903)',
    define: (chart) => {
      const values = { stringData: { PASSWORD: 'correct horse' } };
      new ApiObject(chart, 'secret', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'lulu-secret' },
        ...values,
      });
    },
    bare: false,
  },
  {
    what: 'an override that YAML cannot hold',
    told: '[lulu/production] lulu/api/Deployment: spec.template.spec.activeDeadlineSeconds: cannot write NaN as YAML; give text, finite numbers, booleans, lists and plain objects (TF1908)',
    define: web({ podOverrides: { activeDeadlineSeconds: NaN } }),
    bare: false,
  },
  {
    what: "what a construct's own validation refuses",
    told: '[lulu/production] lulu: two leaders; see the construct whose validation it is (TF1902)',
    define: (chart) => chart.node.addValidation({ validate: () => ['two leaders'] }),
    bare: false,
  },
];

export const traffic: readonly BadInput[] = [
  {
    what: 'a route to a URL',
    told: '[lulu/production/api] routes: host "https://api.example.com" has a scheme; give the host alone: "api.example.com" (TF1501)',
    define: web({ routes: [Route.to('https://api.example.com')] }),
  },
  {
    what: 'a route to a path that leads up',
    told: '[lulu/production/api] routes: path "/v1/../admin" has an empty, "." or ".." segment; write the path as requests have it (TF1502)',
    define: web({ routes: [Route.to('api.example.com', '/v1/../admin')] }),
  },
  {
    what: 'one host and path for two services',
    told: '[lulu/production/two] routes: api.example.com/v1 is served by service "one" already; give one of them another host or path (TF1503)',
    define: (chart) => {
      web({ routes: [Route.to('api.example.com', '/v1')] }, 'one')(chart);
      web({ routes: [Route.traefik('api.example.com', '/v1/')] }, 'two')(chart);
    },
  },
  {
    what: 'one route twice',
    told: '[lulu/production/api] routes: api.example.com/ is given twice; give each host and path once (TF1504)',
    define: web({ routes: [Route.to('api.example.com'), Route.to('api.example.com', '/')] }),
  },
  {
    what: 'a certificate from nowhere',
    told: '[lulu/production/api] routes: Secret "My Cert" is no name; give its name in the cluster (TF1506)',
    define: web({ routes: [Route.to('api.example.com', '/', { tls: Tls.secret('My Cert') })] }),
  },
  {
    what: 'a middleware that strips nothing',
    told: '[lulu/production/api] middleware "strip-prefix": has no prefix; give a path such as "/v1/lulu" (TF1511)',
    define: web({ routes: [Route.traefik('api.example.com', '/', { middlewares: [Middleware.stripPrefix([])] })] }),
  },
  {
    what: 'an address block with bits beyond its prefix',
    told: '[lulu/production/api] network.allowTo: "10.0.0.1/8" has bits beyond its prefix; write "10.0.0.0/8" (TF1521)',
    define: web({ network: Network.policy({ allowTo: [Peer.cidr('10.0.0.1/8')] }) }),
  },
  {
    what: 'an address that is no block',
    told: '[lulu/production/api] network.allowFrom: "10.0.0.1" is no address block; give one such as "10.0.0.0/8"; a single address is "203.0.113.7/32" (TF1521)',
    define: web({ network: Network.policy({ allowFrom: [Peer.cidr('10.0.0.1')] }) }),
  },
  {
    what: 'a peer at no port',
    told: '[lulu/production/api] network.allowTo: 0/TCP is no port; give a whole number from 1 to 65535, and TCP, UDP or SCTP (TF1523)',
    define: web({ network: Network.policy({ allowTo: [Peer.anywhere().on(0)] }) }),
  },
  {
    what: 'a caller of a process that declares no port',
    told: '[lulu/production/mailer] network.allowFrom: the process declares no port, so every port would be open; say which one with .on(port) (TF1526)',
    define: worker({ network: Network.policy({ allowFrom: [Peer.namespace('tools')] }) }),
  },
  {
    what: 'an open network without a reason',
    told: '[lulu/production/api] network: Network.open has no reason; say why in `because` (TF1525)',
    define: web({ network: Network.open({ because: '' }) }),
  },
];
