import { coresOf } from '../../lib/manifest';
import { mostWhileRolling } from './rolling-update';
import { type Labels, manifestsOf } from './workloads';

type Files = ReadonlyMap<string, string>;

export const matches = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** Deployments that there are in a cluster: those of the tree, and `<name>-primary`, which Flagger makes for a Canary. */
function deploymentsMade(files: Files): string[] {
  const own = manifestsOf(files, 'Deployment').map(({ metadata }) => metadata.name);
  const copied = manifestsOf(files, 'Canary').map(({ metadata }) => metadata.name);
  return [...own, ...copied.filter((name) => own.includes(name)).map((name) => `${name}-primary`)];
}

/** Everything in a tree that is for something which is not there. */
export function targetless(files: Files): string[] {
  const deployments = deploymentsMade(files);
  const autoscalers = manifestsOf(files, 'HorizontalPodAutoscaler').map(({ metadata }) => metadata.name);
  const pods = manifestsOf(files, 'Deployment').map(({ spec }) => spec.template);
  const podsOf = (selector: Labels) => pods.filter((pod) => matches(selector, pod?.metadata.labels ?? {}));
  const portsOf = (selector: Labels) =>
    podsOf(selector).map((pod) =>
      (pod?.spec.containers ?? []).flatMap(({ ports = [] }) => ports.map((port) => port.name)),
    );
  const servicesOf = (selector: Labels) =>
    manifestsOf(files, 'Service').filter(({ metadata }) => matches(selector, metadata.labels ?? {}));
  const faults: Record<string, (spec: Spec, name: string) => boolean> = {
    HorizontalPodAutoscaler: ({ scaleTargetRef }) => !deployments.includes(scaleTargetRef?.name ?? ''),
    PodDisruptionBudget: ({ selector }) => podsOf(selector?.matchLabels ?? {}).length !== 1,
    PodMonitor: ({ selector, podMetricsEndpoints = [] }) => {
      const ports = portsOf(selector?.matchLabels ?? {});
      return ports.length === 0 || !podMetricsEndpoints.every(({ port }) => ports.every((own) => own.includes(port)));
    },
    ServiceMonitor: ({ selector, endpoints = [] }) => {
      const services = servicesOf(selector?.matchLabels ?? {});
      const offered = services.map(({ spec }) => (spec.ports ?? []).map(({ name }) => name));
      // A pod that two of the Services select would be counted twice.
      const found = services.flatMap(({ spec }) => podsOf((spec.selector ?? {}) as Labels));
      return (
        found.length === 0 ||
        new Set(found).size < found.length ||
        !endpoints.every(({ port }) => offered.every((names) => names.includes(port)))
      );
    },
    Canary: ({ targetRef, autoscalerRef }, name) =>
      targetRef?.name !== name || !deployments.includes(name) || !autoscalers.includes(autoscalerRef?.name ?? ''),
  };
  return Object.entries(faults).flatMap(([kind, isFault]) =>
    manifestsOf(files, kind)
      .filter(({ spec, metadata }) => isFault(spec, metadata.name))
      .map(({ metadata }) => `${kind}/${metadata.name}`),
  );
}

type Spec = ReturnType<typeof manifestsOf>[number]['spec'];

/**
 * Cores that are requested where every autoscaler has come to its most, Flagger's copies run, and of each service one
 * slot rolls; and what the quota holds.
 */
export function sumAtMost(files: Files): { requested: number; quota: number } {
  const most = new Map(
    manifestsOf(files, 'HorizontalPodAutoscaler').map(({ spec }) => [spec.scaleTargetRef?.name, spec.maxReplicas]),
  );
  const made = deploymentsMade(files);
  const extras = new Map<string, number>();
  let requested = 0;
  for (const { metadata, spec } of manifestsOf(files, 'Deployment')) {
    const cores = (spec.template?.spec.containers ?? []).reduce(
      (sum, { resources }) => sum + coresOf(resources.requests['cpu'] ?? ''),
      0,
    );
    for (const name of [metadata.name, `${metadata.name}-primary`].filter((name) => made.includes(name))) {
      const pods = most.get(name) ?? spec.replicas ?? 0;
      // Flagger changes its copy while the other one still runs; a slot alone rolls at a time.
      const rolling = spec.template?.metadata.labels['twelve-factor/slot'] === undefined ? name : instanceOf(metadata);
      requested += pods * cores;
      extras.set(rolling, Math.max(extras.get(rolling) ?? 0, extraOf(spec, pods) * cores));
    }
  }
  const hard = manifestsOf(files, 'ResourceQuota')[0]?.spec.hard ?? {};
  const extra = [...extras.values()].reduce((sum, cores) => sum + cores, 0);
  // Sums of decimal fractions differ in their last digits.
  return { requested: Number((requested + extra).toFixed(6)), quota: coresOf(hard['requests.cpu'] ?? '') };
}

function instanceOf({ labels }: { readonly labels?: Labels }): string {
  return labels?.['app.kubernetes.io/instance'] ?? '';
}

/** Pods beyond the scale at the height of a rolling update, as they come and end. */
function extraOf({ strategy }: Spec, pods: number): number {
  const surge = strategy?.rollingUpdate?.maxSurge ?? 0;
  return (
    mostWhileRolling(pods, typeof surge === 'number' ? surge : Math.ceil((pods * parseInt(surge, 10)) / 100), 0) - pods
  );
}
