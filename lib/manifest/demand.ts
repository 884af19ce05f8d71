import { type Json, listAt } from './json';
import { bytesOf, coresOf } from './quantity';

/** What one workload can ask of its namespace at most: pods at full scale, and what is more while a release rolls. */
export interface Demand {
  /** The service that asks. */
  readonly service: string;
  /** Pods at the largest scale. */
  readonly pods: number;
  /** Pods beyond that while a release rolls, those that come and those that still end. */
  readonly extra: number;
  /** What each pod asks for, all its containers together. */
  readonly perPod: PodDemand;
}

/** How a Deployment rolls: numbers of pods, or parts of all of them. */
export interface RollingCounts {
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
}

/**
 * Pods beyond a Deployment's own that a quota has to hold while it rolls: those that start beside the old ones, and those
 * that end. A pod counts until its grace period is over, and a Deployment starts the next one as soon as an old one is told to
 * end; without room for both it is refused, and tried again after longer and longer waits.
 *
 * So it holds one batch that ends while the next one starts: enough where pods do not take longer to end than to get ready. Where
 * they take much longer, several batches end at a time, and the quota wants headroom. It never takes more than all pods twice.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/98656
 */
export function extraWhileRolling(pods: number, { maxSurge, maxUnavailable }: RollingCounts): number {
  const surge = partOf(pods, maxSurge, Math.ceil);
  // Where both come to none, Kubernetes replaces one at a time.
  const replaced = Math.max(1, surge + partOf(pods, maxUnavailable, Math.floor));
  return Math.min(pods, surge + replaced);
}

/** As Kubernetes counts: a percentage of all pods is rounded. */
function partOf(pods: number, count: number | string, round: (n: number) => number): number {
  return typeof count === 'number' ? count : round((pods * Number(/^(\d{1,3})%$/.exec(count)?.[1] ?? 0)) / 100);
}

/** What a pod requests and is limited to: cores and bytes. */
export interface PodDemand {
  readonly requests: ResourceAmounts;
  /** Without cores where a container has no limit of them. */
  readonly limits: Omit<ResourceAmounts, 'cpu'> & Partial<ResourceAmounts>;
}

/** Cores and bytes. */
export interface ResourceAmounts {
  /** Cores: 0.5 is 500m. */
  readonly cpu: number;
  /** Bytes of memory. */
  readonly memory: number;
}

/** What a container gets that states nothing, such as one that is injected; a service that states nothing gets the same. */
export const CONTAINER_DEFAULTS = {
  cpu: { request: '100m', limit: '500m' },
  memory: { request: '256Mi', limit: '256Mi' },
} as const;

type Resource = keyof ResourceAmounts;
type Side = 'requests' | 'limits';

const READ = { cpu: coresOf, memory: bytesOf };

/**
 * What a quota counts of a pod, read off its spec, so that what an override changes counts too. NaN where an amount is
 * none that this library reads.
 *
 * @param spec pod spec as JSON in Kubernetes' spelling
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podDemand(spec: Json): PodDemand {
  const amount = (side: Side, resource: Resource) => stated(spec, side, resource) ?? effective(spec, side, resource);
  const cpuLimit = amount('limits', 'cpu');
  return {
    requests: { cpu: amount('requests', 'cpu'), memory: amount('requests', 'memory') },
    limits: { memory: amount('limits', 'memory'), ...(cpuLimit === Infinity ? {} : { cpu: cpuLimit }) },
  };
}

/** What runs together, or what an init container takes before that, if it is more. */
function effective(spec: Json, side: Side, resource: Resource): number {
  let together = 0;
  let most = 0;
  for (const container of listAt(spec, 'initContainers')) {
    const amount = amountOf(container, side, resource);
    most = Math.max(most, together + amount);
    // Kubernetes' own kind of sidecar stays.
    together += container['restartPolicy'] === 'Always' ? amount : 0;
  }
  for (const container of listAt(spec, 'containers')) {
    together += amountOf(container, side, resource);
  }
  return Math.max(most, together);
}

/** What a container gets: Kubernetes takes a limit for a request that is not stated, and no CPU limit is no limit. */
function amountOf(container: Json, side: Side, resource: Resource): number {
  const limit = stated(container, 'limits', resource);
  return side === 'limits'
    ? (limit ?? (resource === 'cpu' ? Infinity : bytesOf(CONTAINER_DEFAULTS.memory.limit)))
    : (stated(container, 'requests', resource) ?? limit ?? READ[resource](CONTAINER_DEFAULTS[resource].request));
}

/** An amount that a container states, or a pod as a whole. */
function stated(of: Json, side: Side, resource: Resource): number | undefined {
  const resources = of['resources'] as Partial<Record<Side, Record<string, unknown> | null>> | null | undefined;
  const quantity = resources?.[side]?.[resource] ?? undefined;
  if (quantity === undefined) return undefined;
  return typeof quantity === 'string' || typeof quantity === 'number' ? READ[resource](`${quantity}`) : NaN;
}
