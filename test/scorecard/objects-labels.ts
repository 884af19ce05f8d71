import type { KubeObject, Labels, Selector } from './model';
import { podRule, type Rule, treeRule, waived } from './rule';
import { all, first, isSubset, nameOf, pods, type Tree } from './tree';

const APP = 'app.kubernetes.io/';
const NAMESPACE_OBJECTS = ['Namespace', 'ResourceQuota', 'LimitRange'];
const WORKLOADS = ['Deployment', 'Job', 'CronJob'];
const LABEL = /^(?=.{0,63}$)([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

export const objectsLabels: readonly Rule[] = [
  treeRule(
    'O1',
    'every object is in a namespace of its own',
    (tree) =>
      tree.objects.map(
        (object) => object.kind !== 'Namespace' && isShared(object.metadata.namespace) && nameOf(object),
      ),
    {
      none: (tree) => delete first(tree, 'Service').metadata.namespace,
      default: (tree) => (first(tree, 'Ingress').metadata.namespace = 'default'),
      'kube-system': (tree) => (first(tree, 'Deployment').metadata.namespace = 'kube-system'),
    },
  ),
  treeRule(
    'O2',
    'every object and pod has the common labels',
    (tree) => labelled(tree).map(({ where, labels, object }) => missing(tree, object, labels, where)),
    {
      'an object without owner': (tree) => delete first(tree, 'Ingress').metadata.labels?.['owner'],
      'an object without env': (tree) => delete first(tree, 'LimitRange').metadata.labels?.['env'],
      'an object without part-of': (tree) => delete first(tree, 'Service').metadata.labels?.[`${APP}part-of`],
      'an object without component': (tree) =>
        delete first(tree, 'PodDisruptionBudget').metadata.labels?.[`${APP}component`],
      'a pod without name': (tree) => delete pods(tree)[0]?.labels[`${APP}name`],
      'a pod without version': (tree) => delete pods(tree)[0]?.labels[`${APP}version`],
      'a Job of a CronJob without managed-by': (tree) =>
        delete first(tree, 'CronJob').spec.jobTemplate.metadata?.labels?.[`${APP}managed-by`],
    },
  ),
  treeRule(
    'O2',
    'the version is on workloads and pods alone, so that a release’s diff shows what it changes',
    (tree) =>
      tree.objects.map(
        (object) => !WORKLOADS.includes(object.kind) && object.metadata.labels?.[`${APP}version`] && nameOf(object),
      ),
    {
      'on a Service': (tree) =>
        Object.assign(first(tree, 'Service').metadata.labels ?? {}, { [`${APP}version`]: '1.5.0' }),
    },
  ),
  podRule(
    'O3',
    'a workload is named as its instance; a Job by its version besides, a slot by the slot',
    ({ workload: { kind, metadata }, labels }) => {
      const instance = metadata.labels?.[`${APP}instance`];
      const slot = metadata.labels?.['twelve-factor/slot'];
      const isNamed =
        metadata.name === (slot ? `${instance}-${slot}` : instance) ||
        (kind === 'Job' && metadata.name.startsWith(`${instance}-`));
      return !(isNamed && labels[`${APP}instance`] === instance) && `instance ${instance}`;
    },
    {
      'another name': ({ workload }) => (workload.metadata.name = 'other'),
      'another instance of its pods': ({ labels }) => (labels[`${APP}instance`] = 'other'),
    },
  ),
  treeRule(
    'O4',
    'labels have keys and values that Kubernetes takes',
    (tree) => labelled(tree).map(({ where, labels }) => badLabel(labels) && `${where}: ${badLabel(labels)}`),
    {
      'a branch as value': (tree) => Object.assign(pods(tree)[0]?.labels ?? {}, { branch: 'feature/x' }),
      '64 characters': (tree) => Object.assign(first(tree, 'Service').metadata.labels ?? {}, { long: 'a'.repeat(64) }),
      'a number as value': (tree) => Object.assign(first(tree, 'Service').metadata.labels ?? {}, { number: 1 }),
      'a key with a space': (tree) => Object.assign(first(tree, 'Service').metadata.labels ?? {}, { 'a b': 'c' }),
    },
  ),
  treeRule(
    'O5',
    'a Deployment selects its own pods, by nothing that changes',
    (tree) =>
      all(tree, 'Deployment').map(
        (object) => !isOwnSelector(object.spec.selector, object.spec.template.metadata.labels) && nameOf(object),
      ),
    {
      'other pods': (tree) => (first(tree, 'Deployment').spec.selector.matchLabels = { [`${APP}instance`]: 'other' }),
      'all pods': (tree) => (first(tree, 'Deployment').spec.selector.matchLabels = {}),
      'the version': (tree) =>
        Object.assign(first(tree, 'Deployment').spec.selector.matchLabels ?? {}, { [`${APP}version`]: '1.5.0' }),
      'the environment': (tree) =>
        Object.assign(first(tree, 'Deployment').spec.selector.matchLabels ?? {}, { env: 'production' }),
    },
  ),
  treeRule(
    'O29',
    'APIs are stable ones',
    (tree) => tree.objects.map((object) => !isStable(object) && `${object.apiVersion} ${object.kind}`),
    {
      'one that is gone': (tree) => (first(tree, 'Ingress').apiVersion = 'networking.k8s.io/v1beta1'),
      'another one': (tree) => (first(tree, 'HorizontalPodAutoscaler').apiVersion = 'autoscaling/v1'),
      'another one of Flagger': (tree) =>
        tree.objects.push({ apiVersion: 'flagger.app/v1alpha3', kind: 'Canary', metadata: { name: 'a' }, spec: {} }),
      'a beta of the Gateway API': (tree) =>
        tree.objects.push({
          apiVersion: 'gateway.networking.k8s.io/v1beta1',
          kind: 'HTTPRoute',
          metadata: { name: 'a' },
          spec: {},
        }),
    },
  ),
  waived('O30', 'valid by schema, no unknown field', 'asserted on every file by test/schemas.test.ts'),
  treeRule(
    'O31',
    'no rights are given',
    (tree) => tree.objects.map((object) => /Role(Binding)?$/.test(object.kind) && nameOf(object)),
    {
      'a role': (tree) =>
        tree.objects.push({
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'Role',
          metadata: { name: 'a' },
          spec: {},
        }),
      'a binding': (tree) =>
        tree.objects.push({
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'ClusterRoleBinding',
          metadata: { name: 'a' },
          spec: {},
        }),
    },
  ),
  waived('O33', 'all keys are sorted', 'W7: apiVersion, kind and metadata come first, for people'),
];

const STABLE: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  // The only version that Flagger has.
  Canary: 'flagger.app/v1beta1',
  MetricTemplate: 'flagger.app/v1beta1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  VirtualService: 'gateway.solo.io/v1',
  RouteTable: 'gateway.solo.io/v1',
  Upstream: 'gloo.solo.io/v1',
};

/** Objects of CRDs are what their projects serve: their schemas tell. */
function isStable({ apiVersion, kind }: KubeObject): boolean {
  return (
    (STABLE[kind] ?? 'v1') === apiVersion ||
    /^(traefik\.io|external-secrets\.io|bitnami\.com|monitoring\.coreos\.com|cert-manager\.io)\//.test(apiVersion)
  );
}

function isShared(namespace: string | undefined): boolean {
  return namespace === undefined || namespace === 'default' || namespace.startsWith('kube-');
}

/** Every set of labels in a tree. */
function labelled(tree: Tree): { where: string; labels: Labels; object?: KubeObject }[] {
  return [
    ...tree.objects.map((object) => ({ where: nameOf(object), labels: object.metadata.labels ?? {}, object })),
    ...pods(tree).map(({ where, labels }) => ({ where: `pods of ${where}`, labels })),
    ...all(tree, 'CronJob').map((object) => ({
      where: `Jobs of ${nameOf(object)}`,
      labels: object.spec.jobTemplate.metadata?.labels ?? {},
    })),
  ];
}

/** Which of the common labels is not there; `object` is absent for pods and Jobs, which have them all. */
function missing(tree: Tree, object: KubeObject | undefined, labels: Labels, where: string): string | undefined {
  const kind = object?.kind ?? 'Pod';
  const isNamespaceWide = NAMESPACE_OBJECTS.includes(kind) || object?.metadata.name === 'default-deny';
  // What lives elsewhere is no component of the application.
  const isExternal =
    ['Service', 'EndpointSlice'].includes(kind) && !(object?.spec as { selector?: object } | undefined)?.selector;
  const expected = [
    ...['name', 'instance', 'part-of', 'managed-by'].map((name) => APP + name),
    ...(isNamespaceWide || isExternal ? [] : [`${APP}component`]),
    ...(tree.isBare ? [] : ['env', 'owner']),
    ...(tree.isBare || ![...WORKLOADS, 'Pod'].includes(kind) ? [] : [`${APP}version`]),
  ];
  const absent = expected.filter((key) => !labels[key]);
  return absent.length > 0 ? `${where}: no ${absent.join(', ')}` : undefined;
}

function badLabel(labels: Labels): string | undefined {
  const isGood = ([key, value]: [string, unknown]) => {
    const [name = '', prefix = 'a', ...rest] = key.split('/').reverse();
    return (
      typeof value === 'string' &&
      LABEL.test(value) &&
      name !== '' &&
      LABEL.test(name) &&
      /^[a-z0-9.-]{1,253}$/.test(prefix) &&
      rest.length === 0
    );
  };
  return Object.entries(labels).find((entry) => !isGood(entry))?.[0];
}

function isOwnSelector({ matchLabels = {} }: Selector, labels: Labels | undefined): boolean {
  const keys = Object.keys(matchLabels);
  return (
    keys.length > 0 &&
    isSubset(matchLabels, labels) &&
    !keys.some((key) => [`${APP}version`, `${APP}managed-by`, 'env', 'owner'].includes(key))
  );
}
