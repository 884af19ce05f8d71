import { type ConfigReference, configReferences } from '../config-references';
import { manifestRule, podRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { keysOfSecret, secretMaker } from '../secrets';
import { few, hint, noSuch, titleOf, word } from '../words';

/** ConfigMaps that the cluster makes in every namespace. */
const OF_THE_CLUSTER = ['kube-root-ca.crt', 'openshift-service-ca.crt'];

/** Where pods have their config, their credentials and their account from. */
export const configSources: readonly Rule[] = [
  podRule(
    {
      code: 'TF3017',
      severity: 'warning',
      asked: ['kube-linter env-value-from'],
      remedy: 'name one that is applied with it, or say that it is optional',
    },
    (pod, tell, manifests) => {
      for (const name of namesOnce(references(manifests)(pod), 'ConfigMap')) {
        const text = name.text ?? '';
        if (!OF_THE_CLUSTER.includes(text) && manifests.lacks('ConfigMap', pod.namespace, text)) {
          tell(name, noSuch(manifests, 'ConfigMap', pod.namespace, text));
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3018',
      severity: 'error',
      asked: ['kube-linter env-value-from'],
      remedy: 'name a key that it has, or say that it is optional',
    },
    (pod, tell, manifests) => {
      for (const { kind, name, keys } of references(manifests)(pod)) {
        const source =
          kind === 'ConfigMap'
            ? manifests.find(kind, pod.namespace, name.text ?? '')
            : secretMaker(manifests, pod.namespace, name.text ?? '');
        const known =
          source &&
          (kind === 'ConfigMap' ? [...source.at('data').keys, ...source.at('binaryData').keys] : keysOfSecret(source));
        if (!source || !known) continue;
        for (const key of keys) {
          const text = key.text;
          if (text === undefined || known.includes(text)) continue;
          const others = known.length > 0 ? `, but ${few(known, word)}` : '';
          tell(key, `${titleOf(source)} has no key ${word(text)}${others}${hint(text, known)}`);
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3019',
      severity: 'note',
      asked: ['kube-linter env-value-from'],
      remedy: 'see that the cluster has it',
    },
    (pod, tell, manifests) => {
      for (const name of namesOnce(references(manifests)(pod), 'Secret')) {
        if (!secretMaker(manifests, pod.namespace, name.text ?? '')) {
          tell(name, `nothing here makes the Secret ${word(name.text ?? '')}`);
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3020',
      severity: 'warning',
      asked: ['kube-linter non-existent-service-account', 'Kubescape C-0307'],
      remedy: 'name one that is applied with it: without it, no pod is made',
    },
    ({ spec, namespace }, tell, manifests) => {
      const name = spec.at('serviceAccountName').isGiven ? spec.at('serviceAccountName') : spec.at('serviceAccount');
      const text = name.text ?? 'default';
      if (text !== 'default' && manifests.lacks('ServiceAccount', namespace, text)) {
        tell(name, noSuch(manifests, 'ServiceAccount', namespace, text));
      }
    },
  ),
  manifestRule(
    { code: 'TF3037', severity: 'note', remedy: 'see that the cluster has it' },
    ['networking.k8s.io/Ingress', 'traefik.io/IngressRoute'],
    (route, tell, manifests) => {
      const tls = route.at('spec', 'tls');
      for (const { name } of [tls, ...tls.items].map((entry) => ({ name: entry.at('secretName') }))) {
        if (name.text !== undefined && !secretMaker(manifests, route.namespace, name.text)) {
          tell(name, `nothing here makes the Secret ${word(name.text)} with its certificate`);
        }
      }
    },
  ),
];

/** The mentions of a pod, found once for all rules. */
const references = derived(() => {
  const known = new Map<Pod, readonly ConfigReference[]>();
  return (pod: Pod) => {
    const found = known.get(pod) ?? configReferences(pod);
    known.set(pod, found);
    return found;
  };
});

/** Where each name stands first. */
function namesOnce(found: readonly ConfigReference[], kind: ConfigReference['kind']): Field[] {
  const names = new Map<string, Field>();
  for (const reference of found) {
    const text = reference.name.text ?? '';
    if (reference.kind === kind && !names.has(text)) names.set(text, reference.name);
  }
  return [...names.values()];
}
