import type { Json, ObjectDiff } from '../../diff';
import { showBoth, showValue } from '../../diff/display';
import { formatPath } from '../../diff/paths';
import { HIDDEN } from '../../diff/secrets';

/** One thing that is not the same in two environments. */
export interface Difference {
  /** The object, without its slot: `ConfigMap/lulu-api`. */
  readonly object: string;
  /**
   * Its field, `data.LOG_LEVEL`; items of lists by their names, `spec.template.spec.containers[api].image`.
   *
   * @default - the object is in one of the environments alone
   */
  readonly field?: string;
  /**
   * Value in the first environment.
   *
   * @default - it has none there
   */
  readonly first?: Json;
  /**
   * Value in the second environment.
   *
   * @default - it has none there
   */
  readonly second?: Json;
  /** The difference as a line: `ConfigMap/lulu-api data.LOG_LEVEL: debug → info`. */
  readonly text: string;
}

/** The differences of objects, one by one. */
export function differencesIn(
  objects: readonly ObjectDiff[],
  [first, second]: readonly [string, string],
): Difference[] {
  return objects.flatMap((object) => {
    const name = `${object.kind}/${object.name}`;
    if (object.status !== 'changed') {
      return [{ object: name, text: `${name}: in ${object.status === 'added' ? second : first} alone` }];
    }
    return object.changes.map(({ path, kind, before, after }): Difference => {
      const field = formatPath(path);
      const values = kind === 'reorder' ? 'in another order' : valuesOf(before, after);
      return { object: name, field, first: before, second: after, text: `${name} ${field}: ${values}` };
    });
  });
}

function valuesOf(before: Json | undefined, after: Json | undefined): string {
  if (before !== undefined && after !== undefined) {
    return before === HIDDEN && after === HIDDEN ? HIDDEN : showBoth(before, after).join(' → ');
  }
  return before === undefined ? `none → ${showValue(after as Json)}` : `${showValue(before)} → none`;
}
