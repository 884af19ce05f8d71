import { showValue } from './display';
import { subjectOf } from './text';
import type { Change, ObjectDiff, Path, TreeDiff } from './tree-diff';

/** What a service serves with. Flagger's pods belong to the Canary, and go with it. */
const SERVING = ['Deployment', 'Service', 'Canary'];

/** Kinds whose `replicas` is 1 where none is said. */
const SCALED = ['Deployment', 'StatefulSet'];

/**
 * A diff of two trees of which one takes the other's place, with what that does beyond its lines: what would go while nothing
 * serves yet, be deleted with all that is in it, or run in one pod.
 */
export function withWarnings(diff: TreeDiff): TreeDiff {
  const { objects, unchanged } = diff;
  // All of it goes: that is what somebody wanted.
  if (unchanged === 0 && objects.every(({ status }) => status === 'removed')) {
    return diff;
  }
  const warnings = [...replaced(objects), ...namespaces(objects), ...moves(objects), ...scales(objects)];
  return warnings.length === 0 ? diff : { ...diff, warnings };
}

/** Services of which something that serves goes in the moment in which something else comes: they change their strategy. */
function replaced(objects: readonly ObjectDiff[]): string[] {
  const serving = objects.filter(({ kind = '', service }) => service && SERVING.includes(kind));
  const coming = new Set(serving.filter(({ status }) => status === 'added').map(({ service }) => service));
  const going = serving.filter(({ status, service }) => status === 'removed' && coming.has(service));
  return [...new Set(going.map(({ service }) => service))].map((name) => {
    const gone = going.filter(({ service }) => service === name).map(subjectOf);
    return `${gone.join(', ')} would go while others come, and nothing would serve in between; see "Changing the strategy" in docs/rollout.md`;
  });
}

const NAMESPACES = 'see "Changing the namespace" in docs/application.md';

function namespaces(objects: readonly ObjectDiff[]): string[] {
  return objects
    .filter(({ kind, status }) => kind === 'Namespace' && status === 'removed')
    .map((namespace) => `${subjectOf(namespace)} would go, and with it all that is in it; ${NAMESPACES}`);
}

function moves(objects: readonly ObjectDiff[]): string[] {
  const ways = objects
    .map((object) => changeAt(object, 'metadata', 'namespace'))
    .filter((change) => change?.kind === 'update')
    .map((change) => `from namespace ${shown(change?.before)} to ${shown(change?.after)}`);
  return [...new Set(ways)].map((way) => {
    const { length } = ways.filter((other) => other === way);
    const many = length === 1 ? '1 object' : `${length} objects`;
    return `${many} would move ${way}: made anew there, while what is here goes; ${NAMESPACES}`;
  });
}

/** Not of slots: the one that gets a release does not serve yet. */
function scales(objects: readonly ObjectDiff[]): string[] {
  return objects
    .filter(({ kind = '', path }) => SCALED.includes(kind) && !path.includes('/'))
    .map((object) => [object, changeAt(object, 'spec', 'replicas')] as const)
    .filter(([, change]) => change?.kind === 'remove' && Number(change.before) > 1)
    .map(
      ([object, change]) =>
        `${subjectOf(object)} would have 1 pod in place of ${shown(change?.before)} until its autoscaler acts; ` +
        'see "From a fixed scale to an autoscaler" in docs/scaling.md',
    );
}

function changeAt({ changes }: ObjectDiff, ...path: Path): Change | undefined {
  return changes.find((change) => change.path.length === path.length && path.every((key, i) => change.path[i] === key));
}

function shown(value: Change['before']): string {
  return showValue(value ?? null);
}
