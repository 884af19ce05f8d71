import { kubernetesData, spanOfAll, valueIn } from './kubernetes-data';
import { kindsIn } from './kubernetes-schemas';

/** Versions of APIs that were gone before the oldest minor: kinds, the minor they went in, and what is there instead. */
type Gone = readonly [apiVersion: string, kinds: string, removed: number, replacement?: string];

/**
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const GONE: readonly Gone[] = [
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    22,
    'admissionregistration.k8s.io/v1',
  ],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 22, 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 22, 'apiregistration.k8s.io/v1'],
  ['apps/v1beta1', 'ControllerRevision Deployment StatefulSet', 16, 'apps/v1'],
  ['apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', 16, 'apps/v1'],
  ['auditregistration.k8s.io/v1alpha1', 'AuditSink', 19],
  ['authentication.k8s.io/v1beta1', 'TokenReview', 22, 'authentication.k8s.io/v1'],
  [
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    22,
    'authorization.k8s.io/v1',
  ],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 25, 'autoscaling/v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
  ['batch/v1beta1', 'CronJob', 25, 'batch/v1'],
  ['batch/v2alpha1', 'CronJob', 21, 'batch/v1'],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 22, 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', 22, 'coordination.k8s.io/v1'],
  ['discovery.k8s.io/v1alpha1', 'EndpointSlice', 17, 'discovery.k8s.io/v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 25, 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1'],
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 16, 'apps/v1'],
  ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', 16],
  [
    'flowcontrol.apiserver.k8s.io/v1alpha1',
    'FlowSchema PriorityLevelConfiguration',
    21,
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    26,
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', 22, 'networking.k8s.io/v1'],
  ['node.k8s.io/v1alpha1', 'RuntimeClass', 24, 'node.k8s.io/v1'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 25, 'node.k8s.io/v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 25],
  [
    'rbac.authorization.k8s.io/v1alpha1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    23,
    'rbac.authorization.k8s.io/v1',
  ],
  [
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    22,
    'rbac.authorization.k8s.io/v1',
  ],
  ['resource.k8s.io/v1alpha1', 'ResourceClaim ResourceClaimTemplate', 27, 'resource.k8s.io/v1'],
  ['resource.k8s.io/v1alpha1', 'PodScheduling ResourceClass', 27],
  ['scheduling.k8s.io/v1alpha1', 'PriorityClass', 23, 'scheduling.k8s.io/v1'],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 22, 'scheduling.k8s.io/v1'],
  ['settings.k8s.io/v1alpha1', 'PodPreset', 20],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', 24, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttachment', 23, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 22, 'storage.k8s.io/v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1'],
];

/** Stable ones that upstream asks to leave all the same: the minor since when, and what to use. */
const DEPRECATED: Readonly<Record<string, readonly [since: number, replacement: string]>> = {
  'v1 Endpoints': [33, 'discovery.k8s.io/v1 EndpointSlice'],
};

/** What has become of a version of an API in a minor. */
export type Lifecycle =
  | { readonly state: 'served' | 'unknown' }
  | { readonly state: 'deprecated'; readonly replacement: string }
  | { readonly state: 'removed'; readonly removed: number; readonly replacement?: string }
  | { readonly state: 'future'; readonly since: number; readonly replacement?: string };

/** What has become of a kind's version: `unknown` if no minor ever had it. */
export function lifecycleOf(apiVersion: string, kind: string, minor: number): Lifecycle {
  const key = `${apiVersion} ${kind}`;
  const { kinds } = kubernetesData();
  const history = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
  if (history === undefined) return goneOf(apiVersion, kind);
  const best = mostStable(apiVersion, kind, minor);
  if (valueIn(history, minor) !== undefined) {
    const [since = Infinity, instead = ''] = DEPRECATED[key] ?? [];
    if (minor >= since) return { state: 'deprecated', replacement: instead };
    const isBetter = best !== undefined && stability(best) > stability(key);
    return isBetter ? { state: 'deprecated', replacement: best } : { state: 'served' };
  }
  const { since, until } = spanOfAll(history);
  const replacement = best === undefined ? {} : { replacement: best };
  return minor > until
    ? { state: 'removed', removed: until + 1, ...replacement }
    : { state: 'future', since, ...replacement };
}

function goneOf(apiVersion: string, kind: string): Lifecycle {
  const single = kind.replace(/List$/, '');
  const found = GONE.find(([version, kinds]) => version === apiVersion && kinds.split(' ').includes(single));
  if (!found) return { state: 'unknown' };
  const [, , removed, replacement] = found;
  return { state: 'removed', removed, ...(replacement !== undefined && { replacement: `${replacement} ${kind}` }) };
}

/** The most stable version of a kind in its group that a minor has, as `<apiVersion> <kind>`. */
function mostStable(apiVersion: string, kind: string, minor: number): string | undefined {
  const group = apiVersion.slice(0, apiVersion.lastIndexOf('/') + 1);
  return kindsIn(minor)
    .filter((key) => key.startsWith(`${group}v`) && key.endsWith(` ${kind}`) && !key.slice(group.length).includes('/'))
    .sort((a, b) => stability(b) - stability(a))[0];
}

/** Greater for versions that come later on the way from alpha to stable. */
function stability(key: string): number {
  const [, stage, number] = /v\d+(alpha|beta)?(\d+)? /.exec(key) ?? [];
  return stage === undefined ? 1000 : (stage === 'beta' ? 100 : 0) + Number(number);
}
