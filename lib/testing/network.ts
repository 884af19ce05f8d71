import { BlockList, isIPv6 } from 'node:net';
import type { KubeObject, Labels } from './kube-object';
import type { ObjectKinds } from './object-kinds';
import { type Pods, podsOf, portNumber } from './pods';
import { selects } from './selectors';

/** Pods that are not in these manifests. */
export interface OtherPods {
  /** Their namespace. */
  readonly namespace: string;
  /**
   * Their labels.
   *
   * @default - none
   */
  readonly labels?: Labels;
}

/** An address outside of the cluster. */
export interface OutsideAddress {
  /** IPv4 or IPv6. */
  readonly ip: string;
}

/** Who calls or is called: a workload of these manifests, other pods, or an address outside of the cluster. */
export type Party = KubeObject | OtherPods | OutsideAddress;

type Policy = ObjectKinds['NetworkPolicy'];
type Ingress = NonNullable<Policy['spec']['ingress']>[number];
type Egress = NonNullable<Policy['spec']['egress']>[number];
type Peer = NonNullable<Ingress['from']>[number];

/** Someone, as policies see them. */
interface Seen {
  readonly ip?: string;
  readonly namespace?: string;
  readonly labels: Labels;
  /** The pods, where they are of these manifests. */
  readonly pods?: Pods;
}

/** A call that policies are asked about. */
export interface Call {
  readonly from: Party;
  readonly to: Party;
  readonly port: number;
  readonly protocol: string;
}

/**
 * Whether the policies among objects allow a call: where one selects the caller for egress, one of its rules must name the
 * called, and the other way round. Pods that no policy selects may do everything.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function mayCall(objects: readonly KubeObject[], { from, to, port, protocol }: Call): boolean {
  const [caller, called] = [seen(from), seen(to)];
  const policies = objects.filter((object): object is Policy => object.kind === 'NetworkPolicy');
  const namesPeer = (peers: readonly Peer[] | undefined, other: Seen, policy: Policy) =>
    !peers?.length || peers.some((peer) => isPeer(peer, other, policy.metadata.namespace, objects));
  const namesPort = ({ ports }: Ingress | Egress) =>
    !ports?.length ||
    ports.some((one) => {
      const first =
        one.port === undefined ? 1 : called.pods ? portNumber(called.pods.spec, one.port, protocol) : one.port;
      const last = one.endPort ?? (one.port === undefined ? 65535 : first);
      const isIn = typeof first === 'number' && typeof last === 'number' && first <= port && port <= last;
      return isIn && (one.protocol ?? 'TCP') === protocol;
    });

  const outgoing = policies.filter((policy) => isFor(policy, caller, 'Egress'));
  const incoming = policies.filter((policy) => isFor(policy, called, 'Ingress'));
  const isLetOut = outgoing.some((policy) =>
    policy.spec.egress?.some((rule) => namesPeer(rule.to, called, policy) && namesPort(rule)),
  );
  const isLetIn = incoming.some((policy) =>
    policy.spec.ingress?.some((rule) => namesPeer(rule.from, caller, policy) && namesPort(rule)),
  );
  return (outgoing.length === 0 || isLetOut) && (incoming.length === 0 || isLetIn);
}

function seen(party: Party): Seen {
  if ('ip' in party) {
    return { ip: party.ip, labels: {} };
  }
  if ('namespace' in party) {
    return { namespace: party.namespace, labels: party.labels ?? {} };
  }
  const pods = podsOf(party);
  return { namespace: party.metadata.namespace, labels: pods?.labels ?? {}, pods };
}

function isFor({ metadata, spec }: Policy, { ip, namespace, labels }: Seen, type: 'Egress' | 'Ingress'): boolean {
  const types = spec.policyTypes ?? ['Ingress', ...(spec.egress ? ['Egress'] : [])];
  const isSelected = ip === undefined && namespace === metadata.namespace && selects(spec.podSelector ?? {}, labels);
  return isSelected && types.includes(type);
}

function isPeer(
  { ipBlock, namespaceSelector, podSelector }: Peer,
  { ip, namespace, labels }: Seen,
  own: string | undefined,
  objects: readonly KubeObject[],
): boolean {
  if (ip !== undefined) {
    return ipBlock !== undefined && isWithin(ip, ipBlock.cidr) && !ipBlock.except?.some((block) => isWithin(ip, block));
  }
  // What an address block means for pods is left to the network's plugin: it is for what is outside.
  if (ipBlock !== undefined) {
    return false;
  }
  const isThere = namespaceSelector
    ? selects(namespaceSelector, namespaceLabels(objects, namespace))
    : namespace === own;
  return isThere && selects(podSelector ?? {}, labels);
}

/** Labels of a namespace: those that are rendered with it, and its name, which Kubernetes adds. */
function namespaceLabels(objects: readonly KubeObject[], name: string | undefined): Labels {
  const object = objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);
  return { ...object?.metadata.labels, ...(name === undefined ? {} : { 'kubernetes.io/metadata.name': name }) };
}

function isWithin(ip: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const block = new BlockList();
  block.addSubnet(network, Number(prefix), family);
  return isIPv6(ip) === (family === 'ipv6') && block.check(ip, family);
}
