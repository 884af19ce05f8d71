import { BASELINE_CAPABILITIES } from '../../manifest/pod-security';
import { containerRule } from '../define-rule';
import type { Field } from '../field';
import { isRelaxed } from '../relaxation';
import type { Rule } from '../rule';

/** What a process may do on its node. */
export const privileges: readonly Rule[] = [
  containerRule(
    {
      code: 'TF3141',
      severity: 'warning',
      remedy: 'leave it out, and add the one capability that it needs',
      asked: `Pod Security baseline, kube-score container-security-context-privileged, kube-linter privileged-container,
        Polaris runAsPrivileged, kubesec Privileged, Trivy KSV-0017, Checkov CKV_K8S_16, Kubescape C-0057,
        Datree CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE`,
    },
    (container, tell) => {
      const privileged = container.securityContext.at('privileged');
      if (privileged.isTrue) tell(privileged, 'it may do all that root may do on its node');
    },
  ),
  containerRule(
    {
      code: 'TF3142',
      severity: 'warning',
      relaxedBy: 'relaxed-privilege-escalation',
      remedy: 'give allowPrivilegeEscalation: false',
      asked: `Pod Security restricted, kube-linter privilege-escalation-container, Polaris privilegeEscalationAllowed,
        kubesec AllowPrivilegeEscalation, Trivy KSV-0001, Checkov CKV_K8S_20, Kubescape C-0016,
        Datree CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION`,
    },
    (container, tell) => {
      const context = container.securityContext;
      const allowed = context.at('allowPrivilegeEscalation');
      if (allowed.value === false || isToldAsWhole(context)) return;
      tell(allowed, `${allowed.isGiven ? '' : 'not said, so '}it may gain more rights than it began with, as by sudo`);
    },
  ),
  containerRule(
    {
      code: 'TF3143',
      severity: 'warning',
      relaxedBy: 'relaxed-writable-root',
      remedy: 'give readOnlyRootFilesystem: true, and an emptyDir where it writes',
      asked: `kube-score container-security-context-readonlyrootfilesystem, kube-linter no-read-only-root-fs,
        Polaris notReadOnlyRootFilesystem, kubesec ReadOnlyRootFilesystem, Trivy KSV-0014, Checkov CKV_K8S_22, Kubescape C-0017,
        Datree CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE`,
    },
    (container, tell) => {
      const context = container.securityContext;
      const readOnly = context.at('readOnlyRootFilesystem');
      if (readOnly.isTrue || !context.hasKeys) return;
      tell(readOnly, `${readOnly.isGiven ? '' : 'not said, so '}whoever gets in may change its programs`);
    },
  ),
  containerRule(
    {
      code: 'TF3144',
      severity: 'note',
      relaxedBy: 'relaxed-writable-root',
      remedy: 'mount an emptyDir at /tmp, where most programs write sooner or later',
    },
    (container, tell) => {
      const isReadOnly = container.securityContext.at('readOnlyRootFilesystem').isTrue;
      if (isReadOnly && !container.mounts.some((mount) => mount.at('mountPath').text?.replace(/\/$/, '') === '/tmp')) {
        tell(container.at('volumeMounts'), 'its file system is read-only, and so is /tmp');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3145',
      severity: 'warning',
      remedy: 'give capabilities: { drop: [ALL] }, in capitals',
      asked: `Pod Security restricted, kube-linter drop-net-raw-capability, Polaris insecureCapabilities, kubesec CapDropAll,
        kubesec CapDropAny, Trivy KSV-0003, Trivy KSV-0004, Trivy KSV-0106, Checkov CKV_K8S_28, Checkov CKV_K8S_37, Kubescape C-0211`,
    },
    (container, tell) => {
      const context = container.securityContext;
      const drop = context.at('capabilities', 'drop');
      if (isToldAsWhole(context) || drop.items.some(({ value }) => value === 'ALL')) return;
      const isLowerCase = drop.items.some(({ text }) => text?.toUpperCase() === 'ALL');
      tell(drop, isLowerCase ? 'Pod Security knows ALL in capitals alone' : 'not all are dropped');
    },
  ),
  containerRule(
    {
      code: 'TF3146',
      severity: 'warning',
      remedy: 'leave it out, or say why by Security.relaxed or an exemption',
      asked: `Pod Security restricted, Polaris dangerousCapabilities, Polaris insecureCapabilities, kubesec CapSysAdmin, Trivy KSV-0005,
        Trivy KSV-0022, Trivy KSV-0119, Trivy KSV-0120, Checkov CKV_K8S_25, Checkov CKV_K8S_39, Kubescape C-0046,
        Datree CONTAINERS_INVALID_CAPABILITIES_VALUE`,
    },
    (container, tell, pod) => {
      for (const capability of container.securityContext.at('capabilities', 'add').items) {
        const { text } = capability;
        if (text === undefined || isRelaxed(pod, `relaxed-capability-${text}`, container)) continue;
        const much = BASELINE_CAPABILITIES.includes(text) ? '' : ', which is beyond Pod Security "baseline"';
        tell(capability, `${text} is added${much}`);
      }
    },
  ),
];

/** Whether what it may do is told by another rule: it says nothing at all, or asks for everything. */
function isToldAsWhole(context: Field): boolean {
  return !context.hasKeys || context.at('privileged').isTrue;
}
