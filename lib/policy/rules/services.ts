import { manifestRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { isAstray, podsOf } from '../selection';
import type { Labels } from '../selector';
import { isMixed } from '../slots';
import { mayHoldUnseen } from '../unseen';
import { few, hint, labelsText, titleOf, word } from '../words';

/** Where requests to a Service end. */
export const services: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3001',
      severity: 'error',
      asked: ['kube-score service-targets-pod', 'kube-linter dangling-service', 'Kubescape C-0293'],
      remedy: 'give it the labels of the pods that are to answer',
    },
    ['Service'],
    (service, tell, manifests) => {
      if (isElsewhere(service, manifests) || podsOf(service, manifests).length > 0) return;
      const selector = service.at('spec', 'selector');
      const wanted = selector.texts;
      if (selector.hasKeys && mayHoldUnseen(manifests, service.namespace)) return;
      tell(
        selector,
        Object.keys(wanted).length > 0
          ? `no pod here has ${labelsText(wanted)}${nearLabel(wanted, service.namespace, manifests)}`
          : 'it selects nothing',
      );
    },
  ),
  manifestRule(
    {
      code: 'TF3002',
      severity: 'warning',
      remedy: 'select the pods of one of them, by a label that the others do not have',
    },
    ['Service'],
    (service, tell, manifests) => {
      if (!isMixed(service, manifests)) return;
      const workloads = podsOf(service, manifests).map(({ workload }) => workload);
      tell(service.at('spec', 'selector'), `it divides requests among the pods of ${few(workloads, titleOf)}`);
    },
  ),
  manifestRule(
    {
      code: 'TF3038',
      severity: 'warning',
      asked: ['kube-score statefulset-has-servicename'],
      remedy: 'give serviceName: the headless Service that selects its pods',
    },
    ['apps/StatefulSet'],
    (set, tell, manifests) => {
      const name = set.at('spec', 'serviceName');
      // From Kubernetes 1.33 on it may be left out: then its pods have no names of their own.
      if (!name.text) return;
      const service = manifests.find('Service', set.namespace, name.text);
      if (!service) tell(name, `nothing here is the Service ${name.text}, so its pods have no names in DNS`);
      else if (service.at('spec', 'clusterIP').text !== 'None') tell(name, `the Service ${name.text} is not headless`);
    },
  ),
  manifestRule(
    {
      code: 'TF3003',
      severity: 'error',
      remedy: 'select by a label that the task does not have, such as app.kubernetes.io/component',
    },
    ['Service'],
    (service, tell, manifests) => {
      // Pods of an indexed Job find each other by a headless Service.
      if (service.at('spec', 'clusterIP').text === 'None') return;
      if (isAstray(service, manifests) || isMixed(service, manifests)) return;
      const task = podsOf(service, manifests).find(({ isLongRunning }) => !isLongRunning);
      if (task) {
        tell(service.at('spec', 'selector'), `it sends requests to ${titleOf(task.workload)}, which answers none`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3004',
      severity: 'error',
      asked: ['kube-score container-ports-check', 'kube-linter invalid-target-ports'],
      remedy: 'name a port that its pods declare',
    },
    ['Service'],
    (service, tell, manifests) => {
      const pods = podsJudged(service, manifests);
      for (const port of service.at('spec', 'ports').items) {
        const target = port.at('targetPort');
        const name = target.text;
        if (name === undefined) continue;
        const deaf = pods.find(
          (pod) => pod.containers.length > 0 && !pod.ports.some((own) => own.textAt('name') === name),
        );
        if (!deaf) continue;
        const names = deaf.ports.flatMap((own) => own.at('name').text ?? []);
        const known = names.length > 0 ? `, but ${few(names, word)}` : '';
        tell(target, `${titleOf(deaf.workload)} declares no port ${word(name)}${known}${hint(name, names)}`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3005',
      severity: 'warning',
      remedy: 'lead to a port that its pods declare, or declare this one',
    },
    ['Service'],
    (service, tell, manifests) => {
      const pods = podsJudged(service, manifests);
      for (const port of service.at('spec', 'ports').items) {
        const target = port.at('targetPort');
        const number = target.isGiven ? target.number : port.at('port').number;
        if (number === undefined) continue;
        // Who declares no port at all may listen on any.
        const deaf = pods.find(({ ports }) => ports.length > 0 && !ports.some((own) => numberOf(own) === number));
        if (!deaf) continue;
        const numbers = deaf.ports.map((own) => `${numberOf(own) ?? 'none'}`);
        const by = target.isGiven ? '' : ' (the port itself, as targetPort is not given)';
        tell(
          target.isGiven ? target : port.at('port'),
          `${titleOf(deaf.workload)} declares no port ${number}${by}, but ${few(numbers, word)}`,
        );
      }
    },
  ),
];

/** Its pods, where it selects those that it is for: others are told as such, and not by what they lack. */
function podsJudged(service: Manifest, manifests: ManifestSet): readonly Pod[] {
  return isAstray(service, manifests) || isMixed(service, manifests)
    ? []
    : podsOf(service, manifests).filter(({ isLongRunning }) => isLongRunning);
}

/** Whether others have its addresses: an alias, or an EndpointSlice of this name. */
function isElsewhere({ root, name, namespace }: Manifest, manifests: ManifestSet): boolean {
  const spec = root.at('spec');
  if (spec.at('type').text === 'ExternalName') return true;
  return !spec.at('selector').isGiven && addressed(manifests).has(`${namespace}\n${name}`);
}

/** Services whose addresses are written down. */
const addressed = derived((manifests) => {
  const slices = manifests.of('discovery.k8s.io/EndpointSlice');
  const names = slices.map(({ namespace, labels }) => `${namespace}\n${labels['kubernetes.io/service-name'] ?? ''}`);
  return new Set([...names, ...manifests.of('Endpoints').map(({ namespace, name }) => `${namespace}\n${name}`)]);
});

/** What a pod has under a key that a Service wants with nearly that value. */
function nearLabel(wanted: Labels, namespace: string, manifests: ManifestSet): string {
  const values = valuesByKey(manifests);
  const hints = Object.entries(wanted).map(([key, value]) => {
    const known = values.get(`${namespace}\n${key}`);
    return !known || known.has(value) ? '' : hint(value, known);
  });
  return hints.find((text) => text !== '') ?? '';
}

const valuesByKey = derived(({ selectable }) => {
  const values = new Map<string, Set<string>>();
  for (const { namespace, labels } of selectable) {
    for (const [label, value] of Object.entries(labels)) {
      const key = `${namespace}\n${label}`;
      const known = values.get(key);
      if (known) known.add(value);
      else values.set(key, new Set([value]));
    }
  }
  return values;
});

function numberOf(port: Field): number | undefined {
  return port.at('containerPort').number;
}
