import type { k8s } from '../manifest';

const HOST = 'kubernetes.io/hostname';
const ZONE = 'topology.kubernetes.io/zone';

/**
 * Spreads a service's pods over zones and hosts, as far as there are any: a preference, so that a small cluster still
 * schedules every pod.
 */
export function spreadOverTopology(
  selector: Record<string, string>,
): Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'> {
  const labelSelector = { matchLabels: selector };
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: HOST } },
        ],
      },
    },
    topologySpreadConstraints: [ZONE, HOST].map((topologyKey) => ({
      labelSelector,
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
    })),
  };
}
