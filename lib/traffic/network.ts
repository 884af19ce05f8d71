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

const peers = listOf(made(Peer, "Peer.application('lulu')"));
const NETWORK_POLICY: Shape<NetworkPolicyProps> = { allowFrom: peers, allowTo: peers, sameNamespace: any, dns: peers };

/** Who may call a process, and whom it may call. */
export class Network {
  /**
   * What the process needs anyway, and what is declared here.
   *
   * It may call DNS and its own namespace. It may be called, on its ports, from its own namespace; by the ingress
   * controller, if it has routes; by Prometheus, if it has metrics.
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
