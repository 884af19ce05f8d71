import { App, Chart, JsonPatch } from 'cdk8s';
import { Config, Rollout, Scaling, TwelveFactorError, WebService, Worker } from 'cdk8s-twelve-factor';
import { type KubeObject, Manifests } from 'cdk8s-twelve-factor/testing';
import { application, told } from './support';

const image = 'registry.example.com/lulu:1.5.0';
const lulu = application((chart, env) => {
  new WebService(chart, 'api', {
    image,
    port: 8080,
    scaling: env.choose({ production: Scaling.fixed(5), default: Scaling.fixed(1) }),
    rollout: env.choose({ production: Rollout.blueGreen(), default: Rollout.rolling() }),
  });
});
const staging = Manifests.of(lulu, 'staging');

describe('manifests are those of', () => {
  test('an application in an environment, rendered in memory', () => {
    expect(staging.find('Deployment', 'lulu-api').spec.replicas).toBe(1);
    expect(Manifests.of(lulu, 'production').find('Deployment', 'lulu-api-blue').spec.replicas).toBe(5);
  });

  test('every environment, by its name', () => {
    const all = Manifests.all(lulu);
    expect(Object.keys(all)).toEqual(['staging', 'production']);
    expect(all.staging.objects).toEqual(staging.objects);
  });

  test('a bundle, a tree and a list of objects', () => {
    const bundle = lulu.render();
    const [tree] = bundle.environments.values();
    for (const same of [Manifests.of(bundle, 'staging'), Manifests.of(tree!), Manifests.of(staging.objects)]) {
      expect(same.objects).toEqual(staging.objects);
    }
  });

  test('a bare chart, with any construct of it', () => {
    const chart = new Chart(new App(), 'lulu', { namespace: 'mine' });
    new Worker(chart, 'mailer', { image });
    expect(Manifests.of(chart).find('Deployment', 'lulu-mailer').metadata.namespace).toBe('mine');
  });

  test('nothing else', () => {
    expect(told(() => Manifests.of(7 as never))).toMatch(/^Manifests.of: number has no manifests; .* \(TF3501\)$/);
    expect(told(() => Manifests.of([{ kind: 'Service' }]))).toMatch(/^object 0: it has no kind or no name; .*TF3501/);
    expect(told(() => Manifests.of(lulu, 'prod' as never))).toBe(
      '[lulu] environment: there is no prod; give one of staging and production (TF3501)',
    );
  });

  test('no application that is wrong: its mistakes are told', () => {
    const wrong = application((chart) => void new WebService(chart, 'api', { image, port: 0 }));
    expect(() => Manifests.of(wrong, 'staging')).toThrow(TwelveFactorError);
    expect(told(() => Manifests.of(wrong, 'staging'))).toContain('[lulu/staging/api] port');
  });

  test('the same on every run, and sorted', () => {
    expect(Manifests.of(lulu, 'production').objects).toEqual(Manifests.of(lulu, 'production').objects);
    expect([...staging.names].sort()).toEqual(staging.names);
  });
});

test('a misspelt environment does not compile', () => {
  // @ts-expect-error there is none of this name
  expect(() => Manifests.of(lulu, 'prodution')).toThrow('TF3501');
});

describe('an object', () => {
  test('is found by kind and name, or by its kind where it is the only one', () => {
    expect(staging.find('Service')).toBe(staging.find('Service', 'lulu-api'));
    expect(staging.findAll('NetworkPolicy').map(({ metadata }) => metadata.name)).toEqual(['default-deny', 'lulu-api']);
    expect(staging.findAll('CronJob')).toEqual([]);
  });

  test('has the fields that are written, as they are spelt', () => {
    const chart = new Chart(new App(), 'lulu');
    const { service } = new WebService(chart, 'api', { image, port: 8080, podOverrides: { hostIPC: false } });
    service?.addJsonPatch(JsonPatch.add('/spec/clusterIP', 'None'));
    const manifests = Manifests.of(chart);
    const port: number | string | undefined = manifests.find('Service').spec.ports?.[0]?.targetPort;
    expect([port, manifests.find('Service').spec.clusterIP]).toEqual(['http', 'None']);
    expect(manifests.pod('Deployment').hostIPC).toBe(false);
    expect(manifests.container('Deployment').resources?.limits?.['cpu']).toBe('500m');
  });

  test('of a kind without types has any field', () => {
    const kafka = { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', metadata: { name: 'bus' }, spec: { a: 1 } };
    const found: KubeObject = Manifests.of([kafka]).find('Kafka', 'bus');
    expect(found).toMatchObject({ spec: { a: 1 } });
  });

  test('that is not there is told with those that are', () => {
    const production = Manifests.of(lulu, 'production');
    expect(told(() => production.find('Deployment', 'lulu-api'))).toBe(
      '[lulu/production] Deployment/lulu-api: is not there; did you mean Deployment/lulu-api-blue? there are Deployment/lulu-api-blue and Deployment/lulu-api-green (TF3502)',
    );
    expect(told(() => production.find('deployment'))).toContain('deployment: is not there; did you mean Deployment?');
    expect(told(() => production.find('Deployment'))).toBe(
      '[lulu/production] Deployment: there are 2 of them: Deployment/lulu-api-blue and Deployment/lulu-api-green; give its name (TF3502)',
    );
  });

  test('that is in two namespaces is told to be', () => {
    const role = { apiVersion: 'v1', kind: 'Service', spec: {} };
    const both = [{ namespace: 'a' }, { namespace: 'b' }].map((where) => ({
      ...role,
      metadata: { name: 'x', ...where },
    }));
    expect(told(() => Manifests.of(both).find('Service', 'x'))).toContain(
      'there are 2 of them; take them from findAll',
    );
  });

  test('among very many is told with the nearest', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `config-${index}` },
    }));
    const message = told(() => Manifests.of(many).find('ConfigMap', 'config-77'));
    expect(message).toMatch(/did you mean ConfigMap\/config-\d?7\? .* and 38 more \(TF3502\)$/);
  });
});

describe('a container', () => {
  test('is the process itself, or one by its name', () => {
    expect(staging.container('Deployment', 'lulu-api')).toMatchObject({ name: 'api', image });
    expect(staging.container('Deployment', 'lulu-api', 'api')).toBe(staging.container('Deployment'));
  });

  test('that is not there is told with those that are', () => {
    expect(told(() => staging.container('Deployment', 'lulu-api', 'proxy'))).toBe(
      '[lulu/staging] container proxy: Deployment/lulu-api has none of that name; there are api (TF3504)',
    );
    expect(told(() => staging.pod('Service'))).toContain('Service/lulu-api: it makes no pods');
  });
});

describe('the objects that are expected', () => {
  const names = [
    'Deployment/lulu-api',
    'LimitRange/lulu',
    'Namespace/lulu-staging',
    'NetworkPolicy/default-deny',
    'NetworkPolicy/lulu-api',
    'ResourceQuota/lulu',
    'Service/lulu-api',
    'ServiceAccount/lulu-api',
  ];

  test('are all that there are, in any order', () => {
    staging.expectKinds(names);
    staging.expectKinds([...names].reverse());
  });

  test('are told as a diff where they are not', () => {
    const expected = [...names.filter((name) => name !== 'LimitRange/lulu'), 'Ingress/lulu-api'];
    expect(told(() => staging.expectKinds(expected)).split('\n')).toEqual([
      '[lulu/staging] objects: 2 of them are not as expected; correct what is expected (-) or what is rendered (+) (TF3503)',
      '    Deployment/lulu-api',
      '  - Ingress/lulu-api',
      '  + LimitRange/lulu',
      '    Namespace/lulu-staging',
      '    NetworkPolicy/default-deny',
      '    NetworkPolicy/lulu-api',
      '    ResourceQuota/lulu',
      '    Service/lulu-api',
      '    ServiceAccount/lulu-api',
    ]);
  });

  test('are counted', () => {
    expect(told(() => staging.expectKinds([...names, 'Service/lulu-api']))).toContain('\n  - Service/lulu-api');
    expect(told(() => staging.expectKinds([]))).toContain('8 of them are not as expected');
  });
});

test('the kit writes nothing into what it looks at', () => {
  const chart = new Chart(new App(), 'lulu');
  new WebService(chart, 'api', { image, port: 8080, config: Config.fromObject({ A: '1' }) });
  const objects = chart.toJson() as object[];
  const before = JSON.stringify(objects);
  const manifests = Manifests.of(objects);
  manifests.environmentOf(manifests.container('Deployment'));
  manifests.endpointsOf('lulu-api');
  manifests.routeTo('a.example.com', '/');
  expect(JSON.stringify(objects)).toBe(before);
});
