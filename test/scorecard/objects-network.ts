import type { KubeObject, Specs } from './model';
import { podRule, type Rule, treeRule } from './rule';
import { all, first, isSubset, nameOf, type PodView, pods, selected, type Tree } from './tree';

type Service = KubeObject<Specs['Service']>;
type Policy = Specs['NetworkPolicy'];

const INSTANCE = 'app.kubernetes.io/instance';

/** Who reaches what: policies, and the Services of pods. */
export const objectsNetwork: readonly Rule[] = [
  podRule(
    'O15',
    'a network policy covers every pod, in both directions, by one label',
    (pod, tree) => !all(tree, 'NetworkPolicy').some(({ spec }) => covers(spec, pod)) && 'no network policy',
    {
      'other labels': ({ labels }) => Object.assign(labels, { [INSTANCE]: 'other' }),
    },
  ),
  treeRule(
    'O15',
    'a network policy says both directions, and allows something in each',
    (tree) =>
      all(tree, 'NetworkPolicy').map(
        (object) => !isComplete(object.spec) && object.metadata.name !== 'default-deny' && nameOf(object),
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

function covers(policy: Policy, { labels }: PodView): boolean {
  return isComplete(policy) && isSubset(policy.podSelector.matchLabels, labels);
}

/** What all checkers take for a policy: Polaris wants exactly one label. */
function isComplete({ podSelector, policyTypes = [], ingress = [], egress = [] }: Policy): boolean {
  const hasOneLabel =
    Object.keys(podSelector.matchLabels ?? {}).length === 1 && podSelector.matchExpressions === undefined;
  return (
    hasOneLabel &&
    policyTypes.includes('Ingress') &&
    policyTypes.includes('Egress') &&
    ingress.length > 0 &&
    egress.length > 0
  );
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
  return workloads.size === 1 && workloads.has(`Deployment/${service.metadata.name}`);
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
