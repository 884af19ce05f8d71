import type { Container, ContainerSecurity, PodSecurity } from './model';
import { containerRule, containers, isRelaxed, podRule, type Rule, waived } from './rule';
import type { PodView } from './tree';

const ROOT = { relaxedBy: 'relaxed-root' };

/** What a process may do on its node. What is relaxed says why in an annotation; without one it is a fault. */
export const podSecurity: readonly Rule[] = [
  containerRule('P17', 'not privileged', ({ securityContext }) => securityContext?.privileged && 'privileged', {
    privileged: (container) => (own(container).privileged = true),
  }),
  containerRule(
    'P18',
    'no escalation',
    ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false && 'escalation',
    {
      allowed: (container) => (own(container).allowPrivilegeEscalation = true),
      'not said': (container) => delete own(container).allowPrivilegeEscalation,
    },
    { relaxedBy: 'relaxed-privilege-escalation' },
  ),
  containerRule(
    'P19',
    'root file system is read-only, and /tmp is not',
    ({ securityContext, volumeMounts = [] }, { template }) => {
      const mount = volumeMounts.find(({ mountPath }) => mountPath === '/tmp');
      const isEmpty = template.spec.volumes?.some(({ name, emptyDir }) => name === mount?.name && emptyDir);
      return !(securityContext?.readOnlyRootFilesystem && isEmpty) && 'root file system';
    },
    {
      writable: (container) => (own(container).readOnlyRootFilesystem = false),
      'not said': (container) => delete own(container).readOnlyRootFilesystem,
      'no /tmp': (container) => delete container.volumeMounts,
    },
    { relaxedBy: 'relaxed-writable-root' },
  ),
  ofEither('P20', 'not root', 'runAsNonRoot', (value) => value === true, { root: false }),
  ofEither('P20', 'no user 0', 'runAsUser', (value) => value !== 0, { root: 0 }),
  ofEither('P21', 'user above 10000', 'runAsUser', (value) => Number(value) > 10000, { low: 1000, limit: 10000 }),
  ofEither('P22', 'group above 10000', 'runAsGroup', (value) => Number(value) > 10000, { low: 1000, limit: 10000 }),
  ofEither('P23', 'no process in the group of root', 'runAsGroup', (value) => value !== 0, { root: 0 }),
  podRule(
    'P23',
    'no volume belongs to the group of root',
    (pod) => [podOf(pod).fsGroup, ...(podOf(pod).supplementalGroups ?? [])].includes(0) && 'group 0',
    {
      'its own group': (pod) => (podOf(pod).fsGroup = 0),
      'another group': (pod) => (podOf(pod).supplementalGroups = [0]),
    },
    ROOT,
  ),
  podRule(
    'P24',
    'volumes belong to the group',
    (pod) =>
      !(
        podOf(pod).fsGroup !== undefined && ['OnRootMismatch', 'Always'].includes(podOf(pod).fsGroupChangePolicy ?? '')
      ) && 'fsGroup',
    { 'no group': (pod) => delete podOf(pod).fsGroup, 'no policy': (pod) => delete podOf(pod).fsGroupChangePolicy },
    ROOT,
  ),
  containerRule(
    'P25',
    'drops all capabilities',
    ({ securityContext }) => !securityContext?.capabilities?.drop?.includes('ALL') && 'capabilities',
    {
      'not said': (container) => delete own(container).capabilities,
      'in lower case': (container) => (own(container).capabilities = { drop: ['all'] }),
    },
  ),
  containerRule(
    'P26',
    'adds no capability without a reason',
    (container, pod) =>
      container.securityContext?.capabilities?.add?.find(
        (name) => !isRelaxed(pod, `relaxed-capability-${name}`, container),
      ),
    { added: (container) => (own(container).capabilities = { drop: ['ALL'], add: ['NET_BIND_SERVICE'] }) },
  ),
  ofEither(
    'P27',
    'system calls are filtered',
    'seccompProfile',
    (value) => (value as { type?: string } | undefined)?.type === 'RuntimeDefault',
    { unconfined: { type: 'Unconfined' } },
    'relaxed-unconfined-system-calls',
  ),
  podRule(
    'P28',
    'AppArmor is never weakened; the runtime’s own profile goes without saying',
    (pod) =>
      (contexts(pod).some(({ appArmorProfile }) => appArmorProfile && appArmorProfile.type !== 'RuntimeDefault') ||
        Object.keys(pod.template.metadata.annotations ?? {}).some((key) => key.includes('apparmor'))) &&
      'AppArmor',
    {
      unconfined: (pod) => (podOf(pod).appArmorProfile = { type: 'Unconfined' }),
      annotated: (pod) =>
        (pod.template.metadata.annotations = { 'container.apparmor.security.beta.kubernetes.io/api': 'unconfined' }),
    },
  ),
  podRule(
    'P29',
    'SELinux is left to the node (W6)',
    (pod) => contexts(pod).some(({ seLinuxOptions }) => seLinuxOptions) && 'SELinux',
    {
      'a type': (pod) => (podOf(pod).seLinuxOptions = { type: 'spc_t' }),
    },
  ),
  waived(
    'P30',
    'user namespace',
    'opt-in of the scorecard itself: nodes must support it; podOverrides reach `hostUsers`',
  ),
  podRule(
    'P31',
    'pod and containers have security contexts',
    (pod) =>
      [pod.template.spec, ...containers(pod)].some(
        ({ securityContext }) => Object.keys(securityContext ?? {}).length === 0,
      ) && 'no context',
    {
      'none of the pod': (pod) => delete pod.template.spec.securityContext,
      'none of a container': (pod) => delete pod.template.spec.containers[0]?.securityContext,
    },
  ),
];

function own(container: Container): ContainerSecurity {
  return (container.securityContext ??= {});
}

function podOf({ template }: PodView): PodSecurity {
  return (template.spec.securityContext ??= {});
}

function contexts(pod: PodView): (ContainerSecurity & PodSecurity)[] {
  return [podOf(pod), ...containers(pod).map(({ securityContext }) => securityContext ?? {})];
}

/** A field that every container has of itself, or else of its pod. */
function ofEither(
  id: string,
  name: string,
  field: 'runAsNonRoot' | 'runAsUser' | 'runAsGroup' | 'seccompProfile',
  isGood: (value: unknown) => boolean,
  bad: Readonly<Record<string, unknown>>,
  relaxedBy = ROOT.relaxedBy,
): Rule {
  const breaks = Object.entries(bad).flatMap(
    ([how, value]): [string, (container: Container, pod: PodView) => void][] => [
      [`${how}, of a container`, (container) => Object.assign(own(container), { [field]: value })],
      [`${how}, of the pod`, (_, pod) => Object.assign(podOf(pod), { [field]: value })],
    ],
  );
  const missing = isGood(undefined)
    ? []
    : [['not said', (_: Container, pod: PodView) => delete podOf(pod)[field]] as const];
  const fault = (container: Container, pod: PodView) =>
    !isGood(container.securityContext?.[field] ?? podOf(pod)[field]) && field;
  return containerRule(id, name, fault, Object.fromEntries([...breaks, ...missing]), { relaxedBy });
}
