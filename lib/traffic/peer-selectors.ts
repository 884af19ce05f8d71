import type { Place } from '../errors';
import { isLabelKey, isLabelValue, type k8s, MAX_NAME, type RenderContext, type Spelled } from '../manifest';
import { type Cidr, isCanonical, isWithin, parseCidr } from './cidr';

/** Whether a peer calls or is called. */
export type Direction = 'ingress' | 'egress';

/** What is known of the surroundings of a peer. */
export type PeerContext = Pick<RenderContext, 'namespaceOf'>;

/** What is known where a peer is bound. */
export interface PeerScope {
  readonly place: Place;
  /** The prop that the peer was given in. */
  readonly subject: string;
  readonly context: PeerContext;
  readonly direction: Direction;
}

/** Finds out how a policy names a peer. Nothing where the peer was told to be no good; an empty list for everybody. */
export type Selectors = (scope: PeerScope) => Spelled<k8s.NetworkPolicyPeer>[] | undefined;

/** Kubernetes gives each namespace this label itself (since 1.22), so nobody can forget or forge it. */
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/** Addresses at which clouds tell instances their credentials, by IPv4 and IPv6. */
const METADATA = { v4: '169.254.169.254/32', v6: 'fd00:ec2::254/128' };

/** Pods of a namespace. */
export function namespaceSelector(
  name: string,
  pods?: Readonly<Record<string, string>>,
): Spelled<k8s.NetworkPolicyPeer> {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: name } },
    podSelector: pods && { matchLabels: pods },
  };
}

/** @see Peer.sameNamespace */
export function samePods(pods?: Readonly<Record<string, string>>): Selectors {
  return (scope) => (checkPods(scope, pods) ? [{ podSelector: pods ? { matchLabels: pods } : {} }] : undefined);
}

/** @see Peer.namespace */
export function namespacePods(name: string, pods?: Readonly<Record<string, string>>): Selectors {
  return (scope) => {
    const good = [checkLabel(scope, 'namespace', name), checkPods(scope, pods)].every(Boolean);
    return good ? [namespaceSelector(name, pods)] : undefined;
  };
}

/** @see Peer.application */
export function applicationPods(application: string, service?: string): Selectors {
  return (scope) => {
    const good = [
      checkLabel(scope, 'application', application),
      service === undefined || checkLabel(scope, 'service', service),
    ].every(Boolean);
    // By labels as well: applications may share a namespace. Not by instance: Flagger's copy of a service has another.
    const pods: Record<string, string> =
      service === undefined
        ? { 'app.kubernetes.io/part-of': application }
        : { 'app.kubernetes.io/part-of': application, 'app.kubernetes.io/name': service };
    return good ? [namespaceSelector(scope.context.namespaceOf(application), pods)] : undefined;
  };
}

/** @see Peer.cidr */
export function addressBlock(block: string, except: readonly string[]): Selectors {
  return (scope) => {
    const outer = checkCidr(scope, block);
    const inner = except.map((text) => checkCidr(scope, text));
    if (!outer || !inner.every((cidr) => cidr !== undefined)) {
      return undefined;
    }
    const outside = inner.findIndex((cidr) => !isWithin(cidr, outer));
    if (outside !== -1) {
      const given = `${JSON.stringify(except[outside])} is no smaller block within ${JSON.stringify(block)}`;
      scope.place.problem('TF1522', scope.subject, given, 'give blocks that lie within, or leave them out');
      return undefined;
    }
    return [{ ipBlock: { cidr: block, except: except.length > 0 ? [...except] : undefined } }];
  };
}

/** @see Peer.anywhere */
export const anywhere: Selectors = ({ direction }) => {
  if (direction === 'ingress') {
    return [];
  }
  return [
    // Some network plugins do not count pods among addresses, so they are named besides.
    { namespaceSelector: {} },
    { ipBlock: { cidr: '0.0.0.0/0', except: [METADATA.v4] } },
    { ipBlock: { cidr: '::/0', except: [METADATA.v6] } },
  ];
};

function checkCidr({ place, subject }: PeerScope, text: string): Cidr | undefined {
  const cidr = parseCidr(text);
  if (!cidr) {
    place.problem(
      'TF1521',
      subject,
      `${JSON.stringify(text)} is no address block`,
      'give one such as "10.0.0.0/8"; a single address is "203.0.113.7/32"',
    );
    return undefined;
  }
  if (!isCanonical(text, cidr)) {
    place.problem(
      'TF1521',
      subject,
      `${JSON.stringify(text)} has bits beyond its prefix`,
      `write ${JSON.stringify(cidr.text)}`,
    );
    return undefined;
  }
  return cidr;
}

function checkLabel({ place, subject }: PeerScope, what: string, name: string): boolean {
  const good = typeof name === 'string' && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= MAX_NAME;
  if (!good) {
    place.problem(
      'TF1524',
      subject,
      `${what} ${JSON.stringify(name)} is no name`,
      'use lower-case letters, digits and hyphens',
    );
  }
  return good;
}

function checkPods({ place, subject }: PeerScope, pods?: Readonly<Record<string, string>>): boolean {
  if (!pods) {
    return true;
  }
  const labels = Object.entries(pods);
  const wrong = labels.find(([key, value]) => !isLabelKey(key) || !isLabelValue(value));
  if (labels.length === 0 || wrong) {
    const given = wrong ? `${JSON.stringify(`${wrong[0]}=${wrong[1]}`)} is no label` : '`pods` has no label';
    place.problem('TF1524', subject, given, 'give labels as the pods carry them, or leave `pods` out for all pods');
    return false;
  }
  return true;
}
