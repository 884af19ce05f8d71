import { extraWhileRolling, type PodDemand, podDemand } from '../manifest/demand';
import { INSTANCE_LABEL, SLOT_LABEL } from '../manifest/labels';
import { defaultsOf } from './container-defaults';
import { derived } from './derived';
import type { Field } from './field';
import { canaryOf } from './flagger';
import { groupBy } from './group-by';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { scaleOf } from './scale';

/** What a workload can ask of its namespace: at full scale, while a release rolls. */
export interface WorkloadDemand {
  readonly pod: Pod;
  readonly count: number;
  readonly perPod: PodDemand;
}

/** What the workloads of a namespace can ask for. */
export function demandsIn(manifests: ManifestSet, namespace: string): readonly WorkloadDemand[] {
  return demands(manifests).get(namespace) ?? [];
}

const demands = derived((manifests) => {
  const rolling = new Set<string>();
  const all = manifests.pods.map((pod): WorkloadDemand => {
    const { workload, namespace, labels } = pod;
    // A release rolls one slot at a time.
    const service = labels[SLOT_LABEL] === undefined ? workload.name : (labels[INSTANCE_LABEL] ?? '');
    const extra = rolling.has(`${namespace}\n${service}`) ? 0 : extraOf(pod, manifests);
    if (extra > 0) rolling.add(`${namespace}\n${service}`);
    const copies = canaryOf(manifests, workload) ? 2 : 1;
    return { pod, count: copies * (podsAtMost(pod, manifests) + extra), perPod: demandOf(pod, manifests) };
  });
  return groupBy(all, ({ pod }) => pod.namespace);
});

function podsAtMost({ workload }: Pod, manifests: ManifestSet): number {
  if (workload.type === 'batch/Job') return workload.at('spec', 'parallelism').number ?? 1;
  return workload.group === 'apps' ? scaleOf(manifests, workload).most : 1;
}

/** Pods beyond the scale while a Deployment rolls, by Kubernetes' own defaults where it says nothing. */
function extraOf({ workload }: Pod, manifests: ManifestSet): number {
  const strategy = workload.at('spec', 'strategy');
  if (workload.type !== 'apps/Deployment' || strategy.at('type').text === 'Recreate') return 0;
  const countOf = ({ number, text }: Field) => number ?? text ?? '25%';
  return extraWhileRolling(scaleOf(manifests, workload).most, {
    maxSurge: countOf(strategy.at('rollingUpdate', 'maxSurge')),
    maxUnavailable: countOf(strategy.at('rollingUpdate', 'maxUnavailable')),
  });
}

/** What a pod asks for, with the CPU limit that a LimitRange gives to containers without one. */
function demandOf({ spec, namespace }: Pod, manifests: ManifestSet): PodDemand {
  const demand = podDemand(objectOf(spec));
  const cpu = defaultsOf(manifests, namespace).limits.get('cpu')?.value;
  if (demand.limits.cpu !== undefined || cpu === undefined) return demand;
  const limited = (container: Field) => {
    const resources = container.at('resources');
    const limits = { cpu, ...objectOf(resources.at('limits')) };
    return { ...objectOf(container), resources: { ...objectOf(resources), limits } };
  };
  return podDemand({
    ...objectOf(spec),
    initContainers: spec.at('initContainers').items.map(limited),
    containers: spec.at('containers').items.map(limited),
  });
}

function objectOf({ value }: Field): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
