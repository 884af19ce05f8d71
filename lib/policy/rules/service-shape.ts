import { shown } from '../../errors';
import { isDnsLabel } from '../../manifest/names';
import { manifestRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule } from '../rule';
import { word } from '../words';

/** What Services say of themselves. */
export const serviceShape: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3230',
      severity: 'warning',
      asked: [
        'kube-score service-type',
        'kube-linter exposed-services',
        'Datree SERVICE_INCORRECT_TYPE_VALUE_NODEPORT',
        'Trivy KSV-0108',
      ],
      remedy: 'let a route lead to it',
    },
    ['Service'],
    (service, tell) => {
      const type = service.at('spec', 'type');
      const addresses = service.at('spec', 'externalIPs');
      if (type.text === 'NodePort') tell(type, 'every node lets everybody in, past all routes');
      if (addresses.items.length > 0) tell(addresses, 'it takes over what is sent to these addresses (CVE-2020-8554)');
    },
  ),
  manifestRule(
    {
      code: 'TF3231',
      severity: 'note',
      asked: ['kube-linter exposed-services', 'Checkov CKV_K8S_44'],
      remedy: 'let a route lead to it, if it is HTTP',
    },
    ['Service'],
    (service, tell) => {
      const type = service.at('spec', 'type');
      if (type.text === 'LoadBalancer') tell(type, 'it has an address and a bill of its own');
    },
  ),
  manifestRule(
    { code: 'TF3232', severity: 'error', remedy: 'give each port a number and a name of its own' },
    ['Service'],
    (service, tell) => {
      const spec = service.at('spec');
      const ports = spec.at('ports');
      const { items } = ports;
      if (items.length === 0) {
        const needsNone = spec.at('clusterIP').text === 'None' || spec.at('type').text === 'ExternalName';
        if (!needsNone) tell(ports, 'it has no port');
      }
      const seen = new Set<string>();
      for (const port of items) {
        const fault = faultOf(port, items.length > 1, seen);
        if (fault !== undefined) tell(port, fault);
      }
    },
  ),
];

function faultOf(port: Field, isOneOfMany: boolean, seen: Set<string>): string | undefined {
  const { number } = port.at('port');
  const name = port.at('name').text ?? '';
  if (number !== undefined && !(Number.isInteger(number) && number >= 1 && number <= 65535)) {
    return `${number} is no port`;
  }
  if (name === '' && isOneOfMany) return 'it has no name, and is one of several';
  if (name !== '' && !isDnsLabel(name.replace(/^\d+(?=.*[a-z])/, 'a'))) return `${shown(name)} is not a DNS label`;
  if (!isOneOfMany) return undefined;
  const keys = [`name ${name}`, `port ${number} ${port.at('protocol').text ?? 'TCP'}`].filter((key) => key !== 'name ');
  const twice = keys.find((key) => seen.has(key));
  keys.forEach((key) => seen.add(key));
  return twice === undefined ? undefined : `it has ${twice.split(' ').map(word).join(' ')} twice`;
}
