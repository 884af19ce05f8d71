import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  Config,
  Network,
  Peer,
  Quota,
  Rollout,
  Route,
  Scaling,
  Secrets,
  WebService,
  Worker,
} from 'cdk8s-twelve-factor';
import { diff, type ExpectedDifference, Manifests } from 'cdk8s-twelve-factor/testing';
import { GOLDEN, readTree } from '../support/trees';
import { application, told } from './support';

const image = 'registry.example.com/lulu:1.5.0';
const ALL: readonly ExpectedDifference[] = ['namespaces', 'hosts', 'scaling', 'resources', 'rollout'];

const lulu = application(
  (chart, env) => {
    const isProduction = env.name === 'production';
    new WebService(chart, 'api', {
      image,
      port: 8080,
      config: Config.fromObject({ LOG_LEVEL: isProduction ? 'info' : 'debug', CALLBACK: `https://id.${env.domain}/x` }),
      secrets: [Secrets.existing('lulu-secret')],
      routes: [Route.to(`api.${env.domain}`, '/v1/lulu')],
      network: Network.policy({ allowFrom: [Peer.application('shop')] }),
      scaling: isProduction ? Scaling.between(5, 20) : Scaling.fixed(1),
      rollout: isProduction
        ? Rollout.blueGreen({ previewRoute: Route.to(`preview.${env.domain}`) })
        : Rollout.rolling(),
    });
    new Worker(chart, 'mailer', { image });
  },
  { quota: () => Quota.computed() },
);
const { staging, production } = Manifests.all(lulu);

test('an environment does not differ from itself', () => {
  expect(diff(production, production).lines).toEqual([]);
  diff(staging, staging).expectOnly([]);
});

test('everything that differs is told: slots are folded, and what follows from config is left out', () => {
  const { lines } = diff(staging, production);
  expect(lines).toEqual(
    expect.arrayContaining([
      'ConfigMap/lulu-api data.LOG_LEVEL: debug → info',
      'ConfigMap/lulu-api metadata.namespace: lulu-staging → lulu-production',
      'Deployment/lulu-api spec.replicas: 1 → none',
      'HorizontalPodAutoscaler/lulu-api: in production alone',
      'Namespace/lulu-staging: in staging alone',
      'Service/lulu-api-preview: in production alone',
    ]),
  );
  expect(lines.join('\n')).not.toMatch(/blue|green|checksum/);
});

test('what is expected is ignored, each kind of it by itself', () => {
  const leftWithout = (...ignored: ExpectedDifference[]) =>
    diff(staging, production, { ignore: ALL.filter((one) => !ignored.includes(one)) }).lines;
  expect(leftWithout()).toEqual(['ConfigMap/lulu-api data.LOG_LEVEL: debug → info']);
  const config = 'ConfigMap/lulu-api data.LOG_LEVEL: debug → info';
  expect(leftWithout('hosts')).toEqual([
    'ConfigMap/lulu-api data.CALLBACK: https://id.staging.example.com/x → https://id.example.com/x',
    config,
    expect.stringContaining('Ingress/lulu-api spec.rules[api.staging.example.com]: {"host"'),
    expect.stringContaining('Ingress/lulu-api spec.rules[api.example.com]: none → {"host":"api.example.com"'),
    'Ingress/lulu-api spec.tls[0].hosts[0]: api.staging.example.com → api.example.com',
  ]);
  expect(leftWithout('scaling').filter((line) => line !== config)).toEqual([
    'Deployment/lulu-api spec.replicas: 1 → none',
    'HorizontalPodAutoscaler/lulu-api: in production alone',
    'PodDisruptionBudget/lulu-api: in production alone',
    ...leftWithout('scaling').filter((line) => line.startsWith('ResourceQuota/lulu spec.hard')),
  ]);
  expect(leftWithout('rollout')).toEqual([
    config,
    'Ingress/lulu-api-preview: in production alone',
    'Service/lulu-api-preview: in production alone',
  ]);
  expect(leftWithout('namespaces')).toContain('Namespace/lulu-production: in production alone');
});

test('the order in which kinds are ignored says nothing', () => {
  const ignore = [...ALL].reverse();
  expect(diff(staging, production, { ignore }).lines).toEqual(diff(staging, production, { ignore: ALL }).lines);
});

describe('what is listed', () => {
  const differences = diff(staging, production, { ignore: ALL });

  test.each([
    'ConfigMap/lulu-api',
    'ConfigMap/lulu-api data.LOG_LEVEL',
    'ConfigMap/lulu-api data',
    'ConfigMap/* data.LOG_*',
  ])('may be %s', (entry) => {
    differences.expectOnly([entry]);
  });

  test('is all that differs, and each of it does', () => {
    expect(told(() => differences.expectOnly(['ConfigMap/lulu-api data.LOG_LEVLE', 'Service/lulu-api']))).toBe(
      [
        '[lulu/staging → lulu/production] differences: 1 more than listed, 2 listed and not there; make the environments alike, or correct the list (TF3506)',
        '  + ConfigMap/lulu-api data.LOG_LEVEL: debug → info',
        '  - ConfigMap/lulu-api data.LOG_LEVLE (did you mean ConfigMap/lulu-api data.LOG_LEVEL?)',
        '  - Service/lulu-api',
      ].join('\n'),
    );
  });

  test('is no field that only begins alike', () => {
    expect(told(() => differences.expectOnly(['ConfigMap/lulu-api data.LOG']))).toContain('TF3506');
    expect(told(() => differences.expectOnly(['ConfigMap/lulu']))).toContain('TF3506');
  });
});

test('a service that is in one environment alone is told', () => {
  const some = application((chart, env) => {
    new Worker(chart, 'mailer', { image });
    if (env.name === 'staging') new Worker(chart, 'debug', { image });
  });
  const all = Manifests.all(some);
  expect(diff(all.staging, all.production, { ignore: ALL }).lines).toEqual([
    'Deployment/lulu-debug: in staging alone',
    'NetworkPolicy/lulu-debug: in staging alone',
    'ServiceAccount/lulu-debug: in staging alone',
  ]);
});

test('another path, or one host more, is no difference of hosts', () => {
  const some = application((chart, env) => {
    const path = env.choose({ production: '/v2', staging: '/v1' });
    const more = env.choose({ production: [Route.to('www.example.com')], staging: [] });
    new WebService(chart, 'api', { image, port: 8080, routes: [Route.to(`api.${env.domain}`, path)] });
    new WebService(chart, 'web', { image, port: 8080, routes: [Route.traefik(`web.${env.domain}`)] });
    new WebService(chart, 'www', { image, port: 8080, routes: [Route.to(`w3.${env.domain}`), ...more] });
  });
  const all = Manifests.all(some);
  const { lines } = diff(all.staging, all.production, { ignore: ALL });
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'Ingress/lulu-api spec.rules[api.example.com].http.paths[/v1]',
    'Ingress/lulu-api spec.rules[api.example.com].http.paths[/v2]',
    'Ingress/lulu-www spec.rules[www.example.com]',
    'Ingress/lulu-www spec.tls[0].hosts[1]',
  ]);
});

test('immutable config is compared by what is in it, not by its name', () => {
  const some = application((chart, env) => {
    const config = Config.fromObject({ A: env.name }).immutable();
    new Worker(chart, 'mailer', { image, config });
  });
  const all = Manifests.all(some);
  expect(diff(all.staging, all.production, { ignore: ALL }).lines).toEqual([
    'ConfigMap/lulu-mailer data.A: staging → production',
  ]);
});

test('namespaces by a rule of the platform are alike, also where they are the name of the application', () => {
  const namespace = (name: string, env: string) => (env === 'production' ? name : `${env}-${name}`);
  const some = application(
    (chart, env) =>
      void new WebService(chart, 'api', {
        image,
        port: 8080,
        config: Config.fromObject({
          SHOP: 'http://shop-web.staging-shop.svc',
          API: `http://lulu-api.${env.namespace}.svc`,
        }),
      }),
    { platform: { namespace } },
  );
  const all = Manifests.all(some);
  expect(all.production.find('Service').metadata.namespace).toBe('lulu');
  expect(diff(all.staging, all.production, { ignore: ALL }).lines).toEqual([]);
});

test('values of Secrets are never shown', () => {
  const secret = (value: string) =>
    Manifests.of([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { A: value } }]);
  expect(diff(secret('hush'), secret('other')).lines).toEqual(['Secret/s stringData.A: (hidden)']);
  const all = diff(secret('hush'), secret('other'), { ignore: ALL });
  expect(all.lines).toEqual(['Secret/s stringData.A: (hidden)']);
});

test.each(readdirSync(GOLDEN).filter((name) => readdirSync(join(GOLDEN, name)).includes('staging')))(
  'the golden trees of %s are compared with their counterparts',
  (name) => {
    const [first, second] = ['staging', 'production'].map((env) =>
      Manifests.of([...readTree(join(GOLDEN, name, env)).values()].map((text) => parse(text) as object)),
    );
    const { lines } = diff(first!, second!, { ignore: ALL });
    expect(lines.filter((line) => /namespace|staging\.example\.com|: staging → production/.test(line))).toEqual([]);
    expect(lines.length).toBeLessThan(diff(first!, second!).lines.length);
  },
);

test('what can not be ignored is told, with what can', () => {
  const ignoring = (options: object) => () => diff(staging, production, options);
  expect(ignoring({ ignore: ['namespace'] })).toThrow(
    "diff.ignore: that list is not what it has to be; give it as in ignore: ['namespaces', 'hosts', 'scaling', 'resources', 'rollout'] (TF1017)",
  );
  expect(ignoring({ ignor: ['hosts'] })).toThrow('diff.ignor: there is no such prop; did you mean ignore? (TF1020)');
});
