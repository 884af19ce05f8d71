import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';
import type { Place } from '../errors';

/** Addresses that mean something else on every node. Kubernetes refuses them as endpoints. */
const SPECIAL = new BlockList();
SPECIAL.addAddress('0.0.0.0');
SPECIAL.addSubnet('127.0.0.0', 8);
SPECIAL.addSubnet('169.254.0.0', 16);
SPECIAL.addSubnet('224.0.0.0', 24);
SPECIAL.addAddress('::', 'ipv6');
SPECIAL.addAddress('::1', 'ipv6');
SPECIAL.addSubnet('fe80::', 10, 'ipv6');
SPECIAL.addSubnet('ff02::', 16, 'ipv6');

/** Tells addresses that no endpoint can have, and gives the family of the others. */
export function checkAddresses(place: Place, addresses: readonly string[]): 'IPv4' | 'IPv6' {
  const families = new Set(addresses.map(familyOf));
  if (addresses.length === 0 || addresses.length > 100 || families.size > 1 || families.has(undefined)) {
    place.problem(
      'TF1807',
      'addresses',
      `${JSON.stringify(addresses)} are not addresses of one family`,
      'give 1 to 100 IPv4 or IPv6 addresses',
    );
  } else {
    checkEach(place, addresses);
  }
  return families.has('IPv6') ? 'IPv6' : 'IPv4';
}

/** Kubernetes takes no zones, and an IPv4 address in IPv6 spelling for either family. */
function familyOf(address: string): 'IPv4' | 'IPv6' | undefined {
  if (isIPv4(address)) {
    return 'IPv4';
  }
  return isIPv6(address) && !address.includes('%') && !canonical(address).startsWith('::ffff:') ? 'IPv6' : undefined;
}

function checkEach(place: Place, addresses: readonly string[]): void {
  const seen = new Set<string>();
  for (const address of addresses) {
    if (SPECIAL.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) {
      place.problem(
        'TF1807',
        'addresses',
        `${JSON.stringify(address)} is a loopback, link-local or unspecified address`,
        'give one that every node reaches',
      );
    }
    if (seen.has(canonical(address))) {
      place.problem('TF1807', 'addresses', `${JSON.stringify(address)} is given twice`, 'give each address once');
    }
    seen.add(canonical(address));
  }
}

/** The one spelling of an address: IPv6 has many. */
function canonical(address: string): string {
  return new SocketAddress({ address, family: isIPv4(address) ? 'ipv4' : 'ipv6' }).address;
}
