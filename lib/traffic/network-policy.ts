import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { ANNOTATION_PREFIX, INSTANCE_LABEL, type k8s, kubeObject, type RenderContext, type Spelled } from '../manifest';
import { trafficDefaults } from './ingress-defaults';
import { Network } from './network';
import { type Peer, policyPort } from './peer';
import { type Direction, namespaceSelector } from './peer-selectors';

/** The pods that a policy is for. */
export interface NetworkTarget {
  /** Name of the service's objects, and value of its pods' instance label. */
  readonly instance: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** Ports that the process listens on. */
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  /** The one of them that routes lead to; absent if the service has no routes. */
  readonly routedPort?: number;
  /** The one that serves metrics; absent if there are none. */
  readonly metricsPort?: number;
  /** Namespaces that releases are tested from, and the port that is tested; absent if none is. */
  readonly tests?: { readonly from: readonly string[]; readonly port: number };
  /** Labels of its pods, where the instance does not tell all of them. */
  readonly pods?: Readonly<Record<string, string>>;
}

/** A rule of either direction, before it has a side. */
interface Rule {
  readonly peers: Spelled<k8s.NetworkPolicyPeer>[];
  readonly ports: Spelled<k8s.NetworkPolicyPort>[];
}

const DNS_PORTS = [policyPort(53, 'UDP'), policyPort(53)];

/**
 * Where DNS is, in nearly every cluster.
 *
 * The whole of kube-system, because the DNS pods are labelled differently from distribution to distribution. And
 * link-local addresses, because no selector can name what listens there: NodeLocal DNSCache (169.254.20.10, or
 * 169.254.25.10) and the resolvers of clouds (169.254.169.253 and .254). No router forwards to such an address, and on
 * port 53 there is nothing but DNS.
 */
const DNS_PEERS: Spelled<k8s.NetworkPolicyPeer>[] = [
  namespaceSelector('kube-system'),
  { ipBlock: { cidr: '169.254.0.0/16' } },
];

const OWN_NAMESPACE = Network.policy();

/** Renders who may call a service's pods and whom they may call. Whatever no policy names is denied. */
export function bindNetwork(
  scope: Construct,
  context: RenderContext,
  place: Place,
  network: Network | undefined,
  target: NetworkTarget,
): ApiObject {
  const { reasonForOpen } = network ?? OWN_NAMESPACE;
  const props = (network ?? OWN_NAMESPACE).checked(place);
  if (reasonForOpen !== undefined && reasonForOpen.trim() === '') {
    place.problem('TF1525', 'network', 'Network.open has no reason', 'say why in `because`');
  }
  const bind = (peers: readonly Peer[], prop: string, direction: Direction, ports: Spelled<k8s.NetworkPolicyPort>[]) =>
    peers.flatMap((peer): Rule[] => {
      const bound = peer.bind(place, `network.${prop}`, context, direction);
      if (bound && direction === 'ingress' && bound.ports.length + ports.length === 0) {
        place.problem(
          'TF1526',
          `network.${prop}`,
          'the process declares no port, so every port would be open',
          'say which one with .on(port)',
        );
      }
      return bound ? [{ peers: bound.selectors, ports: bound.ports.length > 0 ? bound.ports : ports }] : [];
    });
  const ownPorts = target.ports.map(({ port }) => policyPort(port));
  const sameNamespace = props.sameNamespace ?? true;
  const { network: shared } = trafficDefaults(context);
  // What is said for all processes can't be meant for those that listen on nothing.
  const sharedCallers = (shared.allowFrom ?? []).filter((peer) => peer.saysPorts || ownPorts.length > 0);

  const ingress = [
    ...callers(context, target, sameNamespace ? ownPorts : []),
    ...bind([...sharedCallers, ...(props.allowFrom ?? [])], 'allowFrom', 'ingress', ownPorts),
  ];
  const egress = [
    { peers: DNS_PEERS, ports: DNS_PORTS },
    ...bind(props.dns ?? shared.dns ?? [], 'dns', 'egress', DNS_PORTS),
    ...(sameNamespace ? [{ peers: [{ podSelector: {} }], ports: [] }] : []),
    ...bind([...(shared.allowTo ?? []), ...(props.allowTo ?? [])], 'allowTo', 'egress', []),
  ];
  // A process that nobody calls still gets a rule, since checkers take a policy without one for unfinished. This one
  // grants nothing that matters: its own pods may call each other.
  const callable = ingress.length > 0 ? ingress : [{ peers: [{ podSelector: podsOf(target) }], ports: [] }];

  const open = reasonForOpen !== undefined;
  return kubeObject(scope, 'NetworkPolicy', 'NetworkPolicy', {
    metadata: {
      name: target.instance,
      labels: target.labels,
      annotations: open ? { [`${ANNOTATION_PREFIX}open-network`]: reasonForOpen } : undefined,
    },
    spec: {
      podSelector: podsOf(target),
      policyTypes: ['Ingress', 'Egress'],
      ingress: open ? [{}] : callable.map(({ peers, ports }) => ({ from: orAll(peers), ports: orAll(ports) })),
      egress: open ? [{}] : egress.map(({ peers, ports }) => ({ to: orAll(peers), ports: orAll(ports) })),
    },
  });
}

/** Who calls a service without being declared: its neighbours, the ingress controller, Prometheus, what tests its releases. */
function callers(
  context: RenderContext,
  { routedPort, metricsPort, tests }: NetworkTarget,
  portsForNeighbours: Spelled<k8s.NetworkPolicyPort>[],
): Rule[] {
  const { ingressNamespace, monitoringNamespace } = trafficDefaults(context);
  return [
    ...(portsForNeighbours.length > 0 ? [{ peers: [{ podSelector: {} }], ports: portsForNeighbours }] : []),
    ...(routedPort === undefined
      ? []
      : [{ peers: [namespaceSelector(ingressNamespace)], ports: [policyPort(routedPort)] }]),
    ...(metricsPort === undefined
      ? []
      : [{ peers: [namespaceSelector(monitoringNamespace)], ports: [policyPort(metricsPort)] }]),
    ...(tests
      ? tests.from
          .filter((namespace) => namespace !== context.namespace)
          .map((namespace) => ({ peers: [namespaceSelector(namespace)], ports: [policyPort(tests.port)] }))
      : []),
  ];
}

/** One label, because that is what all checkers understand; and the instance is unique in its namespace. */
function podsOf({ instance, pods }: NetworkTarget): Spelled<k8s.LabelSelector> {
  return { matchLabels: pods ?? { [INSTANCE_LABEL]: instance } };
}

/** A list that is left out stands for all; an empty one does too, but reads as none. */
function orAll<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
