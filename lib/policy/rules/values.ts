import { podRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule, Tell } from '../rule';

/** A field, and the words that it may have. */
type Words = readonly [name: string, words: readonly string[]];

/** What Kubernetes takes where it takes some words alone, which its schemas do not say. */
const POD: readonly Words[] = [
  ['restartPolicy', ['Always', 'OnFailure', 'Never']],
  ['dnsPolicy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']],
  ['preemptionPolicy', ['PreemptLowerPriority', 'Never']],
];
const CONTAINER: readonly Words[] = [
  ['imagePullPolicy', ['Always', 'IfNotPresent', 'Never']],
  ['terminationMessagePolicy', ['File', 'FallbackToLogsOnError']],
];
const CONTEXT: readonly Words[] = [
  ['procMount', ['Default', 'Unmasked']],
  ['fsGroupChangePolicy', ['OnRootMismatch', 'Always']],
];
const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined'];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const UNSATISFIABLE = ['DoNotSchedule', 'ScheduleAnyway'];

/** Words that Kubernetes does not know: an API server refuses them. */
export const values: readonly Rule[] = [
  podRule({ code: 'TF3183', severity: 'error', remedy: 'use one of the words that Kubernetes knows' }, (pod, tell) => {
    tellUnknown(pod.spec, POD, tell);
    for (const container of pod.allContainers) {
      tellUnknown(container, CONTAINER, tell);
      for (const port of container.ports) tellUnless(port, 'protocol', PROTOCOLS, tell);
    }
    for (const context of pod.securityContexts) {
      tellUnknown(context, CONTEXT, tell);
      for (const profile of ['seccompProfile', 'appArmorProfile']) {
        if (context.valueAt(profile)) tellUnless(context.at(profile), 'type', PROFILES, tell);
      }
    }
    for (const constraint of pod.spreadConstraints) tellUnless(constraint, 'whenUnsatisfiable', UNSATISFIABLE, tell);
  }),
];

function tellUnknown(owner: Field, fields: readonly Words[], tell: Tell): void {
  for (const [name, words] of fields) tellUnless(owner, name, words, tell);
}

function tellUnless(owner: Field, name: string, words: readonly string[], tell: Tell): void {
  const value = owner.valueAt(name);
  if (typeof value === 'string' && !words.includes(value))
    tell(owner.at(name), 'a word that Kubernetes does not know', `use ${words.join(' or ')}`);
}
