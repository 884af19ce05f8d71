import { podRule } from '../define-rule';
import { labelsMeant } from '../meant';
import type { Rule } from '../rule';
import { matches } from '../selector';
import { few, titleOf } from '../words';

/** Among whom pods are spread over nodes and zones. That it is among their own at all is a rule about pods. */
export const spread: readonly Rule[] = [
  podRule({ code: 'TF3036', severity: 'note', remedy: 'select by the instance' }, (pod, tell, manifests) => {
    for (const constraint of pod.spreadConstraints) {
      const selector = constraint.at('labelSelector');
      if (!selector.isGiven || !matches(selector, labelsMeant(pod))) continue;
      const others = manifests.selected(pod.namespace, selector).filter(({ workload }) => workload !== pod.workload);
      if (others.length === 0) continue;
      tell(
        selector,
        `it counts the pods of ${few(
          others.map(({ workload }) => workload),
          titleOf,
        )} too`,
      );
    }
  }),
];
