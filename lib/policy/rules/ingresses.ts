import { manifestRule } from '../define-rule';
import type { Rule } from '../rule';
import { word } from '../words';

const INGRESS = 'networking.k8s.io/Ingress';
const INGRESS_ROUTE = 'traefik.io/IngressRoute';
const CLASS = 'kubernetes.io/ingress.class';

/** How requests come into the cluster. */
export const ingresses: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3235',
      severity: 'warning',
      asked: ['Polaris tlsSettingsMissing', 'Kubescape C-0263'],
      remedy: 'serve it over TLS',
    },
    [INGRESS, INGRESS_ROUTE],
    (route, tell) => {
      const tls = route.at('spec', 'tls');
      if (route.type === INGRESS_ROUTE || tls.items.length === 0) {
        if (!tls.isGiven || (route.type === INGRESS && tls.items.length === 0))
          tell(tls, 'requests come in for everybody to read');
        return;
      }
      const covered: unknown[] = [];
      for (const entry of tls.items) for (const { value } of entry.at('hosts').items) covered.push(value);
      for (const rule of route.at('spec', 'rules').items) {
        const host = rule.at('host');
        if (host.text === undefined || host.text === '*' || covered.length === 0 || covered.includes(host.text))
          continue;
        if (covered.includes(host.text.replace(/^[^.]+/, '*'))) continue;
        tell(host, `${word(host.text)} is not among the hosts of spec.tls`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3236',
      severity: 'warning',
      remedy: 'give spec.ingressClassName',
    },
    [INGRESS],
    (ingress, tell) => {
      const name = ingress.at('spec', 'ingressClassName');
      if (Object.hasOwn(ingress.annotations, CLASS)) {
        tell(ingress.at('metadata', 'annotations', CLASS), 'the annotation is not what says the class any more');
      } else if (!name.isGiven) {
        tell(name, 'it is served by whichever controller thinks that it is meant, or by none');
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3237',
      severity: 'warning',
      asked: ['Datree INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE'],
      remedy: 'give the host that it serves',
    },
    [INGRESS],
    (ingress, tell) => {
      for (const rule of ingress.at('spec', 'rules').items) {
        const host = rule.at('host');
        if (!host.text || host.text === '*') tell(host, 'it answers for every host, also for those of others');
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3238',
      severity: 'warning',
      asked: [
        'Checkov CKV_K8S_152',
        'Checkov CKV_K8S_153',
        'Checkov CKV_K8S_154',
        'Kubescape C-0059',
        'Trivy KCV-0093',
      ],
      remedy: 'use the annotations for what it is to do',
    },
    [INGRESS],
    (ingress, tell) => {
      for (const key of Object.keys(ingress.annotations).filter((name) => name.endsWith('-snippet'))) {
        tell(
          ingress.at('metadata', 'annotations', key),
          'it is pasted into the configuration of the controller, which reads all Secrets (CVE-2021-25742)',
        );
      }
    },
  ),
];
