import { parse } from 'yaml';
import { coresOf } from '../../lib/manifest';

export type Labels = Readonly<Record<string, string>>;

/** What the tests of slots ask of a Deployment. */
export interface DeploymentFacts {
  readonly name: string;
  readonly selector: Labels;
  /** Labels of its pods. */
  readonly labels: Labels;
  readonly version: string;
  readonly replicas?: number;
  /** Cores that each pod requests. */
  readonly cores: number;
}

export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Labels };
  readonly spec: {
    readonly replicas?: number;
    readonly minReplicas?: number;
    readonly maxReplicas?: number;
    readonly strategy?: { readonly rollingUpdate?: { readonly maxSurge?: number | string } };
    readonly ports?: readonly { readonly name: string }[];
    readonly targetRef?: { readonly kind: string; readonly name: string };
    readonly autoscalerRef?: { readonly kind: string; readonly name: string };
    readonly endpoints?: readonly { readonly port: string }[];
    readonly podMetricsEndpoints?: readonly { readonly port: string }[];
    readonly scaleTargetRef?: { readonly name: string };
    readonly selector?: Labels & { readonly matchLabels?: Labels };
    readonly hard?: Labels;
    readonly weighted?: { readonly services: readonly { readonly name: string; readonly weight: number }[] };
    readonly template?: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly containers: readonly {
          readonly ports?: readonly { readonly name: string }[];
          readonly resources: { readonly requests: Labels };
        }[];
      };
    };
  };
}

const parsed = new Map<string, Manifest>();

/** The manifests of a kind. States of one tree have most files in common: each is parsed once. */
export function manifestsOf(files: ReadonlyMap<string, string>, kind: string): Manifest[] {
  return [...files.values()].map(manifestOf).filter((manifest) => manifest.kind === kind);
}

function manifestOf(content: string): Manifest {
  const manifest = parsed.get(content) ?? (parse(content) as Manifest);
  parsed.set(content, manifest);
  return manifest;
}

export function deployments(files: ReadonlyMap<string, string>): DeploymentFacts[] {
  return manifestsOf(files, 'Deployment').map(({ metadata, spec }) => ({
    name: metadata.name,
    selector: spec.selector?.matchLabels ?? {},
    labels: spec.template?.metadata.labels ?? {},
    version: spec.template?.metadata.labels['app.kubernetes.io/version'] ?? '',
    replicas: spec.replicas,
    cores: (spec.template?.spec.containers ?? []).reduce(
      (sum, { resources }) => sum + coresOf(resources.requests['cpu'] ?? ''),
      0,
    ),
  }));
}

export function services(files: ReadonlyMap<string, string>): { name: string; selector: Labels }[] {
  return manifestsOf(files, 'Service').map(({ metadata, spec }) => ({
    name: metadata.name,
    selector: spec.selector ?? {},
  }));
}

/** Weights of the Services that a router divides requests among. */
export function weights(files: ReadonlyMap<string, string>): { name: string; weight: number }[] {
  return manifestsOf(files, 'TraefikService').flatMap(({ spec }) => [...(spec.weighted?.services ?? [])]);
}

/** Cores that are requested at the scale that is written down (an autoscaler's least), and what the quota holds. */
export function sumOfRequests(files: ReadonlyMap<string, string>): { requested: number; quota: number } {
  const least = new Map(
    manifestsOf(files, 'HorizontalPodAutoscaler').map(({ spec }) => [spec.scaleTargetRef?.name, spec.minReplicas]),
  );
  const requested = deployments(files).reduce(
    (sum, { name, replicas, cores }) => sum + (replicas ?? least.get(name) ?? 0) * cores,
    0,
  );
  const hard = manifestsOf(files, 'ResourceQuota')[0]?.spec.hard ?? {};
  return { requested, quota: coresOf(hard['requests.cpu'] ?? '') };
}
