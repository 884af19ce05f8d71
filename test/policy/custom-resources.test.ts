import { parseAllDocuments } from 'yaml';
import { Manifest, ManifestSet, RuleSet } from '../../lib/policy';

/** What is told of YAML by the rules about references, about budgets that keep all pods, and about pods that nobody makes again. */
function told(yaml: string): string[] {
  const manifests = parseAllDocuments(yaml).map((document) => new Manifest(document.toJS(), { source: 'a.yaml' }));
  return new RuleSet()
    .check(new ManifestSet(manifests))
    .filter(({ code }) => code.startsWith('TF30') || ['TF3216', 'TF3219'].includes(code))
    .map(({ code, manifest, given }) => `${code} ${manifest.title}: ${given}`);
}

/** What selects pods by a label, in all the ways that there are, and a route. */
function selecting(labels: string, port = 'http'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { ${labels} } }
spec: { selector: { ${labels} }, ports: [{ name: http, port: 80, targetPort: ${port} }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec: { minAvailable: 1, selector: { matchLabels: { ${labels} } }, unhealthyPodEvictionPolicy: AlwaysAllow }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { ${labels} } }, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { ${labels} } }, podMetricsEndpoints: [{ port: ${port} }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { ${labels} } }, endpoints: [{ port: http }] }
`;
}

const ROUTE = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: traefik
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web-rw, port: { number: 80 } } } }] } }]
`;

const templated = (apiVersion: string, kind: string, more = '') => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  ${more}
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: web:1, ports: [{ name: http, containerPort: 8080 }] }] }
`;

const resource = (apiVersion: string, kind: string, namespace = 'namespace: shop') => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: web, ${namespace} }
spec: { instances: 3 }
`;

const ROLLOUT = templated('argoproj.io/v1alpha1', 'Rollout', 'replicas: 3');

describe('a custom resource with a template of pods', () => {
  test.each([
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ['serving.knative.dev/v1', 'Service'],
    ['v1', 'ReplicationController'],
  ])('of %s, a %s makes them: what selects them is right', (apiVersion, kind) => {
    expect(told(templated(apiVersion, kind) + selecting('app: web'))).toEqual([]);
  });

  test('is known by its labels and ports, so that what is misspelt is told', () => {
    expect(told(ROLLOUT + selecting('app: wbe')).map((line) => line.split(': ')[0])).toEqual([
      'TF3001 Service/web',
      'TF3013 PodDisruptionBudget/web',
      'TF3033 NetworkPolicy/web',
      'TF3024 PodMonitor/web',
    ]);
    expect(told(ROLLOUT + selecting('app: web', 'htpp'))).toEqual([
      'TF3004 Service/web: Rollout/web declares no port htpp, but http (did you mean http?)',
      'TF3025 PodMonitor/web: what it selects has no port htpp, but http (did you mean http?)',
    ]);
    expect(told(ROLLOUT + ROUTE)).toEqual(['TF3021 Ingress/web: there is no Service web-rw']);
  });

  test('is not asked how its pods have to be: that is for its operator', () => {
    const findings = new RuleSet().check(
      new ManifestSet([new Manifest(parseAllDocuments(ROLLOUT)[0]?.toJS(), { source: 'a' })]),
    );
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});

describe('a custom resource of which nobody can read what it makes', () => {
  test.each([
    ['postgresql.cnpg.io/v1', 'Cluster'],
    ['kafka.strimzi.io/v1beta2', 'Kafka'],
    ['monitoring.coreos.com/v1', 'Prometheus'],
    ['flagger.app/v1beta1', 'Canary'],
  ])('as of %s a %s, leaves it open whether anything is missing', (apiVersion, kind) => {
    expect(told(resource(apiVersion, kind) + selecting('cnpg.io/cluster: web') + ROUTE)).toEqual([]);
    expect(told(resource(apiVersion, kind, '') + selecting('cnpg.io/cluster: web') + ROUTE)).toEqual([]);
  });

  test('leaves nothing open elsewhere, and one that makes no pods nothing at all', () => {
    const elsewhere = resource('postgresql.cnpg.io/v1', 'Cluster', 'namespace: data');
    const quiet = resource('cert-manager.io/v1', 'Issuer') + resource('gateway.networking.k8s.io/v1', 'Gateway');
    for (const others of [elsewhere, quiet]) {
      expect(told(others + selecting('app: web')).map((line) => line.split(' ')[0])).toEqual([
        'TF3001',
        'TF3013',
        'TF3033',
        'TF3024',
      ]);
    }
  });

  test('does not excuse a Service that selects nothing at all', () => {
    const idle = selecting('app: web').replace('selector: { app: web }', 'selector: {}').split('---')[1] ?? '';
    expect(told(resource('postgresql.cnpg.io/v1', 'Cluster') + '---' + idle)).toEqual([
      'TF3001 Service/web: it selects nothing',
    ]);
  });
});

test('a pod that is a test of Helm, or another hook, is made anew each time', () => {
  const pod = (annotations: string) =>
    `{ apiVersion: v1, kind: Pod, metadata: { name: test, namespace: shop, annotations: { ${annotations} } }, spec: { containers: [] } }`;
  expect(told(pod("'helm.sh/hook': test"))).toEqual([]);
  expect(told(pod('argocd.argoproj.io/hook: PostSync'))).toEqual([]);
  expect(told(pod('a: b'))).toEqual(['TF3219 Pod/test: nothing makes it again when its node goes']);
});
