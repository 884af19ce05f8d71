import { manifestRule, podRule } from '../define-rule';
import { derived } from '../derived';
import type { ManifestSet } from '../manifest-set';
import type { Pod } from '../pod';
import type { Rule } from '../rule';

/** Who a pod is for Kubernetes' API: nobody, unless it was given rights there. */
export const accounts: readonly Rule[] = [
  podRule(
    {
      code: 'TF3157',
      severity: 'warning',
      remedy: 'give serviceAccountName, an account of its own',
      asked:
        'kube-linter default-service-account, kubesec ServiceAccountName, Checkov CKV_K8S_41, Checkov CKV_K8S_42, Kubescape C-0189',
    },
    (pod, tell) => {
      const name = accountOf(pod);
      if (name === '' || name === 'default') {
        tell(pod.spec.at('serviceAccountName'), 'the default account, whose rights every pod of the namespace shares');
      }
    },
  ),
  podRule(
    {
      code: 'TF3158',
      severity: 'warning',
      remedy: 'give automountServiceAccountToken: false',
      asked: `Polaris automountServiceAccountToken, kubesec AutomountServiceAccountToken, Trivy KSV-0036, Checkov CKV_K8S_38,
        Kubescape C-0034, Kubescape C-0190, Kubescape C-0261`,
    },
    (pod, tell, manifests) => {
      const mount = pod.spec.at('automountServiceAccountToken');
      if (mount.value === false || (mount.isTrue && needsToken(pod, manifests))) return;
      tell(mount, mount.isGiven ? 'it may ask the API of the cluster' : 'not said, so its account decides');
    },
  ),
  manifestRule(
    {
      code: 'TF3159',
      severity: 'warning',
      remedy: 'give automountServiceAccountToken: false, and let the pod that needs it say so',
      asked: `Kubescape C-0034, Kubescape C-0190, Kubescape C-0261, Datree SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE`,
    },
    ['ServiceAccount'],
    (account, tell, manifests) => {
      const mount = account.at('automountServiceAccountToken');
      if (mount.value === false || hasRights(manifests, account.namespace, account.name)) return;
      tell(mount, `${mount.isGiven ? '' : 'not said, so '}every pod of this account gets a token`);
    },
  ),
  podRule(
    {
      code: 'TF3160',
      severity: 'warning',
      remedy: 'give serviceAccountName',
      asked: 'kube-linter deprecated-service-account-field, Kubescape C-0294',
    },
    ({ spec }, tell) => {
      const old = spec.at('serviceAccount');
      const fresh = spec.at('serviceAccountName');
      if (old.isGiven && !fresh.isGiven) tell(old, 'the old name of serviceAccountName');
      else if (old.isGiven && old.value !== fresh.value)
        tell(old, 'the old name of serviceAccountName, which says something else');
    },
  ),
];

function accountOf({ spec }: Pod): string {
  return (spec.at('serviceAccountName').text || spec.at('serviceAccount').text) ?? '';
}

/** Somebody else's account is given for its rights, as is one that has some here. */
function needsToken(pod: Pod, manifests: ManifestSet): boolean {
  const name = accountOf(pod);
  if (name === '' || name === 'default') return false;
  return !manifests.find('ServiceAccount', pod.namespace, name) || hasRights(manifests, pod.namespace, name);
}

const withRights = derived((manifests) => {
  const names = new Set<string>();
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    for (const binding of manifests.of(`rbac.authorization.k8s.io/${kind}`)) {
      for (const subject of binding.at('subjects').items) {
        if (subject.at('kind').value !== 'ServiceAccount') continue;
        const namespace = subject.at('namespace').text ?? binding.namespace;
        names.add(`${namespace}/${subject.at('name').text ?? ''}`);
      }
    }
  }
  return names;
});

function hasRights(manifests: ManifestSet, namespace: string, name: string): boolean {
  return withRights(manifests).has(`${namespace}/${name}`);
}
