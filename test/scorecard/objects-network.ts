import type { KubeObject, Specs } from './model';
import { podRule, type Rule, treeRule } from './rule';
import { all, canaryOf, first, isSubset, nameOf, type PodView, pods, selected, type Tree } from './tree';

type Service = KubeObject<Specs['Service']>;
type Policy = Specs['NetworkPolicy'];

const INSTANCE = 'app.kubernetes.io/instance';
/** What divides requests by weights, so that no Service has to select both slots. */
const DIVIDING = ['TraefikService', 'HTTPRoute'];
const NAME = 'app.kubernetes.io/name';
const PART_OF = 'app.kubernetes.io/part-of';

/** Who reaches what: policies, and the Services of pods. */
export const objectsNetwork: readonly Rule[] = [
  podRule(
    'O15',
    'a network policy covers every pod, in both directions, by one label',
    (pod, tree) => !all(tree, 'NetworkPolicy').some((policy) => covers(tree, policy, pod)) && 'no network policy',
    {
      'other labels': ({ labels }) => Object.assign(labels, { [INSTANCE]: 'other' }),
    },
  ),
  treeRule(
    'O15',
    'a network policy says both directions, and allows something in each',
    (tree) =>
      all(tree, 'NetworkPolicy').map(
        (object) => !isComplete(tree, object) && object.metadata.name !== 'default-deny' && nameOf(object),
      ),
    {
      'ingress alone': (tree) => (ownPolicy(tree).policyTypes = ['Ingress']),
      'no types': (tree) => delete ownPolicy(tree).policyTypes,
      'no ingress': (tree) => (ownPolicy(tree).ingress = []),
      'no egress': (tree) => delete ownPolicy(tree).egress,
      'two labels': (tree) => Object.assign(ownPolicy(tree).podSelector.matchLabels ?? {}, { env: 'production' }),
    },
  ),
  treeRule(
    'O15',
    'a network policy covers both copies of what Flagger copies, by application and service, and nothing else so',
    (tree) =>
      all(tree, 'NetworkPolicy').map(
        (object) => !isComplete(tree, object) && object.metadata.name !== 'default-deny' && nameOf(object),
      ),
    {
      'no Canary': (tree) => tree.objects.splice(tree.objects.indexOf(first(tree, 'Canary')), 1),
      'one copy alone': (tree) =>
        (copiedPolicy(tree).podSelector = { matchLabels: { [INSTANCE]: first(tree, 'Canary').metadata.name } }),
      'any application’s': (tree) => delete copiedPolicy(tree).podSelector.matchLabels?.[PART_OF],
      'any service’s': (tree) => delete copiedPolicy(tree).podSelector.matchLabels?.[NAME],
      'another label': (tree) => Object.assign(copiedPolicy(tree).podSelector.matchLabels ?? {}, { env: 'production' }),
    },
    { on: 'golden/progressive/production' },
  ),
  treeRule(
    'O16',
    'a network policy is for pods that are there',
    (tree) =>
      all(tree, 'NetworkPolicy').map(
        (object) => selected(tree, object.spec.podSelector).length === 0 && nameOf(object),
      ),
    {
      'other pods': (tree) => (ownPolicy(tree).podSelector = { matchLabels: { [INSTANCE]: 'other' } }),
    },
  ),
  treeRule(
    'O17',
    'a Service selects pods that are there',
    (tree) => served(tree).map((object) => selectedBy(tree, object).length === 0 && nameOf(object)),
    {
      'other pods': (tree) => (first(tree, 'Service').spec.selector = { [INSTANCE]: 'other' }),
      nothing: (tree) => (first(tree, 'Service').spec.selector = {}),
      'not even nothing': (tree) => delete first(tree, 'Service').spec.selector,
    },
  ),
  treeRule(
    'O18',
    'a Service leads to a port that its pods declare',
    (tree) => served(tree).map((object) => !leadsToPorts(tree, object) && nameOf(object)),
    {
      'another name': (tree) => setPort(tree, 'htpp'),
      'another number': (tree) => setPort(tree, 8081),
      'no ports': (tree) => delete first(tree, 'Service').spec.ports,
    },
  ),
  treeRule(
    'O19',
    'a Service selects exactly the pods of its Deployment, and never a Job’s',
    (tree) => served(tree).map((object) => !selectsOwnPods(tree, object) && nameOf(object)),
    {
      'a Job’s': (tree) => (first(tree, 'Service').spec.selector = { [INSTANCE]: 'full-migrate' }),
      'a CronJob’s': (tree) => (first(tree, 'Service').spec.selector = { [INSTANCE]: 'full-report' }),
      'a Job’s besides': (tree) =>
        Object.assign(pods(tree).find(({ workload }) => workload.kind === 'Job')?.labels ?? {}, {
          [INSTANCE]: 'full-api',
        }),
      'all of the application': (tree) =>
        (first(tree, 'Service').spec.selector = { 'app.kubernetes.io/part-of': 'full' }),
      'another Deployment’s': (tree) => (first(tree, 'Service').spec.selector = { [INSTANCE]: 'full-rpc' }),
    },
  ),
  treeRule(
    'O19',
    'a Service selects both slots where replicas divide the requests, and nothing else',
    (tree) => served(tree).map((object) => !selectsOwnPods(tree, object) && nameOf(object)),
    {
      'another Deployment’s besides': (tree) => {
        const copy = structuredClone(first(tree, 'Deployment'));
        copy.metadata.name += '-2';
        tree.objects.push(copy);
      },
      'both slots of what a router weighs': (tree) =>
        tree.objects.push({ apiVersion: 'v1', kind: 'TraefikService', metadata: { name: 'a' }, spec: {} }),
    },
    { on: 'golden/canary-replicas/production' },
  ),
  podRule(
    'O19',
    'pods spread among themselves, and never among a Job’s',
    (pod, tree) => {
      const { affinity, topologySpreadConstraints = [] } = pod.template.spec;
      const terms = affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
      const selectors = [...terms.map(({ podAffinityTerm }) => podAffinityTerm), ...topologySpreadConstraints].map(
        ({ labelSelector }) => labelSelector,
      );
      return (
        selectors.some((selector) => selected(tree, selector).some(({ workload }) => workload !== pod.workload)) &&
        'spreads among others'
      );
    },
    {
      'the whole application': ({ template }) =>
        template.spec.topologySpreadConstraints?.forEach(
          (constraint) => (constraint.labelSelector = { matchLabels: { 'app.kubernetes.io/part-of': 'full' } }),
        ),
    },
    { kinds: ['Deployment'] },
  ),
  treeRule(
    'O20',
    'no Service is reachable from outside of the cluster by itself',
    (tree) =>
      all(tree, 'Service').map(
        ({ spec, ...object }) =>
          (!['ClusterIP', 'ExternalName', undefined].includes(spec.type) || spec.externalIPs !== undefined) &&
          nameOf({ ...object, spec }),
      ),
    {
      'a port of the nodes': (tree) => (first(tree, 'Service').spec.type = 'NodePort'),
      'a load balancer': (tree) => (first(tree, 'Service').spec.type = 'LoadBalancer'),
      addresses: (tree) => (first(tree, 'Service').spec.externalIPs = ['203.0.113.7']),
    },
  ),
];

function covers(tree: Tree, policy: KubeObject<Policy>, { labels }: PodView): boolean {
  return isComplete(tree, policy) && isSubset(policy.spec.podSelector.matchLabels, labels);
}

/**
 * What all checkers take for a policy: Polaris wants exactly one label. Except where Flagger copies a Deployment: the copy
 * has another instance, so a policy for both selects by application and service, which only together are of one service.
 */
function isComplete(tree: Tree, { metadata, spec }: KubeObject<Policy>): boolean {
  const { podSelector, policyTypes = [], ingress = [], egress = [] } = spec;
  const keys = Object.keys(podSelector.matchLabels ?? {}).sort();
  const isCopied = canaryOf(tree, metadata.name, metadata.namespace) !== undefined;
  const isOfOneService = isCopied ? keys.join() === [NAME, PART_OF].join() : keys.length === 1;
  return (
    isOfOneService &&
    podSelector.matchExpressions === undefined &&
    policyTypes.includes('Ingress') &&
    policyTypes.includes('Egress') &&
    ingress.length > 0 &&
    egress.length > 0
  );
}

function copiedPolicy(tree: Tree): Policy {
  const { metadata } = first(tree, 'Canary');
  return (all(tree, 'NetworkPolicy').find(({ metadata: { name } }) => name === metadata.name) as KubeObject<Policy>)
    .spec;
}

function ownPolicy(tree: Tree): Policy {
  return (all(tree, 'NetworkPolicy').find(({ metadata }) => metadata.name !== 'default-deny') as KubeObject<Policy>)
    .spec;
}

/** Services of pods. One without a selector has its addresses in an EndpointSlice, or is an alias. */
function served(tree: Tree): Service[] {
  const isExternal = ({ metadata, spec }: Service) =>
    spec.selector === undefined &&
    (spec.type === 'ExternalName' ||
      tree.objects.some(
        ({ kind, metadata: { labels } }) =>
          kind === 'EndpointSlice' && labels?.['kubernetes.io/service-name'] === metadata.name,
      ));
  return all(tree, 'Service').filter((service) => !isExternal(service));
}

function selectedBy(tree: Tree, { spec: { selector = {} } }: Service): PodView[] {
  return Object.keys(selector).length > 0 ? selected(tree, { matchLabels: selector }) : [];
}

function selectsOwnPods(tree: Tree, service: Service): boolean {
  const workloads = new Set(selectedBy(tree, service).map(({ workload }) => nameOf(workload)));
  const slot = service.spec.selector?.['twelve-factor/slot'];
  const instance = service.metadata.labels?.[INSTANCE];
  // By replicas, requests are divided by the numbers of pods behind one Service: of both slots, and of no more.
  const both = ['canary', 'stable'].map((name) => `Deployment/${instance}-${name}`);
  if (slot === undefined && both.every((name) => workloads.has(name))) {
    return workloads.size === both.length && !tree.objects.some(({ kind }) => DIVIDING.includes(kind));
  }
  return workloads.size === 1 && workloads.has(`Deployment/${slot ? `${instance}-${slot}` : service.metadata.name}`);
}

function leadsToPorts(tree: Tree, service: Service): boolean {
  const { ports = [] } = service.spec;
  const declared = selectedBy(tree, service).flatMap(({ template }) =>
    template.spec.containers.flatMap((container) => container.ports ?? []),
  );
  return (
    ports.length > 0 &&
    ports.every(({ port, targetPort = port }) =>
      declared.some(({ name, containerPort }) => name === targetPort || containerPort === targetPort),
    )
  );
}

function setPort(tree: Tree, targetPort: number | string): void {
  Object.assign(first(tree, 'Service').spec.ports?.[0] ?? {}, { targetPort });
}
