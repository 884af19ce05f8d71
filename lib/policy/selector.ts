import type { Field } from './field';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Whether a label selector (`matchLabels` and `matchExpressions`) takes labels. An empty one takes all.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function matches(selector: Field, labels: Labels): boolean {
  return (
    containsAll(labels, selector.at('matchLabels').texts) &&
    selector.at('matchExpressions').items.every((expression) =>
      satisfies(
        labels,
        expression.at('key').text ?? '',
        expression.at('operator').text,
        expression.at('values').items.map(({ value }) => value),
      ),
    )
  );
}

/** Whether labels have all of others. */
export function containsAll(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) {
    if (!Object.hasOwn(labels, key) || labels[key] !== wanted[key]) return false;
  }
  return true;
}

/** Whether labels satisfy one of `matchExpressions`. */
export function satisfies(
  labels: Labels,
  key: string,
  operator: string | undefined,
  values: readonly unknown[],
): boolean {
  const isThere = Object.hasOwn(labels, key);
  switch (operator) {
    case 'In':
      return isThere && values.includes(labels[key]);
    case 'NotIn':
      return !isThere || !values.includes(labels[key]);
    case 'Exists':
      return isThere;
    case 'DoesNotExist':
      return !isThere;
    default:
      return false;
  }
}
