import type { Place } from '../errors';
import { type NetworkDefaults, Peer } from '../traffic';

/** Tells peers of every service that are none, once for all of them. */
export function checkNetwork(place: Place, network: NetworkDefaults = {}): void {
  const { allowFrom, allowTo, dns } = network;
  checkPeers(place, 'network.allowFrom', allowFrom, 'ingress');
  checkPeers(place, 'network.allowTo', allowTo, 'egress');
  checkPeers(place, 'network.dns', dns, 'egress');
}

/** Each namespace rule makes a name, so that none is needed to find out whether a peer is one. */
const ANYWHERE = { namespaceOf: (application: string) => application };

function checkPeers(place: Place, subject: string, peers: unknown, direction: 'ingress' | 'egress'): void {
  if (peers === undefined) {
    return;
  }
  if (!Array.isArray(peers) || !peers.every((peer) => peer instanceof Peer)) {
    const [, prop] = subject.split('.');
    const remedy = `give it as in network: { ${prop}: [Peer.namespace('infra')] }`;
    place.problem('TF1017', subject, 'it is no list of peers', remedy);
    return;
  }
  peers.forEach((peer) => peer.bind(place, subject, ANYWHERE, direction));
}
