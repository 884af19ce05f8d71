import { manifestRule, podRule, setRule } from '../define-rule';
import { isMisfit } from '../meant';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { labelsText, titleOf, word } from '../words';

/** Labels that change while a selector cannot. */
const PASSING = new Set(['app.kubernetes.io/version', 'app.kubernetes.io/managed-by', 'helm.sh/chart', 'env', 'owner']);

const WORKLOADS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'];

/** What workloads select their pods by. */
export const selectors: readonly Rule[] = [
  podRule(
    {
      code: 'TF3006',
      severity: 'error',
      asked: [
        'kube-score deployment-pod-selector-labels-match-template-metadata-labels',
        'kube-linter mismatching-selector',
        'Kubescape C-0296',
      ],
      remedy: 'select by labels that the template has, and leave the selector as it is once it is applied',
      only: ({ workload }) => WORKLOADS.includes(workload.type),
    },
    (pod, tell) => {
      const selector = pod.workload.at('spec', 'selector');
      const isEmpty = ['matchLabels', 'matchExpressions'].every((part) => {
        const field = selector.at(part);
        return !field.hasKeys && field.items.length === 0;
      });
      if (isEmpty) tell(selector, 'it selects nothing, so that it has no pods');
      else if (isMisfit(pod)) tell(selector, misfitText(pod));
    },
  ),
  manifestRule(
    {
      code: 'TF3007',
      severity: 'warning',
      remedy: 'select by the instance alone: a selector cannot be changed once it is applied',
    },
    WORKLOADS,
    (workload, tell) => {
      const labels = workload.at('spec', 'selector', 'matchLabels');
      const passing = labels.keys.filter((key) => PASSING.has(key));
      for (const key of passing) tell(labels.at(key), `${key} changes from release to release, or with who runs it`);
    },
  ),
  setRule(
    {
      code: 'TF3008',
      severity: 'error',
      remedy: 'give each a label that the other one does not have, and select by it',
    },
    (manifests, tell) => {
      if (manifests.pods.length < 2) return;
      const told = new Set<string>();
      for (const pod of manifests.pods) {
        const { workload } = pod;
        const selector = workload.at('spec', 'selector');
        if (!WORKLOADS.includes(workload.type) || !selector.hasKeys || isMisfit(pod)) continue;
        const other = manifests
          .selected(pod.namespace, selector)
          .find((candidate) => candidate.workload.group === 'apps' && !isSame(candidate, pod));
        if (!other || told.has(pairOf(other, pod))) continue;
        told.add(pairOf(pod, other));
        tell(selector, `it selects the pods of ${titleOf(other.workload)} too`);
      }
    },
  ),
];

function misfitText({ workload, labels }: Pod): string {
  const wanted = Object.entries(workload.at('spec', 'selector', 'matchLabels').texts);
  const [key, value] = wanted.find(([name, text]) => labels[name] !== text) ?? [];
  if (key === undefined || value === undefined) return 'its own pods do not match its expressions';
  const own = Object.hasOwn(labels, key) ? `have ${labelsText({ [key]: labels[key] ?? '' })}` : `have no ${word(key)}`;
  return `it selects ${labelsText({ [key]: value })}, and its own pods ${own}`;
}

/** An object that is there twice is told as such. */
function isSame(a: Pod, b: Pod): boolean {
  return a.workload.type === b.workload.type && a.workload.name === b.workload.name;
}

function pairOf(a: Pod, b: Pod): string {
  return [a, b].map(({ workload }) => `${workload.type}/${workload.namespace}/${workload.name}`).join('\n');
}
