import type { Place } from '../errors';
import { any, checkedProps, listOf, made, type Shape } from '../props';
import { Peer } from './peer';

/** Who may call a process, and whom it may call, beyond what it needs anyway. */
export interface NetworkPolicyProps {
  /**
   * Who may call the process besides, on its own ports unless the peer says which.
   *
   * @default - nobody
   */
  readonly allowFrom?: readonly Peer[];
  /**
   * Whom the process may call besides, on all ports unless the peer says which.
   *
   * @default - nobody
   */
  readonly allowTo?: readonly Peer[];
  /**
   * Whether the process and the other pods of its namespace may call each other.
   *
   * @default true
   */
  readonly sameNamespace?: boolean;
  /**
   * Where DNS is besides, on port 53 unless the peer says which.
   *
   * @default - namespace kube-system and caches on the node alone
   */
  readonly dns?: readonly Peer[];
}

/** Who may call every process of a platform, and whom each may call, beside what a process says itself. */
export interface NetworkDefaults {
  /**
   * Who may call every process, on its own ports unless the peer says which; without ports, nobody.
   *
   * @default - nobody
   */
  readonly allowFrom?: readonly Peer[];
  /**
   * Whom every process may call, on all ports unless the peer says which.
   *
   * @default - nobody
   */
  readonly allowTo?: readonly Peer[];
  /**
   * Where DNS is besides, for a process that does not say so itself, on port 53 unless the peer says which.
   *
   * @default - namespace kube-system and caches on the node alone
   */
  readonly dns?: readonly Peer[];
}

/** What a platform decides of the network, once for every service on it. */
export interface PlatformNetwork {
  /**
   * Peers of every service. A service's own `network` adds to them; its `dns` takes the place of theirs.
   *
   * @default - none
   */
  readonly network?: NetworkDefaults;
}

const peers = listOf(made(Peer, "Peer.application('lulu')"));

/** What the network defaults have to be. */
export const NETWORK_DEFAULTS: Shape<NetworkDefaults> = { allowFrom: peers, allowTo: peers, dns: peers };

const NETWORK_POLICY: Shape<NetworkPolicyProps> = { ...NETWORK_DEFAULTS, sameNamespace: any };

/** Who may call a process, and whom it may call. */
export class Network {
  /**
   * What the process needs anyway, and what is declared here.
   *
   * It may call DNS and its own namespace. It may be called, on its ports, from its own namespace; by the ingress
   * controller, if it has routes; by Prometheus, if it has metrics; by Flagger's load tester, if it tests releases.
   */
  static policy(props: NetworkPolicyProps = {}): Network {
    return new Network(props);
  }

  /** Everybody may call the process, and it may call everybody. The reason is told by an annotation. */
  static open(props: { readonly because: string }): Network {
    return new Network({}, props?.because ?? '');
  }

  private constructor(
    private readonly props: NetworkPolicyProps,
    /** @internal */
    readonly reasonForOpen?: string,
  ) {}

  /** @internal */
  checked(place: Place): NetworkPolicyProps {
    return checkedProps(place, 'network', this.props, NETWORK_POLICY);
  }
}
