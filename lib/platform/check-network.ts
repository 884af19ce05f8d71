import type { Place } from '../errors';
import { checkedProps } from '../props';
import { NETWORK_DEFAULTS, type NetworkDefaults, type Peer } from '../traffic';

/** Each namespace rule makes a name, so that none is needed to find out whether a peer is one. */
const ANYWHERE = { namespaceOf: (application: string) => application };

/** Tells peers of every service that are none, once for all of them. */
export function checkNetwork(place: Place, network: NetworkDefaults = {}): void {
  const { allowFrom = [], allowTo = [], dns = [] } = checkedProps(place, 'network', network, NETWORK_DEFAULTS);
  const check = (subject: string, peers: readonly Peer[], direction: 'ingress' | 'egress') =>
    peers.forEach((peer) => peer.bind(place, subject, ANYWHERE, direction));
  check('network.allowFrom', allowFrom, 'ingress');
  check('network.allowTo', allowTo, 'egress');
  check('network.dns', dns, 'egress');
}
