import { shown } from '../../errors';
import { familyOf, isSpecialAddress } from '../../manifest/addresses';
import { manifestRule } from '../define-rule';
import type { Rule } from '../rule';

/** Addresses beyond the cluster. */
export const endpoints: readonly Rule[] = [
  manifestRule(
    { code: 'TF3270', severity: 'error', remedy: 'give addresses of the addressType that every node reaches' },
    ['discovery.k8s.io/EndpointSlice'],
    (slice, tell) => {
      const type = slice.at('addressType').text;
      if (type !== 'IPv4' && type !== 'IPv6') return;
      for (const address of slice.at('endpoints').items.flatMap((endpoint) => endpoint.at('addresses').items)) {
        const text = address.text ?? '';
        if (familyOf(text) !== type) tell(address, `${shown(address.value)} is no ${type} address`);
        else if (isSpecialAddress(text)) tell(address, `${shown(text)} is another machine on every node`);
      }
    },
  ),
];
