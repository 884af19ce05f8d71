import { parseAllDocuments } from 'yaml';
import { Manifest, ManifestSet, RuleSet } from '../../lib/policy';

/** What the rules tell of YAML: of those codes alone that are asked for. */
function told(yaml: string, ...codes: readonly string[]): string[] {
  const manifests = parseAllDocuments(yaml).map((document) => new Manifest(document.toJS(), { source: 'a.yaml' }));
  return new RuleSet()
    .check(new ManifestSet(manifests))
    .filter(({ code }) => codes.includes(code))
    .map(({ code, manifest, path, given }) => `${code} ${manifest.title} ${path.join('.')}: ${given}`);
}

function deployment(name: string, labels: string, more = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} } }
    spec:
      containers: [{ name: web, image: web:1, ports: [{ name: http, containerPort: 8080 }], ${more} }]
`;
}

function service(selector: string, more = '', labels = 'a: b'): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { ${labels} } }
spec: { selector: { ${selector} }, ports: [{ port: 80, targetPort: http }], ${more} }
`;
}

describe('a name that is misspelt', () => {
  it('of a label is told with the one that pods have', () => {
    expect(told(deployment('web', 'app: search') + service('app: serach'), 'TF3001')).toEqual([
      'TF3001 Service/web spec.selector: no pod here has app=serach (did you mean search?)',
    ]);
  });

  it('of a port is told with those that there are', () => {
    const yaml = deployment('web', 'app: web') + service('app: web').replace('targetPort: http', 'targetPort: htpp');
    expect(told(yaml, 'TF3004')).toEqual([
      'TF3004 Service/web spec.ports.0.targetPort: Deployment/web declares no port htpp, but http (did you mean http?)',
    ]);
  });

  it('of a Service is told with the one that is there', () => {
    const route = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { rules: [{ backendRefs: [{ name: webb, port: 80 }] }] }
`;
    expect(told(deployment('web', 'app: web') + service('app: web') + route, 'TF3021')).toEqual([
      'TF3021 HTTPRoute/web spec.rules.0.backendRefs.0.name: there is no Service webb (did you mean web?)',
    ]);
  });
});

describe('one mistake is told once', () => {
  const labelled = (name: string, kind: string, apiVersion: string, spec: string) => `
---
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec: ${spec}
`;
  const everything =
    deployment('web', 'app: web', 'env: []') +
    service('app: web') +
    labelled(
      'web',
      'PodDisruptionBudget',
      'policy/v1',
      '{ maxUnavailable: 1, selector: { matchLabels: { app: web } } }',
    ) +
    labelled(
      'web',
      'NetworkPolicy',
      'networking.k8s.io/v1',
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}] }',
    );
  const references = Array.from({ length: 36 }, (_, index) => `TF${3001 + index}`);

  it('where all is well, nothing is', () => {
    expect(told(everything, ...references)).toEqual([]);
  });

  it('where the label of the pods is another one than everybody selects by', () => {
    const yaml = everything.replace(
      'template:\n    metadata: { labels: { app: web }',
      'template:\n    metadata: { labels: { app: wbe }',
    );
    expect(told(yaml, ...references)).toEqual([
      'TF3006 Deployment/web spec.selector: it selects app=web, and its own pods have app=wbe',
    ]);
  });

  it('where a policy is for nobody, which leaves its pods without one', () => {
    const yaml = everything.replace(
      'podSelector: { matchLabels: { app: web } }',
      'podSelector: { matchLabels: { app: w } }',
    );
    expect(told(yaml, ...references)).toEqual(['TF3033 NetworkPolicy/web spec.podSelector: no pod here has app=w']);
  });
});

describe('a policy for the pods that cert-manager starts for a while', () => {
  const solver = (selector: string) => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: solver, namespace: shop }
spec: { podSelector: { matchLabels: { ${selector} } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 8089 }] }] }
`;
  const codes = ['TF3032', 'TF3033'];
  const open = ['TF3032 Deployment/web metadata.name: no network policy says what comes in or goes out'];

  it('is for nobody here, and leaves what others lack to be told', () => {
    const yaml = deployment('web', 'app: web');
    expect(told(yaml + solver("acme.cert-manager.io/http01-solver: 'true'"), ...codes)).toEqual(open);
    expect(told(yaml + solver('app: solver'), ...codes)).toEqual([
      'TF3033 NetworkPolicy/solver spec.podSelector: no pod here has app=solver',
    ]);
  });
});

describe('what cannot be known is not told', () => {
  it('what is in a namespace of which nothing is here', () => {
    const route = `
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec: { tls: {}, routes: [{ middlewares: [{ name: login, namespace: edge }], services: [{ name: a, namespace: b, port: 1 }] }] }
`;
    expect(told(route, 'TF3021', 'TF3023')).toEqual([]);
    expect(told(route.replace('namespace: edge', 'namespace: shop'), 'TF3023')).toHaveLength(1);
  });

  it('what Traefik and the cluster have themselves', () => {
    const pod = deployment('web', 'app: web', 'envFrom: [{ configMapRef: { name: kube-root-ca.crt } }]');
    const route = `
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec: { tls: {}, routes: [{ middlewares: [{ name: auth@file }], services: [{ kind: TraefikService, name: api@internal }] }] }
`;
    expect(told(pod + route, 'TF3017', 'TF3021', 'TF3023')).toEqual([]);
  });

  it('which port is listened on by who declares none', () => {
    const pod = deployment('web', 'app: web').replace('ports: [{ name: http, containerPort: 8080 }],', '');
    const numbered = service('app: web').replace('targetPort: http', 'targetPort: 8080');
    expect(told(pod + numbered, 'TF3005')).toEqual([]);
  });

  it('whether an optional ConfigMap is there', () => {
    const source = 'envFrom: [{ configMapRef: { name: other, optional: true } }]';
    expect(told(deployment('web', 'app: web', source), 'TF3017')).toEqual([]);
    expect(told(deployment('web', 'app: web', source.replace('true', 'false')), 'TF3017')).toHaveLength(1);
  });

  it('whom a label of a release is about, as charts of Helm have it', () => {
    const labels = 'app.kubernetes.io/instance: release';
    const yaml = deployment('web', `${labels}, app: web`) + service('app: web', '', labels);
    expect(told(yaml, 'TF3001', 'TF3002', 'TF3009')).toEqual([]);
  });
});

describe('several pods behind one Service', () => {
  const slots =
    deployment('web-stable', 'app.kubernetes.io/instance: web, twelve-factor/slot: stable') +
    deployment('web-canary', 'app.kubernetes.io/instance: web, twelve-factor/slot: canary');

  it('are meant, where they are the slots of one service and their numbers divide its requests', () => {
    expect(told(slots + service('app.kubernetes.io/instance: web'), 'TF3002')).toEqual([]);
  });

  it('are a mistake, where they are of different workloads', () => {
    const yaml = deployment('a', 'tier: web, app: a') + deployment('b', 'tier: web, app: b') + service('tier: web');
    expect(told(yaml, 'TF3002')).toEqual([
      'TF3002 Service/web spec.selector: it divides requests among the pods of Deployment/a, Deployment/b',
    ]);
  });

  it('are found by each other, where a Job has a headless Service', () => {
    const job = deployment('web', 'app: web').replace('apps/v1', 'batch/v1').replace('kind: Deployment', 'kind: Job');
    expect(told(job + service('app: web', 'clusterIP: None'), 'TF3003')).toEqual([]);
    expect(told(job + service('app: web'), 'TF3003')).toHaveLength(1);
  });
});

describe('a quota has room for the pods that come and for those that still end', () => {
  const pods = (count: number, strategy: string) => {
    const amounts = '{ cpu: 100m, memory: 64Mi }';
    const rolled = deployment('web', 'app: web', `resources: { requests: ${amounts}, limits: ${amounts} }`).replace(
      'selector:',
      `replicas: 4\n  ${strategy}\n  selector:`,
    );
    const quota = `
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: web, namespace: shop }
spec: { hard: { pods: "${count}" } }
`;
    return told(rolled + quota, 'TF3028');
  };

  it.each([
    ['as Kubernetes does without a word', '', 7],
    ['by the surge alone', 'strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }', 6],
    ['without a surge', 'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }', 5],
    ['all at once', 'strategy: { rollingUpdate: { maxSurge: 100%, maxUnavailable: 0 } }', 8],
    ['one after the other', 'strategy: { type: Recreate }', 4],
  ])('where they roll %s', (_, strategy, most) => {
    expect(pods(most, strategy)).toEqual([]);
    expect(pods(most - 1, strategy)).toEqual([
      `TF3028 ResourceQuota/web spec.hard.pods: it is ${most - 1}, and its pods ask for ${most} at full scale while a release rolls`,
    ]);
  });
});

test('a Secret is made by what makes Secrets, and has the keys that its maker says', () => {
  const source = 'env: [{ name: A, valueFrom: { secretKeyRef: { name: made, key: TOKEN } } }]';
  const maker = (spec: string) => `
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: a, namespace: shop }
spec: { target: { name: made }, ${spec} }
`;
  const pod = deployment('web', 'app: web', source);
  const codes = ['TF3018', 'TF3019'];
  expect(told(pod, ...codes)).toEqual([
    'TF3019 Deployment/web spec.template.spec.containers.0.env.0.valueFrom.secretKeyRef.name: nothing here makes the Secret made',
  ]);
  expect(told(pod + maker('data: [{ secretKey: TOKEN }]'), ...codes)).toEqual([]);
  expect(told(pod + maker('dataFrom: [{ extract: { key: a } }]'), ...codes)).toEqual([]);
  expect(told(pod + maker('data: [{ secretKey: TOKN }]'), ...codes)).toEqual([
    'TF3018 Deployment/web spec.template.spec.containers.0.env.0.valueFrom.secretKeyRef.key: ExternalSecret/a has no key TOKEN, but TOKN (did you mean TOKN?)',
  ]);
});

test('no message has a value that looks like a credential', () => {
  const map = `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: shop }
data: { DATABASE_PASSWORD: hunter2-hunter2 }
`;
  expect(told(map, 'TF3240')).toEqual([
    'TF3240 ConfigMap/a data.DATABASE_PASSWORD: DATABASE_PASSWORD looks like a credential: its name says PASSWORD',
  ]);
  const allowed = map.replace(
    'namespace: shop',
    'namespace: shop, annotations: { twelve-factor/allowed-credentials: "DATABASE_PASSWORD: a test" }',
  );
  expect(told(allowed, 'TF3240')).toEqual([]);
});

test('an object that is given twice is told with where the other one is', () => {
  expect(told(service('app: web') + service('app: web'), 'TF3027')).toEqual([
    'TF3027 Service/web metadata.name: a.yaml has an object of this name',
  ]);
});
