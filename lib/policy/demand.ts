import { type PodDemand, podDemand } from '../manifest/demand';
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
    const surge = rolling.has(`${namespace}\n${service}`) ? 0 : surgeOf(pod, manifests);
    if (surge > 0) rolling.add(`${namespace}\n${service}`);
    const copies = canaryOf(manifests, workload) ? 2 : 1;
    return { pod, count: copies * (podsAtMost(pod, manifests) + surge), perPod: demandOf(pod, manifests) };
  });
  return groupBy(all, ({ pod }) => pod.namespace);
});

function podsAtMost({ workload }: Pod, manifests: ManifestSet): number {
  if (workload.type === 'batch/Job') return workload.at('spec', 'parallelism').number ?? 1;
  return workload.group === 'apps' ? scaleOf(manifests, workload).most : 1;
}

/** Pods beyond the scale while a Deployment rolls. */
function surgeOf({ workload }: Pod, manifests: ManifestSet): number {
  const strategy = workload.at('spec', 'strategy');
  if (workload.type !== 'apps/Deployment' || strategy.at('type').text === 'Recreate') return 0;
  const surge = strategy.at('rollingUpdate', 'maxSurge');
  const percent = /^(\d{1,3})%$/.exec(surge.text ?? '25%')?.[1] ?? '0';
  return surge.number ?? Math.ceil((scaleOf(manifests, workload).most * Number(percent)) / 100);
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
