import fc from 'fast-check';
import { CONFIG_CHECKSUM } from '../../../lib/config/config-map';
import { toYaml } from '../../../lib/manifest';
import {
  type DiffLine,
  diffLines,
  diffTrees,
  formatDiff,
  formatLine,
  type Json,
  summaryOf,
  type TreeDiff,
} from '../../../lib/release/diff';

/** What is said of one object. */
function told(kind: string, before: object, after: object): string {
  const file = (fields: object) =>
    toYaml({ kind, metadata: { name: 'lulu-api', labels: { 'app.kubernetes.io/name': 'api' } }, ...fields });
  return formatDiff(diffTrees(new Map([['a.yaml', file(before)]]), new Map([['a.yaml', file(after)]])));
}

const said = (kind: string, before: object, after: object) =>
  told(kind, before, after).replace(`${kind} lulu-api: `, '');

/** A Deployment with a pod of these containers; the first is the service's own. */
function deployment(...containers: readonly object[]): object {
  const named = containers.map((container, index) => ({ name: ['api', 'proxy'][index], ...container }));
  return { spec: { template: { spec: { containers: named } } } };
}

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

  test('names what came and went', () => {
    const file = (name: string) => toYaml({ kind: 'Job', metadata: { name } });
    expect(formatDiff(diffTrees(new Map([['a', file('lulu-old')]]), new Map([['b', file('lulu-new')]])))).toBe(
      '- Job lulu-old\n+ Job lulu-new',
    );
  });

  test('names a file that is no object, was moved, can not be read, or is only written in another way', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n';
    const before = new Map([
      ['broken.yaml', 'a: [1'],
      ['plain.yaml', 'a: 1'],
      ['quoted.yaml', 'a: x'],
      ['s.yaml', service],
    ]);
    const after = new Map([
      ['broken.yaml', 'a: [2'],
      ['plain.yaml', 'a: 2'],
      ['quoted.yaml', 'a: "x"'],
      ['blue/s.yaml', service],
    ]);
    expect(formatDiff(diffTrees(before, after)).split('\n')).toEqual([
      'Service a: moved from s.yaml',
      'broken.yaml: text changed, not readable as YAML',
      'plain.yaml: a 1 → 2',
      'quoted.yaml: formatting only',
    ]);
  });

  test('counts the phrases beyond the tenth', () => {
    const data = (value: string) => Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`K${i + 10}`, value]));
    expect(said('ConfigMap', { data: data('a') }, { data: data('b') })).toMatch(
      /^K10 a → b, .*, K19 a → b, and 3 more$/,
    );
  });

  test('has parts that can be coloured', () => {
    const before = new Map([
      ['a', 'kind: ConfigMap\nmetadata: {name: c}\ndata: {A: x}\n'],
      ['b', 'kind: Job\nmetadata: {name: j}\n'],
    ]);
    const after = new Map([['a', 'kind: ConfigMap\nmetadata: {name: c}\ndata: {A: y, B: z}\n']]);
    const lines: DiffLine[] = diffLines(diffTrees(before, after));
    expect(lines).toEqual([
      {
        sign: '~',
        subject: 'ConfigMap c',
        phrases: [
          { label: 'A', before: 'x', after: 'y' },
          { label: 'B', sign: '+', after: 'z' },
        ],
      },
      { sign: '-', subject: 'Job j', phrases: [] },
    ]);
    expect(lines.map(formatLine)).toEqual(['ConfigMap c: A x → y, + B z', '- Job j']);
  });
});

describe('a long value', () => {
  const shown = (before: string, after: string) =>
    said('ConfigMap', { data: { A: before } }, { data: { A: after } })
      .replace('A ', '')
      .split(' → ') as [string, string];

  test('loses its middle', () => {
    const [old, fresh] = shown(`begin${'x'.repeat(100)}end`, 'short');
    expect([old.length, fresh]).toEqual([60, 'short']);
    expect(old).toMatch(/^beginx{25}…x{26}end$/);
  });

  test('shows the part that differs', () => {
    const url = (host: string) => `postgres://user@${'a'.repeat(80)}.${host}.internal/${'b'.repeat(80)}`;
    expect(shown(url('old'), url('new')).map((text) => text.replace(/[ab]{15,}/g, '*'))).toEqual([
      '…*.old.internal/*…',
      '…*.new.internal/*…',
    ]);
  });

  test('is shown so that it differs, on one line, without what a terminal would obey', () => {
    const long = fc.string({
      unit: fc.constantFrom('a', '\n', '😀', '\x1b', '\u202e', '"', ' ', '⏎', '\ud800'),
      maxLength: 90,
    });
    const pieces = fc
      .tuple(long, long, long, long)
      .map(([head, a, b, tail]): [string, string] => [head + a + tail, head + b + tail]);
    fc.assert(
      fc.property(pieces, ([before, after]) => {
        fc.pre(before !== after);
        const line = formatLine({
          sign: '~',
          subject: 's',
          phrases: diffLines(diffOf(before, after)).flatMap(({ phrases }) => phrases),
        });
        expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]|[\ud800-\udfff]/u);
        const [{ before: old = '', after: fresh = '' } = {}] = diffLines(diffOf(before, after))[0]?.phrases ?? [];
        expect(old).not.toBe(fresh);
        expect(Math.max(old.length, fresh.length)).toBeLessThanOrEqual(60);
      }),
      { numRuns: 1000 },
    );
  });

  function diffOf(before: Json, after: Json): TreeDiff {
    const change = { kind: 'update', path: ['data', 'A'], before, after } as const;
    return {
      objects: [{ path: 'a', status: 'changed', kind: 'ConfigMap', name: 'c', changes: [change] }],
      unchanged: 0,
    };
  }
});

describe('the summary', () => {
  const summary = (changed: number, added: number, removed: number) =>
    summaryOf({
      objects: Object.entries({ changed, added, removed }).flatMap(([status, count]) =>
        Array.from({ length: count }, () => ({ path: '', status: status as 'added', changes: [] })),
      ),
      unchanged: 7,
    });

  test.each<[[number, number, number], string]>([
    [[3, 1, 1], '3 objects changed, 1 added, 1 removed'],
    [[1, 0, 0], '1 object changed'],
    [[0, 2, 1], '2 objects added, 1 removed'],
    [[0, 0, 0], 'nothing changed'],
  ])('of %j is %s', (counts, text) => expect(summary(...counts)).toBe(text));

  test('of two equal trees comes with no lines', () => {
    expect(formatDiff(diffTrees(new Map([['a', 'a: 1']]), new Map([['a', 'a: 1']])))).toBe('');
  });
});
