import { ConfigMap } from 'cdk8s-plus-27';
import {
  Application,
  Cpu,
  Metrics,
  Platform,
  Quota,
  Resources,
  Rollout,
  Route,
  Scaling,
  Security,
  Tls,
  WebService,
} from '../../lib';
import { Manifests } from '../../lib/testing';
import { at, image, render, renderWeb, renderWorker } from '../service/support';

const labels = {
  'app.kubernetes.io/name': 'lulu',
  'app.kubernetes.io/instance': 'lulu',
  'app.kubernetes.io/part-of': 'lulu',
  'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
  env: 'production',
  owner: 'team-lulu',
};

describe('the namespace of an application', () => {
  const objects = renderWeb({}, { application: { owner: 'team-lulu' } });

  test('belongs to it and its environment, and is in no namespace itself', () => {
    expect(objects.find('Namespace').metadata).toEqual({
      name: 'lulu-production',
      labels: {
        ...labels,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    });
  });

  test('is where every other object is', () => {
    for (const name of objects.names.filter((other) => other !== 'Namespace/lulu-production')) {
      const found = objects.findAll(name.split('/')[0]!).map((object) => at(object, 'metadata.namespace'));
      expect(new Set(found)).toEqual(new Set(['lulu-production']));
    }
  });

  test('lets nothing in or out that no service allows', () => {
    const [policy] = objects
      .findAll('NetworkPolicy')
      .filter((object) => at(object, 'metadata.name') === 'default-deny');
    expect(policy).toMatchObject({
      metadata: { labels },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    expect(Object.keys(at(policy, 'spec') as object)).toEqual(['podSelector', 'policyTypes']);
  });

  test('has limits for containers that somebody injects', () => {
    expect(objects.find('LimitRange').spec.limits).toEqual([
      {
        type: 'Container',
        default: { cpu: '500m', memory: '256Mi' },
        defaultRequest: { cpu: '100m', memory: '256Mi' },
      },
    ]);
  });

  test('limits no cpu where the platform does not', () => {
    const unlimited = renderWeb({}, { environment: { cpuLimits: false } });
    expect(at(unlimited.find('LimitRange'), 'spec.limits.0.default')).toEqual({ memory: '256Mi' });
  });

  test('gives no limit to the pods of a service that is to have none', () => {
    const unlimited = renderWeb({ resources: Resources.withoutCpuLimit({ cpu: { request: Cpu.units(2) } }) });
    // A default of 500m would be injected, and a request of 2 beside it refused.
    expect(at(unlimited.find('LimitRange'), 'spec.limits.0.default')).toEqual({ memory: '256Mi' });
  });

  test('is called as the platform says', () => {
    const named = renderWeb({}, { environment: { namespace: (application, env) => `${env}-${application}` } });
    expect(named.find('Namespace').metadata.name).toBe('production-lulu');
    expect(named.find('Service').metadata.namespace).toBe('production-lulu');
  });

  test('has labels and annotations of the platform beside its own, of which an environment changes some', () => {
    const platform = new Platform({
      namespaceLabels: { 'istio-injection': 'enabled', 'pod-security.kubernetes.io/enforce-version': 'v1.31' },
      namespaceAnnotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
      environments: { staging: {}, production: { namespaceLabels: { 'istio-injection': 'disabled' } } },
    });
    const application = new Application('lulu', { platform, version: '1.5.0' }, (chart) =>
      renderWebInto(chart, 'api', Security.restricted()),
    );
    const metadataOf = (name: 'staging' | 'production') => Manifests.of(application, name).find('Namespace').metadata;
    expect(metadataOf('staging')).toMatchObject({
      labels: { 'istio-injection': 'enabled', 'app.kubernetes.io/name': 'lulu' },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
    });
    expect(metadataOf('production')).toMatchObject({
      labels: {
        'istio-injection': 'disabled',
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.31',
      },
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' },
    });
  });

  test('admits the least that all pods together need', () => {
    const mixed = render((chart) => {
      renderWebInto(chart, 'strict', Security.restricted());
      renderWebInto(chart, 'loose', Security.relaxed({ root: 'binds the time server' }));
    });
    expect(mixed.find('Namespace').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
    });
  });
});

test('a namespace that is shared is left to others, with all that belongs to it', () => {
  const objects = renderWeb({}, { application: { ownsNamespace: false } });
  for (const kind of ['Namespace', 'ResourceQuota', 'LimitRange']) expect(objects.findAll(kind)).toEqual([]);
  expect(objects.names).toContain('NetworkPolicy/lulu-api');
  expect(objects.names).not.toContain('NetworkPolicy/default-deny');
  expect(objects.find('Service').metadata.namespace).toBe('lulu-production');
});

describe('a certificate that an issuer signs', () => {
  const issued = { routes: [Route.to('api.example.com'), Route.to('www.example.com')] };
  const issuer = { ingress: { certificateIssuer: 'letsencrypt', namespace: 'edge' } };
  const solver = { namespace: 'lulu-production', labels: { 'acme.cert-manager.io/http01-solver': 'true' } };
  const named = 'NetworkPolicy/acme-http01-solver';

  test('lets the ingress controller reach what proves whose the host is, and nobody else', () => {
    const objects = renderWeb(issued, { environment: issuer, application: { owner: 'team-lulu' } });
    const mayReach = (namespace: string, port: number) => objects.mayCall({ namespace }, solver, port);
    expect(mayReach('edge', 8089)).toBe(true);
    expect(mayReach('edge', 8080)).toBe(false);
    expect(mayReach('lulu-production', 8089)).toBe(false);
    expect(mayReach('traefik', 8089)).toBe(false);
    expect(objects.mayCall(solver, { ip: '203.0.113.7' }, 443)).toBe(false);
    expect(objects.find('NetworkPolicy', 'acme-http01-solver').metadata.labels).toEqual(labels);
  });

  test('leaves the quota what proves its hosts, also where nothing of it is left', () => {
    const single = { ...issued, scaling: Scaling.fixed(1), rollout: Rollout.recreate() };
    expect(renderWeb(single, { environment: issuer }).find('ResourceQuota').spec.hard).toEqual({
      'requests.cpu': '120m',
      'limits.cpu': '700m',
      'requests.memory': '384Mi',
      'limits.memory': '384Mi',
    });
  });

  test.each([
    [
      'opens a way to what proves it, whatever the kind of route',
      [Route.traefik('api.example.com', '/', { tls: Tls.issuedBy('letsencrypt') })],
      true,
    ],
    [
      'opens none for a wildcard, which HTTP does not prove',
      [Route.to('*.example.com', '/', { tls: Tls.issuedBy('dns') })],
      false,
    ],
    [
      'opens none where somebody else keeps it',
      [Route.to('api.example.com', '/', { tls: Tls.secret('api-tls') })],
      false,
    ],
  ])('%s', (_, routes, isProved) => {
    expect(renderWeb({ routes }).names.includes(named)).toBe(isProved);
  });

  test('is let be in a namespace of others, who deny what they deny', () => {
    expect(renderWeb(issued, { environment: issuer, application: { ownsNamespace: false } }).names).not.toContain(
      named,
    );
  });
});

test('an application without workloads needs no quota', () => {
  const objects = render((chart) => void new ConfigMap(chart, 'map', { metadata: { name: 'map' }, data: { a: 'b' } }));
  expect(objects.names).toEqual([
    'ConfigMap/map',
    'LimitRange/lulu',
    'Namespace/lulu-production',
    'NetworkPolicy/default-deny',
  ]);
});

test('no quota is a choice', () => {
  expect(renderWorker({}, { application: { quota: () => Quota.none() } }).findAll('ResourceQuota')).toEqual([]);
});

test('Prometheus is let in from where the platform runs it', () => {
  const objects = renderWeb(
    { metrics: Metrics.at('/metrics') },
    { environment: { monitoringNamespace: 'observability' } },
  );
  const [policy] = objects.findAll('NetworkPolicy').filter((object) => at(object, 'metadata.name') === 'lulu-api');
  expect(JSON.stringify(at(policy, 'spec.ingress'))).toContain('"kubernetes.io/metadata.name":"observability"');
});

function renderWebInto(chart: ConstructorParameters<typeof WebService>[0], id: string, security: Security): void {
  new WebService(chart, id, { image, port: 8080, security });
}
