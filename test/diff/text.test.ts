import { CONFIG_CHECKSUM } from '../../lib/config/config-map';
import { deployment, said, told } from './support';

describe('a line', () => {
  test('says of a release what changes', () => {
    const at = (image: string, version: string, replicas: number, checksum: string) => ({
      metadata: { name: 'lulu-api', labels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/version': version } },
      spec: {
        replicas,
        template: {
          metadata: {
            annotations: { [CONFIG_CHECKSUM]: checksum },
            labels: { 'app.kubernetes.io/version': version },
          },
          spec: { containers: [{ name: 'api', image }] },
        },
      },
    });
    const registry = 'registry.example.com/lulu/api';
    const before = at(`${registry}:1.4.0`, '1.4.0', 5, 'a1');
    expect(told('Deployment', before, at(`${registry}:1.5.0`, '1.5.0', 8, 'a1'))).toBe(
      'Deployment lulu-api: image 1.4.0 → 1.5.0, replicas 5 → 8',
    );
    expect(said('Deployment', before, at(`${registry}:1.5.0`, '1.5.0', 5, 'b2'))).toBe(
      'image 1.4.0 → 1.5.0, config changed',
    );
    expect(said('Deployment', before, at(`${registry}:1.4.0`, '1.5.0', 8, 'a1'))).toBe(
      'replicas 5 → 8, version 1.4.0 → 1.5.0',
    );
    expect(said('Deployment', before, at(`${registry}:1.4.0`, '1.5.0', 5, 'a1'))).toBe('version 1.4.0 → 1.5.0');
    expect(said('Deployment', before, at(`${registry}:1.4.0`, '1.4.0', 5, 'b2'))).toBe('config changed');
    const pinned = (digit: string) => `${registry}@sha256:${digit.repeat(64)}`;
    expect(said('Deployment', at(pinned('a'), '1.4.0', 5, 'a1'), at(pinned('b'), '1.5.0', 5, 'a1'))).toBe(
      'image sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb, version 1.4.0 → 1.5.0',
    );
  });

  test.each([
    ['r.io/a:1', 'r.io/a:2', 'image 1 → 2'],
    ['localhost:5000/a:1', 'localhost:5000/a:2', 'image 1 → 2'],
    ['r.io/a:1', 'r.io/b:1', 'image r.io/a:1 → r.io/b:1'],
    ['r.io/a:1', 'r.io/b:2', 'image r.io/a:1 → r.io/b:2'],
    ['r.io/a', 'r.io/a:1', 'image r.io/a → r.io/a:1'],
    ['r.io/a:1', `r.io/a@sha256:${'b'.repeat(64)}`, 'image 1 → sha256:bbbbbbbbbbbb'],
    [
      `r.io/a:1@sha256:${'a'.repeat(64)}`,
      `r.io/a:1@sha256:${'b'.repeat(64)}`,
      'image sha256:aaaaaaaaaaaa → sha256:bbbbbbbbbbbb',
    ],
    [`r.io/a:1@sha256:${'a'.repeat(64)}`, `r.io/a:2@sha256:${'b'.repeat(64)}`, 'image 1 → 2'],
  ])('says of the images %s and %s what differs', (before, after, line) =>
    expect(said('Deployment', deployment({ image: before }), deployment({ image: after }))).toBe(line),
  );

  test('tells two digests apart that begin alike', () => {
    const image = (end: string) => deployment({ image: `r.io/a@sha256:${'a'.repeat(60)}${end}` });
    expect(said('Deployment', image('0000'), image('1111'))).toMatch(
      /^image r.io\/a@sha256:a+…a+0000 → r.io\/.*a1111$/,
    );
  });

  test.each<[string, string, object, object, string]>([
    [
      'of another container, with its name',
      'Deployment',
      deployment({}, { image: 'p:1' }),
      deployment({}, { image: 'p:2' }),
      'proxy image 1 → 2',
    ],
    ['that a container came', 'Deployment', deployment({}), deployment({}, { image: 'p:1' }), '+ container proxy p:1'],
    [
      'of an init container with its name, though it be that of the service',
      'Deployment',
      { spec: { template: { spec: { initContainers: [{ name: 'api', image: 'a:1' }] } } } },
      { spec: { template: { spec: { initContainers: [{ name: 'api', image: 'a:2' }] } } } },
      'api image 1 → 2',
    ],
    [
      'of variables',
      'Deployment',
      deployment({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
      }),
      deployment({
        env: [
          { name: 'C', value: '' },
          { name: 'A', value: '2' },
        ],
      }),
      'A 1 → 2, - B 2, + C ""',
    ],
    [
      'of the first variables',
      'Deployment',
      deployment({}),
      deployment({
        env: [
          { name: 'A', value: '1' },
          { name: 'B', valueFrom: { fieldRef: { fieldPath: 'x' } } },
        ],
      }),
      '+ A 1, + B',
    ],
    [
      'of resources',
      'Deployment',
      deployment({ resources: { requests: { cpu: '100m', memory: '1Gi' } } }),
      deployment({ resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } } }),
      'cpu request 100m → 500m, memory request 1Gi → 2Gi, + memory limit 2Gi',
    ],
    [
      'of arguments',
      'Deployment',
      deployment({ args: ['-a', '-b=1'] }),
      deployment({ args: ['-n', '-a', '-b=2'] }),
      '+ argument -n, argument -b=1 → -b=2',
    ],
    [
      'of their order',
      'Deployment',
      deployment({ args: ['-a', '-b'] }),
      deployment({ args: ['-b', '-a'] }),
      'args reordered',
    ],
    [
      'of ports, mounts and what variables come from',
      'Deployment',
      deployment({}),
      deployment({
        ports: [{ containerPort: 80 }, { containerPort: 90 }],
        volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }],
        envFrom: [{ configMapRef: { name: 'lulu' } }],
      }),
      '+ environment of lulu, + port 80, + port 90, + mount /tmp tmp',
    ],
    [
      'of a field that has no name of its own, by path',
      'Deployment',
      deployment({ livenessProbe: { periodSeconds: 10 } }, { securityContext: { runAsUser: 1 } }),
      deployment({ livenessProbe: { periodSeconds: 5 } }, { securityContext: { runAsUser: 2 } }),
      'livenessProbe.periodSeconds 10 → 5, proxy securityContext.runAsUser 1 → 2',
    ],
    [
      'that a part came, not all of it',
      'Deployment',
      deployment({}),
      deployment({ livenessProbe: { exec: { command: ['x'] } } }),
      '+ livenessProbe',
    ],
    [
      'of the pod',
      'Deployment',
      { spec: { template: { spec: { securityContext: { runAsUser: 1 }, volumes: [] } } } },
      { spec: { template: { spec: { securityContext: { runAsUser: 2 }, volumes: [{ name: 'tmp' }] } } } },
      '+ volume tmp, pod securityContext.runAsUser 1 → 2',
    ],
    [
      'of a label once, though it is on the pods too',
      'Deployment',
      {
        metadata: { name: 'lulu-api', labels: { tier: 'a' } },
        spec: { template: { metadata: { labels: { tier: 'a' } } } },
      },
      {
        metadata: { name: 'lulu-api', labels: { tier: 'b' } },
        spec: { template: { metadata: { labels: { tier: 'b' } } } },
      },
      'label tier a → b',
    ],
    [
      'of two labels with their whole paths, where they differ',
      'Deployment',
      {
        metadata: { name: 'lulu-api', labels: { tier: 'a' } },
        spec: { template: { metadata: { labels: { tier: 'a' } } } },
      },
      {
        metadata: { name: 'lulu-api', labels: { tier: 'b' } },
        spec: { template: { metadata: { labels: { tier: 'c' } } } },
      },
      'metadata.labels.tier a → b, spec.template.metadata.labels.tier a → c',
    ],
    [
      'of a schedule',
      'CronJob',
      { spec: { schedule: '30 3 * * *' } },
      { spec: { schedule: '0 4 * * *' } },
      'schedule 30 3 * * * → 0 4 * * *',
    ],
    [
      'of config',
      'ConfigMap',
      { data: { A: 'x', B: 'y' } },
      { data: { A: 'z', C: 'line 1\nline 2\n' } },
      'A x → z, - B y, + C line 1⏎line 2⏎',
    ],
    ['of the first config', 'ConfigMap', {}, { data: { A: 'x', B: 'y' } }, '+ A x, + B y'],
    [
      'of a Secret only its keys',
      'Secret',
      { data: { A: 'x' } },
      { data: { A: 'y', B: 'z' } },
      'A changed, + B (hidden)',
    ],
    [
      'of what is sealed only its keys',
      'SealedSecret',
      { spec: { encryptedData: { A: 'AgA' } } },
      { spec: { encryptedData: { A: 'AgB', B: 'AgC' } } },
      'A changed, + B',
    ],
    [
      'of autoscaling',
      'HorizontalPodAutoscaler',
      {
        spec: {
          minReplicas: 5,
          maxReplicas: 20,
          metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 65 } } }],
        },
      },
      {
        spec: {
          minReplicas: 8,
          maxReplicas: 30,
          metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
        },
      },
      'minReplicas 5 → 8, maxReplicas 20 → 30, cpu target 65% → 70%',
    ],
    [
      'of a slot',
      'Service',
      { spec: { selector: { 'twelve-factor/slot': 'blue' } } },
      { spec: { selector: { 'twelve-factor/slot': 'green' } } },
      'slot blue → green',
    ],
    [
      'of weights',
      'TraefikService',
      {
        spec: {
          weighted: {
            services: [
              { name: 'a', weight: 100 },
              { name: 'b', weight: 0 },
            ],
          },
        },
      },
      {
        spec: {
          weighted: {
            services: [
              { name: 'a', weight: 95 },
              { name: 'b', weight: 5 },
            ],
          },
        },
      },
      'a weight 100 → 95, b weight 0 → 5',
    ],
    [
      'of weights that all rules share, once',
      'HTTPRoute',
      {
        spec: {
          rules: ['/', '/v2'].map((path) => ({ matches: [{ path }], backendRefs: [{ name: 'a', weight: 100 }] })),
        },
      },
      {
        spec: {
          rules: ['/', '/v2'].map((path) => ({ matches: [{ path }], backendRefs: [{ name: 'a', weight: 95 }] })),
        },
      },
      'a weight 100 → 95',
    ],
    [
      'that a rule came, not all of it',
      'HTTPRoute',
      { spec: { rules: [{ backendRefs: [{ name: 'a', weight: 1 }] }] } },
      { spec: { rules: [{ backendRefs: [{ name: 'a', weight: 1 }] }, { backendRefs: [{ name: 'b', weight: 1 }] }] } },
      '+ rules[1]',
    ],
    [
      'of hosts',
      'HTTPRoute',
      { spec: { hostnames: ['a.io', 'b.io'] } },
      { spec: { hostnames: ['n.io', 'o.io', 'a.io'] } },
      '+ host n.io, + host o.io, - host b.io',
    ],
    [
      'of rules and paths',
      'Ingress',
      { spec: { rules: [{ host: 'a.io', http: { paths: [{ path: '/' }] } }] } },
      { spec: { rules: [{ host: 'b.io' }, { host: 'a.io', http: { paths: [{ path: '/' }, { path: '/v1' }] } }] } },
      '+ host b.io, + path /v1',
    ],
    [
      'of a quota',
      'ResourceQuota',
      { spec: { hard: { 'limits.cpu': '6' } } },
      { spec: { hard: { 'limits.cpu': '8' } } },
      'limits.cpu 6 → 8',
    ],
    ['of another type', 'ConfigMap', { data: { A: 8080 } }, { data: { A: '8080' } }, 'A 8080 → "8080"'],
    ['of blanks', 'ConfigMap', { data: { A: 'x' } }, { data: { A: ' x' } }, 'A x → " x"'],
    [
      'of any field',
      'Canary',
      { spec: { analysis: { stepWeight: 10 } } },
      { spec: { analysis: { stepWeight: 20 } } },
      'analysis.stepWeight 10 → 20',
    ],
    [
      'of hostile keys',
      'Any',
      { spec: { 'a[0].b': { 'x.y/z': 1, '0': 1 } } },
      { spec: { 'a[0].b': { 'x.y/z': 2, '0': 2 } } },
      '["a[0].b"]["0"] 1 → 2, ["a[0].b"][x.y/z] 1 → 2',
    ],
    ['of a name like a pattern', 'ConfigMap', { data: { '$&$1': 'a' } }, { data: { '$&$1': 'b' } }, '$&$1 a → b'],
  ])('tells %s', (_, kind, before, after, line) => expect(said(kind, before, after)).toBe(line));
});
