import type { Place } from '../errors';
import type { k8s, Spelled } from '../manifest';
import {
  addressBlock,
  anywhere,
  applicationPods,
  type Direction,
  namespacePods,
  type PeerContext,
  samePods,
  type Selectors,
} from './peer-selectors';

/** Transport of a port. */
export type PeerProtocol = 'TCP' | 'UDP' | 'SCTP';

/** Which pods of a namespace are meant. */
export interface NamespacePeerProps {
  /**
   * Labels that the pods carry.
   *
   * @default - all pods of the namespace
   */
  readonly pods?: Readonly<Record<string, string>>;
}

/** Which part of an application is meant. */
export interface ApplicationPeerProps {
  /**
   * Name of the service.
   *
   * @default - all services of the application
   */
  readonly service?: string;
}

/** Which part of an address block is meant. */
export interface CidrPeerProps {
  /**
   * Smaller blocks within that are left out.
   *
   * @default - none
   */
  readonly except?: readonly string[];
}

/** A peer that has been checked. */
export interface BoundPeer {
  /** Who: nothing in the list stands for everybody. */
  readonly selectors: Spelled<k8s.NetworkPolicyPeer>[];
  /** On which ports; none where the peer does not say. */
  readonly ports: Spelled<k8s.NetworkPolicyPort>[];
}

/** Who a process talks to: pods of this cluster or addresses, on all ports or some. */
export class Peer {
  /** Pods of the service's own namespace. */
  static sameNamespace(props: NamespacePeerProps = {}): Peer {
    return new Peer(samePods(props.pods));
  }

  /** Pods of a namespace: `Peer.namespace('postgres').on(5432)`. */
  static namespace(name: string, props: NamespacePeerProps = {}): Peer {
    return new Peer(namespacePods(name, props.pods));
  }

  /** Another application of the platform, wherever it runs in this environment: `Peer.application('shop', { service: 'web' })`. */
  static application(name: string, props: ApplicationPeerProps = {}): Peer {
    return new Peer(applicationPods(name, props.service));
  }

  /** Addresses outside of the cluster, in CIDR notation: `Peer.cidr('203.0.113.7/32').on(443)`. */
  static cidr(block: string, props: CidrPeerProps = {}): Peer {
    return new Peer(addressBlock(block, props.except ?? []));
  }

  /** Any address, in the cluster or outside. Of what may be called, not the cloud's metadata service: it hands out credentials. */
  static anywhere(): Peer {
    return new Peer(anywhere);
  }

  private constructor(
    private readonly who: Selectors,
    private readonly ports: readonly { readonly port: number; readonly protocol: PeerProtocol }[] = [],
  ) {}

  /** The same peer on this port; repeated, on each of them. It is the port that the pods listen on, not their Service's. */
  on(port: number, protocol: PeerProtocol = 'TCP'): Peer {
    return new Peer(this.who, [...this.ports, { port, protocol }]);
  }

  /** @internal Whether it is on some ports alone. */
  get saysPorts(): boolean {
    return this.ports.length > 0;
  }

  /**
   * The peer as a policy names it, or nothing where it is no good.
   *
   * @internal
   */
  bind(place: Place, subject: string, context: PeerContext, direction: Direction): BoundPeer | undefined {
    const selectors = this.who({ place, subject, context, direction });
    const ports = this.ports.filter(({ port, protocol }) => {
      const good = Number.isInteger(port) && port >= 1 && port <= 65535 && ['TCP', 'UDP', 'SCTP'].includes(protocol);
      if (!good) {
        place.problem(
          'TF1523',
          subject,
          `${port}/${protocol} is no port`,
          'give a whole number from 1 to 65535, and TCP, UDP or SCTP',
        );
      }
      return good;
    });
    // Without its bad ports, the peer could be let in on all of them.
    if (!selectors || ports.length < this.ports.length) {
      return undefined;
    }
    return { selectors, ports: ports.map(({ port, protocol }) => policyPort(port, protocol)) };
  }
}

/** A port as policies have it. By number: names are not resolved by every network plugin. */
export function policyPort(port: number, protocol: PeerProtocol = 'TCP'): Spelled<k8s.NetworkPolicyPort> {
  return { port: port, protocol };
}
