import { ApiObject, type Chart } from 'cdk8s';
import { ExternalService, Health, ReleaseTask, Secrets, WebService, Worker } from '../../../lib';
import { type BadInput, cron, image, untyped, web } from '../support';

const LABEL =
  'is not a DNS label; use lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit (TF1001)';
const REFERENCE = 'give it as registry/name:tag or registry/name@sha256:digest, the name in lower case (TF1003)';

const sidecar = (props: object) =>
  web({ sidecars: [{ name: 'exporter', image: 'a/b:1', health: Health.none({ because: 'exits' }), ...props }] });

export const names: readonly BadInput[] = [
  {
    what: 'a service in upper case',
    told: `[lulu/production/Api] name: "Api" ${LABEL}`,
    define: web({}, 'Api'),
  },
  {
    what: 'a service that leads out of its folder',
    told: `[lulu/production/../api] name: "../api" ${LABEL}`,
    define: web({}, '../api'),
  },
  {
    what: 'a service that begins with a digit',
    told: `[lulu/production/2fa] name: "2fa" ${LABEL}`,
    define: web({}, '2fa'),
  },
  {
    what: 'a service that looks like an option',
    told: `[lulu/production/-rf] name: "-rf" ${LABEL}`,
    define: web({}, '-rf'),
  },
  {
    what: 'a service that is called as what every object of JavaScript has',
    told: '[lulu/production/constructor] name: "constructor" is taken by JavaScript itself; choose another name (TF1001)',
    define: web({}, 'constructor'),
  },
  {
    what: 'an external service with an underscore',
    told: `[lulu/production/my_db] name: "my_db" ${LABEL}`,
    define: (chart) => void new ExternalService(chart, 'my_db', { host: 'db.example.com' }),
  },
  {
    what: 'a service of 64 characters',
    told: `[lulu/production/${'a'.repeat(64)}] name: "lulu-${'a'.repeat(64)}" has 69 characters; give shorter names: at most 63 characters together (TF1002)`,
    define: web({}, 'a'.repeat(64)),
  },
  {
    what: 'names that are too long together alone',
    told: `[lulu/production/${'a'.repeat(59)}] name: "lulu-${'a'.repeat(59)}" has 64 characters; give shorter names: at most 63 characters together (TF1002)`,
    define: web({}, 'a'.repeat(59)),
  },
  {
    what: 'a cron task whose jobs would have too long names',
    told: `[lulu/production/${'r'.repeat(48)}] name: "lulu-${'r'.repeat(48)}" has 53 characters; give shorter names: at most 52 characters together (TF1002)`,
    define: cron({}, 'r'.repeat(48)),
  },
  {
    what: 'a release task that is too long with its version',
    told: `[lulu/production/${'m'.repeat(53)}] name: "lulu-${'m'.repeat(53)}-1-5-0" has 64 characters; give shorter names: at most 63 characters together (TF1002)`,
    define: (chart) => void new ReleaseTask(chart, 'm'.repeat(53), { image }),
    bare: false,
  },
  {
    what: 'a secret of a release task that is too long with the version',
    told: `[lulu/production/${'m'.repeat(50)}] secrets: "lulu-${'m'.repeat(50)}-1-5-0-db" has 64 characters; give shorter names: at most 63 characters together (TF1002)`,
    define: (chart) =>
      void new ReleaseTask(chart, 'm'.repeat(50), {
        image,
        secrets: [Secrets.external({ store: 'vault', path: 'lulu', name: 'db' })],
      }),
    bare: false,
  },
  {
    what: 'one name for two services',
    told: '[lulu/production/api] name: "api" is taken in this application; give each service a name of its own (TF1005)',
    define: (chart) => {
      web({})(chart);
      new Worker(chart, 'api', { image });
    },
  },
  {
    what: 'a sidecar in upper case',
    told: '[lulu/production/api/Exporter] sidecar: "Exporter" is not a DNS label; use lower-case letters, digits and hyphens (TF1001)',
    define: sidecar({ name: 'Exporter' }),
  },
  {
    what: 'a sidecar that is called like the process',
    told: '[lulu/production/api/api] sidecar: "api" is taken by another container of the pod; give each container a name of its own (TF1005)',
    define: sidecar({ name: 'api' }),
  },
  {
    what: 'an external service that is called like a service',
    told: '[lulu/production/api] name: "api" is taken in this application; give each service a name of its own (TF1005)',
    define: (chart) => {
      web({})(chart);
      new ExternalService(chart, 'api', { host: 'db.example.com' });
    },
  },
  {
    what: 'two objects of one name',
    told: '[lulu/production] Deployment.lulu-api: both lulu/api/Deployment and lulu/extra make it; give one of them another name (TF1901)',
    define: (chart) => {
      web({})(chart);
      new ApiObject(chart, 'extra', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'lulu-api' } });
    },
    bare: false,
  },
];

export const images: readonly BadInput[] = [
  {
    what: 'an image in upper case',
    told: `[lulu/production/api] image: "registry.example.com/Lulu/API:1.5.0" is no image reference; ${REFERENCE}`,
    define: web({ image: 'registry.example.com/Lulu/API:1.5.0' }),
  },
  {
    what: 'an image with a scheme',
    told: `[lulu/production/api] image: "https://registry.example.com/lulu/api" is no image reference; ${REFERENCE}`,
    define: web({ image: 'https://registry.example.com/lulu/api' }),
  },
  {
    what: 'an image with half a digest',
    told: `[lulu/production/api] image: "lulu/api@sha256:abc" is no image reference; ${REFERENCE}`,
    define: web({ image: 'lulu/api@sha256:abc' }),
  },
  {
    what: 'an empty image',
    told: `[lulu/production/api] image: "" is no image reference; ${REFERENCE}`,
    define: web({ image: '' }),
  },
  {
    what: 'no image',
    told: `[lulu/production/api] image: undefined is no image reference; ${REFERENCE}`,
    define: web({ image: untyped(undefined) }),
  },
  {
    what: 'a tag that can move, in a protected environment',
    told: `[lulu/production/api] image: tag "latest" can move to another image; give the build's own tag or its digest: this environment is protected (TF1004)`,
    define: web({ image: 'registry.example.com/lulu/api:latest' }),
    environments: ['production'],
    bare: false,
  },
  {
    what: 'a sidecar without a tag',
    told: `[lulu/production/api/exporter] image: "prom/exporter" has no tag; give the sidecar's own tag or digest: it does not take the application's build (TF1004)`,
    define: sidecar({ image: 'prom/exporter' }),
  },
  {
    what: 'a sidecar whose tag can move, in a protected environment',
    told: `[lulu/production/api/exporter] image: tag "main" can move to another image; give the build's own tag or its digest: this environment is protected (TF1004)`,
    define: sidecar({ image: 'prom/exporter:main' }),
    environments: ['production'],
    bare: false,
  },
  {
    what: 'a release task without a release',
    told: '[lulu/production/migrate] version: none is known, and the Job is named by it; put it into an Application, with `version` or VERSION (TF1805)',
    define: (chart: Chart) => void new ReleaseTask(chart, 'migrate', { image }),
    environments: [],
  },
  {
    what: 'an environment without a domain that is asked for it',
    told: '[lulu/staging] domain: the platform gives none for this environment; give `domain` there (TF1009)',
    define: (chart, env) =>
      void new WebService(chart, 'api', { image, port: 8080, env: { HOST: `api.${env.domain}` } }),
    environments: ['staging'],
    bare: false,
  },
  {
    what: 'a choice that names an unknown environment',
    told: '[lulu/production] env.choose: "prod" is no environment; use staging, production or default (TF1010)',
    define: (_, env) => void env.choose({ prod: 1, default: 2 } as never),
    bare: false,
  },
  {
    what: 'a choice that leaves an environment out',
    told: '[lulu/production] env.choose: nothing is chosen for production; name production or give a default (TF1010)',
    define: (_, env) => void env.choose({ staging: 1 } as never),
    environments: ['production'],
    bare: false,
  },
];
