import { typeName } from '../manifest/api-group';
import { derived } from './derived';
import type { Field } from './field';
import { groupBy } from './group-by';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

/** How many pods a workload has. */
export interface Scale {
  /** When there is nothing to do. */
  readonly least: number;
  /** When there is most to do. */
  readonly most: number;
}

/** What an autoscaler scales, as a type: `apps/Deployment`. */
export function targetType(reference: Field): string {
  return typeName(reference.at('apiVersion').text ?? '', reference.at('kind').text ?? '');
}

/** The autoscalers of a workload: one, if all is well. */
export function autoscalersOf(manifests: ManifestSet, { type, namespace, name }: Manifest): readonly Manifest[] {
  const known = byTarget(manifests);
  return (known.size > 0 && known.get(`${type}\n${namespace}\n${name}`)) || NONE;
}

/** How many pods a workload has, by its autoscaler or its own number. */
export function scaleOf(manifests: ManifestSet, workload: Manifest): Scale {
  const autoscaler = autoscalersOf(manifests, workload).at(0);
  const replicas = workload.at('spec', 'replicas').number ?? 1;
  if (!autoscaler) return { least: replicas, most: replicas };
  const least = autoscaler.at('spec', 'minReplicas').number ?? 1;
  return { least, most: autoscaler.at('spec', 'maxReplicas').number ?? least };
}

const NONE: readonly never[] = [];

const byTarget = derived((manifests) =>
  groupBy(manifests.of('autoscaling/HorizontalPodAutoscaler'), (autoscaler) => {
    const target = autoscaler.at('spec', 'scaleTargetRef');
    return `${targetType(target)}\n${autoscaler.namespace}\n${target.at('name').text ?? ''}`;
  }),
);
