import { ANNOTATION_PREFIX } from '../../manifest/labels';
import { podSecurityLevel } from '../../manifest/pod-security';
import { manifestRule, setRule } from '../define-rule';
import { derived } from '../derived';
import { groupBy } from '../group-by';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { titleOf, word } from '../words';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const LEVELS = ['restricted', 'baseline', 'privileged'];

/** Kinds that are in no namespace; those that begin with `Cluster` besides. */
const OF_THE_CLUSTER = new Set(
  (
    'Namespace Node PersistentVolume StorageClass VolumeSnapshotClass CSIDriver PriorityClass RuntimeClass IngressClass GatewayClass ' +
    'CustomResourceDefinition APIService ValidatingWebhookConfiguration MutatingWebhookConfiguration ' +
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding FlowSchema PriorityLevelConfiguration CertificateSigningRequest'
  ).split(' '),
);

/** Where objects live, and what a namespace lets in. */
export const namespaces: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3030',
      severity: 'error',
      remedy: 'give the namespace the level that its pods need, or relax nothing in them',
    },
    ['Namespace'],
    (namespace, tell, manifests) => {
      const level = namespace.labels[ENFORCE] ?? 'privileged';
      // What a pod lacks by mistake, the rules about pods tell. Here it is about what is relaxed on purpose.
      const refused = podsIn(manifests)
        .get(namespace.name)
        ?.find((pod) => isRelaxedOnPurpose(pod) && isBeyond(levelOf(pod), level));
      if (!refused) return;
      tell(
        namespace.at('metadata', 'labels', ENFORCE),
        `the pods of ${titleOf(refused.workload)} need ${levelOf(refused)}, so that ${word(level)} refuses them`,
      );
    },
  ),
  manifestRule(
    {
      code: 'TF3031',
      severity: 'note',
      remedy: 'enforce the strictest level that its pods keep',
    },
    ['Namespace'],
    (namespace, tell, manifests) => {
      const pods = podsIn(manifests).get(namespace.name) ?? [];
      const level = namespace.labels[ENFORCE] ?? 'privileged';
      const [needed = 'privileged'] = pods.map(levelOf).sort((a, b) => LEVELS.indexOf(b) - LEVELS.indexOf(a));
      if (pods.length > 0 && isBeyond(level, needed)) {
        tell(namespace.at('metadata', 'labels', ENFORCE), `it admits ${word(level)} pods, and has ${needed} ones`);
      }
    },
  ),
  setRule(
    {
      code: 'TF3201',
      severity: 'note',
      asked: [
        'kube-linter use-namespace',
        'Checkov CKV_K8S_21',
        'Kubescape C-0061',
        'Datree WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT',
      ],
      remedy: 'give it the namespace that it is for, or see that who applies it does',
    },
    ({ all }, tell) => {
      for (const manifest of all) {
        if (manifest.kind !== '' && manifest.namespace === '' && !isOfTheCluster(manifest)) {
          tell(manifest.at('metadata', 'namespace'), 'it goes where whoever applies it happens to be');
        }
      }
    },
  ),
  setRule(
    {
      code: 'TF3202',
      severity: 'warning',
      asked: [
        'kube-linter use-namespace',
        'Trivy KSV-0110',
        'Trivy KSV-0037',
        'Checkov CKV_K8S_21',
        'Kubescape C-0061',
        'Kubescape C-0212',
        'Datree WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT',
      ],
      remedy: 'give the application a namespace of its own',
    },
    ({ all }, tell) => {
      for (const { namespace, root } of all) {
        const isOfTheCluster = namespace.startsWith('kube-');
        if (!isOfTheCluster && namespace !== 'default') continue;
        const given = isOfTheCluster
          ? `${word(namespace)} is the cluster's own`
          : 'in default, everybody is beside everybody';
        tell(root.at('metadata', 'namespace'), given);
      }
    },
  ),
];

function isOfTheCluster({ kind }: Manifest): boolean {
  return kind.startsWith('Cluster') || OF_THE_CLUSTER.has(kind);
}

const podsIn = derived((manifests: ManifestSet) => groupBy(manifests.pods, ({ namespace }) => namespace));

function levelOf({ spec }: Pod): string {
  const { value } = spec;
  return typeof value === 'object' && value !== null
    ? podSecurityLevel(value as Record<string, unknown>)
    : 'restricted';
}

/** Whether a level is more than another one admits. What is no level enforces nothing. */
function isBeyond(level: string, admitted: string): boolean {
  const bound = LEVELS.includes(admitted) ? LEVELS.indexOf(admitted) : LEVELS.length;
  return (LEVELS.includes(level) ? LEVELS.indexOf(level) : LEVELS.length) > bound;
}

/** Whether its workload says why it is relaxed, or exempt from a rule. */
function isRelaxedOnPurpose({ workload }: Pod): boolean {
  return Object.keys(workload.annotations).some(
    (key) => key.startsWith(ANNOTATION_PREFIX) && /relaxed-|exempt-/.test(key),
  );
}
