import { derived } from './derived';
import type { Field } from './field';
import { groupBy } from './group-by';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { containsAll, type Labels, matches } from './selector';

/** Whether a workload selects others than the pods that it makes. That is told once, there. */
export function isMisfit({ workload, labels }: Pod): boolean {
  const selector = workload.at('spec', 'selector');
  return workload.group === 'apps' && selector.isGiven && !matches(selector, labels);
}

/**
 * The pods of a namespace that a label selector selects, or would if each had the labels by which its workload selects it.
 * One label misspelt in a pod's template is one finding, not another one of each Service, budget and policy.
 */
export function podsSelected(manifests: ManifestSet, namespace: string, selector: Field): readonly Pod[] {
  if (!selector.isGiven) return [];
  const found = manifests.selected(namespace, selector);
  return found.length > 0
    ? found
    : misfitsWith(manifests, namespace, selector.at('matchLabels').texts).filter((pod) =>
        matches(selector, labelsMeant(pod)),
      );
}

/** The pods of a namespace that have labels, or are meant to. */
export function podsWith(manifests: ManifestSet, namespace: string, labels: Labels): readonly Pod[] {
  const found = manifests.withLabels(namespace, labels);
  return found.length > 0 ? found : misfitsWith(manifests, namespace, labels);
}

/** Labels of a pod, with those by which its workload selects it. */
export function labelsMeant(pod: Pod): Labels {
  return isMisfit(pod) ? { ...pod.labels, ...pod.workload.at('spec', 'selector', 'matchLabels').texts } : pod.labels;
}

function misfitsWith(manifests: ManifestSet, namespace: string, labels: Labels): readonly Pod[] {
  const [first] = Object.entries(labels);
  const candidates = first && misfits(manifests).get([namespace, ...first].join('\n'));
  return (candidates ?? []).map(({ pod }) => pod).filter((pod) => containsAll(labelsMeant(pod), labels));
}

const misfits = derived(({ pods }) =>
  groupBy(
    pods
      .filter(isMisfit)
      .flatMap((pod) =>
        Object.entries(labelsMeant(pod)).map((label) => ({ pod, key: [pod.namespace, ...label].join('\n') })),
      ),
    ({ key }) => key,
  ),
);
