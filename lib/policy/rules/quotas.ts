import { podDemand } from '../../manifest/demand';
import { SLOT_LABEL } from '../../manifest/labels';
import { bytesOf, coresOf, cpuQuantity, sizeQuantity } from '../../manifest/quantity';
import { manifestRule } from '../define-rule';
import type { Field } from '../field';
import { canaryOf } from '../flagger';
import type { Manifests } from '../manifests';
import { derived } from '../derived';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { scaleOf } from '../scale';
import { INSTANCE } from '../selection';

interface Measure {
  readonly read: (quantity: string) => number;
  readonly write: (amount: number) => string;
  readonly ofPod: (pod: Pod) => number;
}

const CPU = { read: coresOf, write: cpuQuantity };
const MEMORY = { read: bytesOf, write: sizeQuantity };
const requestsCpu: Measure = { ...CPU, ofPod: (pod) => demandOf(pod).requests.cpu };
const requestsMemory: Measure = { ...MEMORY, ofPod: (pod) => demandOf(pod).requests.memory };

/** What a quota can limit of pods. */
const MEASURES: Readonly<Record<string, Measure>> = {
  cpu: requestsCpu,
  'requests.cpu': requestsCpu,
  'limits.cpu': { ...CPU, ofPod: (pod) => demandOf(pod).limits.cpu ?? Infinity },
  memory: requestsMemory,
  'requests.memory': requestsMemory,
  'limits.memory': { ...MEMORY, ofPod: (pod) => demandOf(pod).limits.memory },
  pods: { read: Number, write: String, ofPod: () => 1 },
};

/** What a namespace lets its pods ask for. */
export const quotas: readonly Rule[] = [
  manifestRule(
    { code: 'TF3028', severity: 'error', remedy: 'give the quota more, or scale less' },
    ['ResourceQuota'],
    (quota, tell, manifests) => {
      const spec = quota.at('spec');
      if (spec.at('scopes').isGiven || spec.at('scopeSelector').isGiven) return;
      for (const hard of spec.at('hard').fields) {
        const measure = Object.hasOwn(MEASURES, hard.name ?? '') ? MEASURES[hard.name ?? ''] : undefined;
        const amount = measure?.read(textOf(hard)) ?? NaN;
        if (!measure || Number.isNaN(amount)) continue;
        const needed = (demands(manifests).get(quota.namespace) ?? []).reduce(
          (sum, { pod, count }) => sum + count * measure.ofPod(pod),
          0,
        );
        // Sums of fractions are off by a little.
        if (!(needed * 0.999999 > amount)) continue;
        tell(
          hard,
          needed === Infinity
            ? `it is ${textOf(hard)}, and refuses pods that have no such limit`
            : `it is ${textOf(hard)}, and its pods ask for ${measure.write(needed)} at full scale while a release rolls`,
        );
      }
    },
  ),
  manifestRule(
    { code: 'TF3029', severity: 'error', remedy: 'ask for what the LimitRange admits, or let it admit more' },
    ['LimitRange'],
    (range, tell, manifests) => {
      for (const limit of range.at('spec', 'limits').items) {
        const bounds = [...limit.at('max').fields, ...limit.at('min').fields];
        if (limit.at('type').text !== 'Container' || bounds.length === 0) continue;
        for (const { pod } of demands(manifests).get(range.namespace) ?? []) {
          for (const container of pod.allContainers) {
            for (const bound of bounds) checkBound(bound, limit, container, tell);
          }
        }
      }
    },
  ),
];

function checkBound(bound: Field, limit: Field, container: Field, tell: (field: Field, given: string) => void): void {
  const resource = `${bound.name ?? ''}`;
  const isMost = limit.at('max', resource).value === bound.value && limit.at('max', resource).isGiven;
  const side = isMost ? 'limits' : 'requests';
  const field = container.at('resources', side, resource);
  const amount = bytesOf(textOf(field));
  const most = bytesOf(textOf(bound));
  if (isMost ? amount > most : amount < most) {
    tell(field, `${textOf(field)} is ${isMost ? 'more' : 'less'} than ${textOf(bound)}, as the LimitRange says`);
  }
}

/** The workloads of each namespace, and how many pods they have at most. */
const demands = derived((manifests) => {
  const byNamespace = new Map<string, { pod: Pod; count: number }[]>();
  const rolling = new Set<string>();
  for (const pod of manifests.pods) {
    const { workload, namespace } = pod;
    // A release rolls one slot at a time.
    const group = workload.labels[SLOT_LABEL] === undefined ? workload.name : (workload.labels[INSTANCE] ?? '');
    const key = `${namespace}\n${group}`;
    const surge = rolling.has(key) ? 0 : surgeOf(pod, manifests);
    if (surge > 0) rolling.add(key);
    const copies = canaryOf(manifests, workload) ? 2 : 1;
    const count = copies * (podsAtMost(pod, manifests) + surge);
    const known = byNamespace.get(namespace);
    if (known) known.push({ pod, count });
    else byNamespace.set(namespace, [{ pod, count }]);
  }
  return byNamespace;
});

function podsAtMost({ workload }: Pod, manifests: Manifests): number {
  if (workload.type === 'batch/Job') return workload.at('spec', 'parallelism').number ?? 1;
  return workload.group === 'apps' ? scaleOf(manifests, workload).most : 1;
}

/** Pods beyond the scale while a Deployment rolls. */
function surgeOf({ workload }: Pod, manifests: Manifests): number {
  const strategy = workload.at('spec', 'strategy');
  if (workload.type !== 'apps/Deployment' || strategy.at('type').text === 'Recreate') return 0;
  const surge = strategy.at('rollingUpdate', 'maxSurge');
  const percent = /^(\d{1,3})%$/.exec(surge.text ?? '25%')?.[1] ?? '0';
  return surge.number ?? Math.ceil((scaleOf(manifests, workload).most * Number(percent)) / 100);
}

function demandOf({ spec }: Pod): ReturnType<typeof podDemand> {
  const { value } = spec;
  return podDemand(typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
}

function textOf({ value }: Field): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
