import { INSTANCE_LABEL } from '../manifest/labels';
import { derived } from './derived';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { labelsMeant, podsSelected, podsWith } from './meant';
import type { Pod } from './pod';

/** Where each type that selects pods has its selector. */
const SELECTORS = {
  Service: 'selector',
  'policy/PodDisruptionBudget': 'selector',
  'networking.k8s.io/NetworkPolicy': 'podSelector',
  'monitoring.coreos.com/PodMonitor': 'selector',
} as const;

/** Types that select pods of their namespace. */
export const SELECTING = Object.keys(SELECTORS);

/** The selector of an object of one of these types. */
export function selectorOf(manifest: Manifest): Field {
  return manifest.at('spec', SELECTORS[manifest.type as keyof typeof SELECTORS] ?? '');
}

/** The pods that a Service, a budget, a network policy or a PodMonitor selects. A Service without labels selects none. */
export function podsOf(manifest: Manifest, manifests: ManifestSet): readonly Pod[] {
  const known = selections(manifests);
  let pods = known.get(manifest);
  if (!pods) known.set(manifest, (pods = select(manifest, manifests)));
  return pods;
}

/**
 * Whether an object is of one instance by its label, and selects pods of others alone. Not where no pod is of its own
 * instance: then the label is a release's, as of Helm's charts, and says nothing of pods.
 */
export function isAstray(manifest: Manifest, manifests: ManifestSet): boolean {
  const own = manifest.labels[INSTANCE_LABEL];
  const pods = podsOf(manifest, manifests);
  return (
    own !== undefined &&
    pods.length > 0 &&
    pods.every(({ labels }) => labels[INSTANCE_LABEL] !== undefined && labels[INSTANCE_LABEL] !== own) &&
    pods.every((pod) => labelsMeant(pod)[INSTANCE_LABEL] !== own) &&
    podsWith(manifests, manifest.namespace, { [INSTANCE_LABEL]: own }).length > 0
  );
}

/** Labels of pods that a controller starts for a while: no manifest has them. */
const PASSING = ['acme.cert-manager.io/http01-solver'];

/** Whether a selector is for pods that come and go by themselves, so that none of them can be here. */
export function isForPassing(selector: Field): boolean {
  return selector.at('matchLabels').keys.some((key) => PASSING.includes(key));
}

/** Whether pods are of several workloads, or of a task. */
export function isWide(pods: readonly Pod[]): boolean {
  return pods.some(({ workload, isLongRunning }) => !isLongRunning || workload !== pods[0]?.workload);
}

const selections = derived(() => new Map<Manifest, readonly Pod[]>());

function select(manifest: Manifest, manifests: ManifestSet): readonly Pod[] {
  const selector = selectorOf(manifest);
  if (manifest.type !== 'Service') return podsSelected(manifests, manifest.namespace, selector);
  return selector.hasKeys ? podsWith(manifests, manifest.namespace, selector.texts) : [];
}
