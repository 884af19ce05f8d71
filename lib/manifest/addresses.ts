import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

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

/** Whether an address means something else on every node: loopback, link-local, multicast within the link, unspecified. */
export function isSpecialAddress(address: string): boolean {
  return SPECIAL.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** The family of an address that an endpoint can have. Kubernetes takes no zones, nor an IPv4 address in IPv6 spelling. */
export function familyOf(address: string): 'IPv4' | 'IPv6' | undefined {
  if (isIPv4(address)) {
    return 'IPv4';
  }
  return isIPv6(address) && !address.includes('%') && !canonicalAddress(address).startsWith('::ffff:')
    ? 'IPv6'
    : undefined;
}

/** The one spelling of an address: IPv6 has many. */
export function canonicalAddress(address: string): string {
  return new SocketAddress({ address, family: isIPv4(address) ? 'ipv4' : 'ipv6' }).address;
}
