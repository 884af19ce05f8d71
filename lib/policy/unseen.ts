import { derived } from './derived';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';

/** Groups and types of custom resources that make no Services, and no pods but those of a template that they have. */
const QUIET: ReadonlySet<string> = new Set([
  'apps.kruise.io',
  'argoproj.io/AnalysisTemplate',
  'argoproj.io/Rollout',
  'bitnami.com',
  'cert-manager.io',
  'cilium.io',
  'cloud.google.com',
  'configuration.konghq.com',
  'crd.projectcalico.org',
  'elbv2.k8s.aws',
  'external-secrets.io',
  'flagger.app/AlertProvider',
  'flagger.app/MetricTemplate',
  'gateway.solo.io',
  'gloo.solo.io',
  'keda.sh',
  'k8s.nginx.org',
  'kyverno.io',
  'linkerd.io',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/ScrapeConfig',
  'monitoring.coreos.com/ServiceMonitor',
  'networking.gke.io',
  'networking.istio.io',
  'policy.linkerd.io',
  'projectcalico.org',
  'secrets-store.csi.x-k8s.io',
  'security.istio.io',
  'telemetry.istio.io',
  'traefik.io',
]);

/**
 * Whether pods, and Services that lead to them, may be in a namespace of which no manifest says so: a custom resource is there, and
 * what its operator makes of it nobody can read from it.
 */
export function mayHoldUnseen(manifests: ManifestSet, namespace: string): boolean {
  const unsure = namespaces(manifests);
  // What is in no namespace, or says none, may make things in any.
  return unsure.has(namespace) || unsure.has('');
}

const namespaces = derived(
  ({ all }): ReadonlySet<string> => new Set(all.filter(mayMakeMore).map(({ namespace }) => namespace)),
);

/** Kubernetes' own groups have no dot, or are below k8s.io. */
function mayMakeMore({ group, type }: Manifest): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io') && !QUIET.has(group) && !QUIET.has(type);
}
