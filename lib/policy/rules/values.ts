import { podRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule, Tell } from '../rule';

/** What Kubernetes takes where it takes some words alone, which its schemas do not say. */
const POD = {
  restartPolicy: ['Always', 'OnFailure', 'Never'],
  dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
  preemptionPolicy: ['PreemptLowerPriority', 'Never'],
} as const;
const CONTAINER = {
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
} as const;
const CONTEXT = {
  procMount: ['Default', 'Unmasked'],
  fsGroupChangePolicy: ['OnRootMismatch', 'Always'],
} as const;
const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const UNSATISFIABLE = ['DoNotSchedule', 'ScheduleAnyway'];

/** Words that Kubernetes does not know: an API server refuses them. */
export const values: readonly Rule[] = [
  podRule({ code: 'TF3183', severity: 'error', remedy: 'use one of the words that Kubernetes knows' }, (pod, tell) => {
    const { spec } = pod;
    tellUnknown(spec, POD, tell);
    for (const container of pod.allContainers) {
      tellUnknown(container, CONTAINER, tell);
      for (const port of container.at('ports').items) tellUnless(port.at('protocol'), PROTOCOLS, tell);
    }
    for (const owner of [spec, ...pod.allContainers]) {
      const context = owner.at('securityContext');
      tellUnknown(context, CONTEXT, tell);
      tellUnless(context.at('seccompProfile', 'type'), PROFILES, tell);
      tellUnless(context.at('appArmorProfile', 'type'), PROFILES, tell);
    }
    for (const constraint of spec.at('topologySpreadConstraints').items) {
      tellUnless(constraint.at('whenUnsatisfiable'), UNSATISFIABLE, tell);
    }
  }),
];

function tellUnknown(owner: Field, words: Readonly<Record<string, readonly string[]>>, tell: Tell): void {
  for (const name in words) tellUnless(owner.at(name), words[name] ?? [], tell);
}

function tellUnless(field: Field, words: readonly string[], tell: Tell): void {
  const { text } = field;
  if (text !== undefined && !words.includes(text))
    tell(field, 'a word that Kubernetes does not know', `use ${words.join(' or ')}`);
}
