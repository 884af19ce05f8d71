import { k8s, type PodDemand, podSecurityLevel, type RenderContext } from '../manifest';
import { mergeJson } from '../manifest/merge';
import type { BoundContainer } from './container';

/** What a pod is made of. */
export interface PodParts {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly serviceAccountName: string;
  /** Whether the process uses Kubernetes' API. */
  readonly mountToken: boolean;
  /** The process first, then its sidecars. */
  readonly containers: readonly [BoundContainer, ...BoundContainer[]];
  readonly securityContext: k8s.PodSecurityContext;
  readonly volumes: readonly k8s.Volume[];
  readonly terminationGracePeriodSeconds: number;
  readonly placement?: Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'>;
  readonly restartPolicy?: 'OnFailure' | 'Never';
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A pod template as JSON in Kubernetes' spelling, and what a quota counts of it. */
export interface BoundPod {
  /** Longest time that a start may take, in seconds; absent if it is not said. */
  readonly startupSeconds?: number;
  readonly template: Readonly<Record<string, unknown>>;
  readonly demand: PodDemand;
}

/** Renders a pod template. */
export function bindPod(context: RenderContext, parts: PodParts): BoundPod {
  const volumes = [...parts.volumes, ...parts.containers.flatMap((container) => container.volumes)];
  const typed = k8s.toJson_PodSpec({
    serviceAccountName: parts.serviceAccountName,
    automountServiceAccountToken: parts.mountToken,
    // Config is what the service declares, not what happens to run beside it (factor III).
    enableServiceLinks: false,
    securityContext: parts.securityContext,
    terminationGracePeriodSeconds: parts.terminationGracePeriodSeconds,
    priorityClassName: context.defaults.priorityClassName,
    imagePullSecrets: context.defaults.imagePullSecrets?.map((name) => ({ name })),
    restartPolicy: parts.restartPolicy,
    ...parts.placement,
    volumes: volumes.length > 0 ? volumes : undefined,
    containers: [],
  });
  const rendered = { ...typed, containers: parts.containers.map(({ json }) => json) };
  const spec = (parts.overrides ? mergeJson(rendered, parts.overrides) : rendered) as Readonly<Record<string, unknown>>;
  context.needsPodSecurity(podSecurityLevel(spec));
  return {
    template: {
      metadata: {
        labels: parts.labels,
        annotations: Object.keys(parts.annotations).length > 0 ? parts.annotations : undefined,
      },
      spec,
    },
    demand: sum(parts.containers.map(({ demand }) => demand)),
  };
}

function sum(demands: readonly PodDemand[]): PodDemand {
  const total = (side: 'requests' | 'limits', resource: 'cpu' | 'memory' | 'ephemeralStorage') =>
    demands.reduce((all, demand) => all + (demand[side][resource] ?? 0), 0);
  const unlimitedCpu = demands.some(({ limits }) => limits.cpu === undefined);
  return {
    requests: {
      cpu: total('requests', 'cpu'),
      memory: total('requests', 'memory'),
      ephemeralStorage: total('requests', 'ephemeralStorage'),
    },
    limits: {
      cpu: unlimitedCpu ? undefined : total('limits', 'cpu'),
      memory: total('limits', 'memory'),
      ephemeralStorage: total('limits', 'ephemeralStorage'),
    },
  };
}
