import type { k8s } from '../manifest';
import { containsAll, satisfies } from '../policy/selector';
import type { AsJson } from './as-json';
import type { Labels } from './kube-object';

/** A selector of labels. */
export type LabelSelector = AsJson<k8s.LabelSelector>;

/** Whether a selector selects labels. An empty one selects everything. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    containsAll(labels, matchLabels) &&
    matchExpressions.every(({ key, operator, values = [] }) => satisfies(labels, key, operator, values))
  );
}
