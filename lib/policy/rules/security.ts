import type { PodContainer } from '../pod-container';
import { containerRule, podAndContainerRule, podRule } from '../define-rule';
import type { Field } from '../field';
import type { Pod } from '../pod';
import type { Rule, Tell } from '../rule';

const ROOT = { relaxedBy: 'relaxed-root' } as const;

/** The least id that kubesec and Trivy take as one that no user of a node has. */
const LEAST_ID = 10001;

/** Who a process is on its node. */
export const security: readonly Rule[] = [
  podRule(
    {
      code: 'TF3131',
      severity: 'warning',
      remedy: 'give one, fit for Pod Security "restricted"',
      asked: `Pod Security restricted, Trivy KSV-0118, Checkov CKV_K8S_29, Checkov CKV_K8S_30, Kubescape C-0211`,
    },
    (pod, tell) => {
      const own = pod.securityContext;
      const inheriting = !own.hasKeys && pod.allContainers.some((container) => !saysAllItself(container));
      if (inheriting) tell(own, 'not said, so its processes may be root and call the kernel as they like');
      for (const container of pod.allContainers) {
        const given = container.securityContext;
        if (!given.hasKeys) tell(given, 'not said, so it has more rights than it needs');
      }
    },
  ),
  eitherRule(
    {
      code: 'TF3132',
      ...ROOT,
      severity: 'warning',
      remedy: 'give runAsNonRoot: true',
      asked: `Pod Security restricted, kube-linter run-as-non-root, Polaris runAsRootAllowed, kubesec RunAsNonRoot, Trivy KSV-0012,
        Trivy KSV-0105, Checkov CKV_K8S_23, Kubescape C-0013, Datree CONTAINERS_INCORRECT_RUNASNONROOT_VALUE`,
    },
    'runAsNonRoot',
    ({ isTrue, isGiven }) => (isTrue ? undefined : isGiven ? 'it may run as root' : 'not said, so it may run as root'),
  ),
  containerRule(
    {
      code: 'TF3133',
      severity: 'error',
      remedy: 'give the id of another user',
      asked: 'Pod Security restricted',
    },
    (container, tell, pod) => {
      const user = effective(container, pod, 'runAsUser');
      if (user.value === 0 && effective(container, pod, 'runAsNonRoot').isTrue && isFirstToTell(user, container, pod)) {
        tell(user, 'root, which runAsNonRoot forbids, so no container starts');
      }
    },
  ),
  podRule(
    {
      code: 'TF3134',
      ...ROOT,
      severity: 'warning',
      remedy: `give ids from ${LEAST_ID}`,
      asked: `kube-score container-security-context-user-group-id, kubesec RunAsUser, kubesec RunAsGroup, Trivy KSV-0020, Trivy KSV-0021,
        Checkov CKV_K8S_40, Kubescape C-0013, Datree CONTAINERS_INCORRECT_RUNASUSER_VALUE_LOWUID,
        Datree CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID`,
    },
    (pod, tell) => {
      if (!pod.securityContext.hasKeys && pod.allContainers.some((container) => !saysAllItself(container))) return;
      for (const field of ['runAsUser', 'runAsGroup']) {
        for (const container of pod.allContainers) {
          const id = effective(container, pod, field);
          const isLow = id.number !== undefined && id.number < LEAST_ID;
          if (id.isGiven && !isLow) continue;
          if (!isFirstToTell(id, container, pod) || isRoot(container, pod)) continue;
          tell(id, isLow ? `${id.number} may be somebody on its node` : 'not said, so it is whoever the image says');
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3135',
      ...ROOT,
      severity: 'note',
      remedy: 'give another group',
      asked: 'Trivy KSV-0116, Kubescape C-0211',
    },
    ({ securityContext: context }, tell) => {
      for (const group of [context.at('fsGroup'), ...context.at('supplementalGroups').items]) {
        if (group.value === 0)
          tell(group, "root's group: what root's group may read and write is its volumes' and its own");
      }
    },
  ),
  podRule(
    {
      code: 'TF3136',
      ...ROOT,
      severity: 'note',
      remedy: 'give fsGroup, and fsGroupChangePolicy: OnRootMismatch',
      asked: 'Kubescape C-0211',
    },
    ({ securityContext: context, volumes }, tell) => {
      if (!context.hasKeys || volumes.length === 0) return;
      const group = context.at('fsGroup');
      const policy = context.at('fsGroupChangePolicy');
      if (!group.isGiven) tell(group, 'not said, so a volume may be one that its user cannot write to');
      else if (!policy.isGiven) tell(policy, 'not said, so every file of a volume is given to the group at each start');
    },
  ),
  eitherRule(
    {
      code: 'TF3137',
      relaxedBy: 'relaxed-unconfined-system-calls',
      severity: 'warning',
      remedy: 'give seccompProfile: { type: RuntimeDefault }',
      asked: `Pod Security restricted, kube-score container-seccomp-profile, kubesec SeccompAny, Polaris linuxHardening, Trivy KSV-0030,
        Trivy KSV-0104, Checkov CKV_K8S_31, Kubescape C-0055, Kubescape C-0210`,
    },
    'seccompProfile',
    (profile) => {
      const type = profile.at('type');
      if (!type.isGiven) return 'not said, so every system call is allowed';
      return type.value === 'Unconfined' ? 'every system call is allowed' : undefined;
    },
  ),
  podRule(
    {
      code: 'TF3138',
      severity: 'warning',
      remedy: 'leave it out, or give RuntimeDefault',
      asked: 'Pod Security baseline, kubesec ApparmorAny, Polaris linuxHardening, Trivy KSV-0002',
    },
    (pod, tell) => {
      for (const context of pod.securityContexts) {
        if (!context.has('appArmorProfile')) continue;
        const type = context.at('appArmorProfile', 'type');
        if (type.value === 'Unconfined') tell(type, 'AppArmor is switched off');
      }
      for (const name in pod.annotations) {
        const isProfile = name.startsWith('container.apparmor.security.beta.kubernetes.io/');
        if (isProfile && pod.annotations[name] === 'unconfined')
          tell(pod.template.at('metadata', 'annotations', name), 'AppArmor is switched off');
      }
    },
  ),
  podRule(
    {
      code: 'TF3139',
      severity: 'warning',
      remedy: 'leave it to the node',
      asked: 'Pod Security baseline, Trivy KSV-0025',
    },
    (pod, tell) => {
      for (const context of pod.securityContexts) {
        if (!context.has('seLinuxOptions')) continue;
        const options = context.at('seLinuxOptions');
        const type = options.at('type');
        if (type.isGiven && type.value !== '' && !SELINUX_TYPES.has(type.value)) {
          tell(type, 'a type of SELinux that is not one of containers');
        }
        for (const name of ['user', 'role']) {
          const given = options.at(name);
          if (given.isGiven && given.value !== '') tell(given, `a ${name} of SELinux, which may be one of the node`);
        }
      }
    },
  ),
  podRule(
    {
      code: 'TF3140',
      severity: 'off',
      remedy: 'give hostUsers: false where nodes have user namespaces',
      asked: 'kubesec HostUsers',
    },
    ({ spec }, tell) => {
      const users = spec.at('hostUsers');
      if (users.value !== false) tell(users, `${users.isGiven ? '' : 'not said, so '}its users are users of its node`);
    },
  ),
];

const SELINUX_TYPES: ReadonlySet<unknown> = new Set([
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/**
 * A rule about a field that a container has of itself, or else of its pod. A pod that is wrong is told once, not once for each of
 * its containers; what a pod relaxes is relaxed for those that take it from there.
 */
function eitherRule(
  traits: Parameters<typeof podRule>[0],
  field: string,
  fault: (field: Field) => string | undefined,
): Rule {
  return podAndContainerRule(
    traits,
    (pod, tell) => {
      const given = pod.securityContext;
      if (!given.hasKeys || pod.allContainers.every((container) => container.securityContext.has(field))) return;
      tellFault(tell, given.at(field), fault);
    },
    (container, tell) => {
      const given = container.securityContext.at(field);
      if (given.isGiven) tellFault(tell, given, fault);
    },
  );
}

function tellFault(tell: Tell, field: Field, fault: (field: Field) => string | undefined): void {
  const given = fault(field);
  if (given !== undefined) tell(field, given);
}

/** What holds for a container: what it says itself, else what its pod says. */
function effective(container: PodContainer, pod: Pod, field: string): Field {
  const { securityContext } = container.securityContext.has(field) ? container : pod;
  return securityContext.at(field);
}

/** Whether a field is the container's own, or the container is the first of those that have it of their pod. */
function isFirstToTell(field: Field, container: PodContainer, { allContainers }: Pod): boolean {
  const isOwn = (one: PodContainer) => one.securityContext.has(String(field.name));
  return isOwn(container) || container === allContainers.find((one) => !isOwn(one));
}

/** Whether a container is root, and told or relaxed as that. */
function isRoot(container: PodContainer, pod: Pod): boolean {
  return effective(container, pod, 'runAsUser').value === 0;
}

/** Whether a container needs nothing that its pod could say. */
function saysAllItself({ securityContext }: PodContainer): boolean {
  return ['runAsNonRoot', 'runAsUser', 'runAsGroup', 'seccompProfile'].every((field) => securityContext.has(field));
}
