import { podRule } from '../define-rule';
import type { Field } from '../field';
import type { Rule, Tell } from '../rule';

/** A field, and the words that it may have. */
interface Words {
  readonly name: string;
  readonly words: readonly string[];
}

/** What Kubernetes takes where it takes some words alone, which its schemas do not say. */
const POD: readonly Words[] = [
  { name: 'restartPolicy', words: ['Always', 'OnFailure', 'Never'] },
  { name: 'dnsPolicy', words: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
  { name: 'preemptionPolicy', words: ['PreemptLowerPriority', 'Never'] },
];
const CONTAINER: readonly Words[] = [
  { name: 'imagePullPolicy', words: ['Always', 'IfNotPresent', 'Never'] },
  { name: 'terminationMessagePolicy', words: ['File', 'FallbackToLogsOnError'] },
];
const CONTEXT: readonly Words[] = [
  { name: 'procMount', words: ['Default', 'Unmasked'] },
  { name: 'fsGroupChangePolicy', words: ['OnRootMismatch', 'Always'] },
];
const PROFILE: Words = { name: 'type', words: ['RuntimeDefault', 'Localhost', 'Unconfined'] };
const PORT: Words = { name: 'protocol', words: ['TCP', 'UDP', 'SCTP'] };
const CONSTRAINT: Words = { name: 'whenUnsatisfiable', words: ['DoNotSchedule', 'ScheduleAnyway'] };

/** Words that Kubernetes does not know: an API server refuses them. */
export const values: readonly Rule[] = [
  podRule({ code: 'TF3183', severity: 'error', remedy: 'use one of the words that Kubernetes knows' }, (pod, tell) => {
    tellUnknown(pod.spec, POD, tell);
    for (const container of pod.allContainers) {
      tellUnknown(container, CONTAINER, tell);
      for (const port of container.ports) tellUnless(port, PORT, tell);
    }
    for (const context of pod.securityContexts) {
      tellUnknown(context, CONTEXT, tell);
      for (const profile of ['seccompProfile', 'appArmorProfile']) {
        if (context.has(profile)) tellUnless(context.at(profile), PROFILE, tell);
      }
    }
    for (const constraint of pod.spreadConstraints) tellUnless(constraint, CONSTRAINT, tell);
  }),
];

function tellUnknown(owner: Field, fields: readonly Words[], tell: Tell): void {
  for (const field of fields) tellUnless(owner, field, tell);
}

function tellUnless(owner: Field, { name, words }: Words, tell: Tell): void {
  const value = owner.valueAt(name);
  if (typeof value === 'string' && !words.includes(value))
    tell(owner.at(name), 'a word that Kubernetes does not know', `use ${words.join(' or ')}`);
}
