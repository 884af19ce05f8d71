import type { Place } from '../errors';
import { canonicalAddress, familyOf, isSpecialAddress } from '../manifest';

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

function checkEach(place: Place, addresses: readonly string[]): void {
  const seen = new Set<string>();
  for (const address of addresses) {
    if (isSpecialAddress(address)) {
      place.problem(
        'TF1807',
        'addresses',
        `${JSON.stringify(address)} is a loopback, link-local or unspecified address`,
        'give one that every node reaches',
      );
    }
    if (seen.has(canonicalAddress(address))) {
      place.problem('TF1807', 'addresses', `${JSON.stringify(address)} is given twice`, 'give each address once');
    }
    seen.add(canonicalAddress(address));
  }
}
