import fs from 'node:fs';
import { problemsIn, schemasOf } from '../../lib/schema';

type Fields = Record<string, unknown>;

const deployment = (container: Fields = {}, spec: Fields = {}, metadata: Fields = {}): Fields => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'lulu-api', ...metadata },
  spec: {
    selector: { matchLabels: { app: 'lulu' } },
    template: {
      metadata: { labels: { app: 'lulu' } },
      spec: { containers: [{ name: 'api', image: 'lulu', ...container }] },
    },
    ...spec,
  },
});
const object = (apiVersion: string, kind: string, fields: Fields = {}): Fields => ({
  apiVersion,
  kind,
  metadata: { name: 'lulu' },
  ...fields,
});

/** What is told in Kubernetes 1.27, one line each. */
function told(given: unknown, minor = 27): string[] {
  return schemasOf(minor)
    .problems(given)
    .map(
      ({ code, severity, path, given: what, remedy }) => `${code} ${severity} ${path.join('.')}: ${what}; ${remedy}`,
    );
}

const at = 'spec.template.spec.containers.0';

test('what is right has no fault', () => {
  expect(
    told(
      deployment({
        ports: [{ containerPort: 8080, name: 'http' }],
        resources: { limits: { cpu: 1, memory: '1.5Gi' } },
      }),
    ),
  ).toEqual([]);
});

describe('each fault is told once, with what to do', () => {
  test.each<[string, unknown, string[]]>([
    [
      'a misspelt field',
      deployment({}, { replica: 3 }),
      ['TF3301 error spec.replica: there is no field "replica"; did you mean replicas?'],
    ],
    [
      'a field of a newer Kubernetes',
      deployment({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }),
      [
        `TF3301 error ${at}.lifecycle.preStop.sleep: there is no field "sleep" in Kubernetes 1.27; leave it out: it is there from Kubernetes 1.29 on`,
      ],
    ],
    [
      'a field that is nowhere near another one',
      deployment({ ports: [{ containerPort: 1, zone: 'a' }] }),
      [
        `TF3301 error ${at}.ports.0.zone: there is no field "zone"; leave it out, or use one of containerPort, hostIP, hostPort, name, protocol`,
      ],
    ],
    [
      'text for a number',
      deployment({}, { replicas: '3' }),
      ['TF3302 error spec.replicas: "3" is text; give a whole number, without quotes'],
    ],
    [
      'a boolean for text',
      deployment({}, {}, { annotations: { a: true } }),
      ['TF3302 error metadata.annotations.a: true is a boolean; give text, in quotes'],
    ],
    ['a mapping for a list', deployment({ args: {} }), [`TF3302 error ${at}.args: it is a mapping; give a list`]],
    [
      'a fraction',
      deployment({}, { replicas: 1.5 }),
      ['TF3302 error spec.replicas: 1.5 is a number; give a whole number'],
    ],
    [
      'a number beyond its range',
      deployment({}, { replicas: 2 ** 31 }),
      ['TF3305 error spec.replicas: 2147483648 has the wrong form; write a number in its range'],
    ],
    [
      'a boolean for a number or text',
      object('v1', 'Service', { spec: { ports: [{ port: 80, targetPort: true }] } }),
      ['TF3302 error spec.ports.0.targetPort: true is a boolean; give a whole number or text, in quotes'],
    ],
    [
      'a field that is missing',
      deployment({ env: [{ value: 'a' }] }),
      [`TF3303 error ${at}.env.0.name: it is missing; add it`],
    ],
    [
      'a word that is not allowed',
      deployment({ imagePullPolicy: 'always' }),
      [`TF3304 error ${at}.imagePullPolicy: "always" is not allowed; did you mean Always?`],
    ],
    [
      'a word that is not allowed, near none',
      object('batch/v1', 'CronJob', { spec: { schedule: '@daily', concurrencyPolicy: 'Never', jobTemplate: {} } }),
      ['TF3304 error spec.concurrencyPolicy: "Never" is not allowed; give Allow, Forbid or Replace'],
    ],
    [
      'a malformed quantity',
      deployment({ resources: { requests: { cpu: '1 core' } } }),
      [
        `TF3305 error ${at}.resources.requests.cpu: "1 core" has the wrong form; write a quantity, such as 500m, 2 or 128Mi`,
      ],
    ],
    [
      'a label with a space, in its key',
      deployment({}, {}, { labels: { 'a b': 'c' } }),
      [
        'TF3305 error metadata.labels.a b: "a b" has the wrong form; use letters, digits and "-_." between them, at most 63, and a DNS name with a slash before it, if any',
      ],
    ],
    [
      'a Secret that is not base64, without its value',
      object('v1', 'Secret', { data: { password: 'hunter2!' } }),
      ['TF3305 error data.password: the value has the wrong form; write base64, with its padding'],
    ],
    [
      'a Secret with a number, without its value',
      object('v1', 'Secret', { stringData: { pin: 1234 } }),
      ['TF3302 error stringData.pin: the value is a number; give text, in quotes'],
    ],
    [
      'a key without a value',
      deployment({ args: null }),
      [`TF3307 warning ${at}.args: it is null; leave it out, or give a list`],
    ],
    [
      'a key without a value that is required',
      deployment({}, { selector: null }),
      ['TF3303 error spec.selector: it is missing; add it'],
    ],
    ['an item without a value', deployment({ args: [null] }), [`TF3307 error ${at}.args.0: it is null; give text`]],
    ['what tools of Kubernetes write', deployment({}, {}, { creationTimestamp: null }), []],
    [
      'a name that no object has',
      deployment({}, {}, { name: 'Lulu_api' }),
      [
        'TF3308 error metadata.name: "Lulu_api" cannot be the name of a Deployment; use lower-case letters and digits, hyphens and dots between them, at most 253',
      ],
    ],
    [
      'a name that no Service has',
      object('v1', 'Service', { metadata: { name: '1st' } }),
      [
        'TF3308 error metadata.name: "1st" cannot be the name of a Service; use lower-case letters, digits and hyphens, beginning with a letter, at most 63',
      ],
    ],
    [
      'a name that only a role has',
      object('rbac.authorization.k8s.io/v1', 'Role', { metadata: { name: 'system:Lulu' } }),
      [],
    ],
    [
      'no name',
      object('v1', 'ConfigMap', { metadata: {} }),
      ['TF3303 error metadata.name: it is missing; give the object a name'],
    ],
    ['a name that is made up', object('batch/v1', 'Job', { metadata: { generateName: 'a-' } }), []],
  ])('%s', (_, given, lines) => {
    expect(told(given)).toEqual(lines);
  });

  test.each<[string, unknown, string]>([
    [
      'a version that is gone',
      object('policy/v1beta1', 'PodDisruptionBudget'),
      'TF3311 error apiVersion: policy/v1beta1 PodDisruptionBudget is gone since Kubernetes 1.25; use policy/v1 PodDisruptionBudget',
    ],
    [
      'one without replacement',
      object('policy/v1beta1', 'PodSecurityPolicy'),
      'TF3311 error apiVersion: policy/v1beta1 PodSecurityPolicy is gone since Kubernetes 1.25; there is no replacement',
    ],
    [
      'one that is deprecated',
      object('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema'),
      'TF3312 warning apiVersion: flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema is deprecated in Kubernetes 1.30; use flowcontrol.apiserver.k8s.io/v1 FlowSchema',
    ],
    [
      'one that is not there yet',
      object('networking.k8s.io/v1', 'IPAddress'),
      'TF3313 error apiVersion: networking.k8s.io/v1 IPAddress comes with Kubernetes 1.33 only, and this is for 1.30; use networking.k8s.io/v1alpha1 IPAddress',
    ],
    [
      'a misspelt kind',
      object('apps/v1', 'Deploymend'),
      'TF3314 error kind: there is no Deploymend in apps/v1; did you mean Deployment?',
    ],
    [
      'a kind of another group',
      object('v1', 'Deployment'),
      'TF3314 error apiVersion: there is no Deployment in v1; use apps/v1',
    ],
    [
      'another version of a custom resource',
      object('traefik.io/v1', 'IngressRoute'),
      'TF3314 error apiVersion: there is no IngressRoute in traefik.io/v1; use traefik.io/v1alpha1',
    ],
    [
      'a kind that nobody knows',
      object('example.com/v1', 'Lulu'),
      'TF3315 note kind: example.com/v1 Lulu is not known, and not validated; give a folder with its CustomResourceDefinition',
    ],
    [
      'no kind',
      { apiVersion: 'v1', kind: 1 },
      'TF3310 error kind: kind is missing, or no text; give apiVersion, kind and metadata',
    ],
    ['a list', [], 'TF3310 error : it is not a mapping; give apiVersion, kind and metadata'],
    ['nothing', null, 'TF3310 error : it is not a mapping; give apiVersion, kind and metadata'],
  ])('%s', (_, given, line) => {
    expect(told(given, 30)).toEqual([line]);
  });
});

test('custom resources of crds/ are validated as strictly', () => {
  const route = object('traefik.io/v1alpha1', 'IngressRoute', {
    metadata: { name: 'lulu', lables: {} },
    speck: {},
    spec: { routes: [{ kind: 'Rules', match: 1, prioriti: 1 }] },
  });
  expect(told(route)).toEqual([
    'TF3301 error metadata.lables: there is no field "lables"; did you mean labels?; crds/traefik.yaml defines the kind',
    'TF3304 error spec.routes.0.kind: "Rules" is not allowed; did you mean Rule?',
    'TF3302 error spec.routes.0.match: 1 is a number; give text, in quotes',
    'TF3301 error spec.routes.0.prioriti: there is no field "prioriti"; did you mean priority?; crds/traefik.yaml defines the kind',
    'TF3301 error speck: there is no field "speck"; did you mean spec?; crds/traefik.yaml defines the kind',
  ]);
});

test('of several minors, each fault is told once, with the minors', () => {
  const given = deployment({ lifecycle: { preStop: { sleep: { seconds: 5 } } } }, { replica: 1 });
  const faults = problemsIn([schemasOf(27), schemasOf(28), schemasOf(34)], given);
  expect(faults.map(({ path, minors }) => [path[path.length - 1], minors])).toEqual([
    ['replica', [27, 28, 34]],
    ['sleep', [27, 28]],
  ]);
});

test('keys that objects inherit are fields as any others', () => {
  const given = JSON.parse(
    '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"constructor":1,"data":{"__proto__":"x"}}',
  ) as unknown;
  expect(told(given)).toEqual([
    'TF3301 error constructor: there is no field "constructor"; leave it out, or use one of apiVersion, binaryData, data, immutable, kind, metadata',
  ]);
});

test('of a very large object the first fault is told', () => {
  const ports = Array.from({ length: 100_000 }, () => ({ prot: 1 }));
  expect(schemasOf(27).problems(object('v1', 'Service', { spec: { ports } }))).toHaveLength(1);
});

test('a minor that is not known is refused', () => {
  expect(() => schemasOf(26)).toThrow(RangeError);
});

test('nothing is read before somebody asks', () => {
  const read = jest.spyOn(fs, 'readFileSync');
  const isRead = () => read.mock.calls.some(([path]) => String(path).endsWith('kubernetes.json'));
  jest.isolateModules(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const schema = require('../../lib/schema') as { schemasOf: typeof schemasOf };
    expect(isRead()).toBe(false);
    schema.schemasOf(27);
    expect(isRead()).toBe(true);
  });
  read.mockRestore();
});
