import type { ApiObject } from 'cdk8s';
import type { Place } from '../errors';
import { type k8s, type PodDemand, podDemand, podSecurityLevel, type RenderContext, type Spelled } from '../manifest';
import { mergeJson } from '../manifest/merge';
import type { BoundContainer } from './container';
import { checkProbePorts } from './probe-port';
import { checkVolumes } from './scratch';

/** What a pod is made of. */
export interface PodParts {
  readonly labels: Record<string, string>;
  readonly annotations: Record<string, string>;
  readonly serviceAccountName: string;
  /** Whether the process uses Kubernetes' API. */
  readonly mountToken: boolean;
  /** The process first, then its sidecars. */
  readonly containers: readonly [BoundContainer, ...BoundContainer[]];
  readonly securityContext: Spelled<k8s.PodSecurityContext>;
  readonly volumes: readonly Spelled<k8s.Volume>[];
  readonly terminationGracePeriodSeconds: number;
  readonly placement?: Pick<k8s.PodSpec, 'affinity' | 'topologySpreadConstraints'>;
  readonly restartPolicy?: 'OnFailure' | 'Never';
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** A pod template as JSON in Kubernetes' spelling, and what a quota counts of it. */
export interface BoundPod {
  /** Config of this copy; absent if it has none. */
  readonly configMap?: ApiObject;
  /** Longest time that a start may take, in seconds; absent if it is not said. */
  readonly startupSeconds?: number;
  readonly template: Spelled<k8s.PodTemplateSpec>;
  readonly demand: PodDemand;
}

/** Renders a pod template, and checks its containers against each other. */
export function bindPod(context: RenderContext, place: Place, parts: PodParts): BoundPod {
  checkProbePorts(parts.containers);
  checkVolumes(
    parts.containers,
    parts.volumes.map(({ name }) => name),
  );
  const scratch = parts.containers.flatMap((container) => container.scratch);
  const volumes = [...parts.volumes, ...scratch.map(({ volume }) => ({ name: volume, emptyDir: {} }))];
  const rendered: Spelled<k8s.PodSpec> = {
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
    containers: parts.containers.map(({ json }) => json),
  };
  // An override may add fields that the types do not know.
  const spec = (parts.overrides ? mergeJson(rendered, parts.overrides) : rendered) as Spelled<k8s.PodSpec>;
  context.needsPodSecurity(podSecurityLevel(spec));
  return {
    template: {
      metadata: {
        labels: parts.labels,
        annotations: Object.keys(parts.annotations).length > 0 ? parts.annotations : undefined,
      },
      spec,
    },
    demand: parts.overrides ? readableDemand(place, spec) : podDemand(spec),
  };
}

/** Tells what an override asks for and no quota can count. */
function readableDemand(place: Place, spec: Readonly<Record<string, unknown>>): PodDemand {
  const demand = podDemand(spec);
  if ([demand.requests, demand.limits].some((amounts) => Object.values(amounts).some(Number.isNaN))) {
    place.problem(
      'TF1205',
      'podOverrides',
      'a container asks for an amount that is no quantity',
      "give cpu and memory as in '500m' and '256Mi'",
    );
  }
  return demand;
}
