import { podRule } from '../define-rule';
import type { Field } from '../field';
import { labelsMeant } from '../meant';
import type { Pod } from '../pod';
import type { Rule } from '../rule';
import { matches } from '../selector';

/** Where the pods of a workload run. */
export const placement: readonly Rule[] = [
  podRule(
    {
      code: 'TF3172',
      severity: 'warning',
      only: isSpread,
      remedy: 'give podAntiAffinity for kubernetes.io/hostname, with a label of its own pods',
      asked: `kube-score deployment-has-host-podantiaffinity, kube-score statefulset-has-host-podantiaffinity,
        kube-linter no-anti-affinity`,
    },
    (pod, tell) => {
      const affinity = pod.spec.at('affinity', 'podAntiAffinity');
      const terms = [
        ...affinity.at('requiredDuringSchedulingIgnoredDuringExecution').items,
        ...affinity
          .at('preferredDuringSchedulingIgnoredDuringExecution')
          .items.map((preferred) => preferred.at('podAffinityTerm')),
      ];
      const isShunned = terms.some((term) => HOSTS.has(term.at('topologyKey').value) && selectsItself(term, pod));
      if (isShunned) return;
      tell(affinity, terms.length > 0 ? 'no term is for its own pods' : 'not said, so one node may have all its pods');
    },
  ),
  podRule(
    {
      code: 'TF3173',
      severity: 'warning',
      only: isSpread,
      remedy: 'give topologySpreadConstraints with maxSkew, topologyKey, whenUnsatisfiable and a label of its own pods',
      asked: 'kube-score pod-topology-spread-constraints, Polaris topologySpreadConstraint',
    },
    (pod, tell) => {
      if (pod.spreadConstraints.length === 0) {
        return tell(pod.spec.at('topologySpreadConstraints'), 'not said, so one zone may have all its pods');
      }
      for (const constraint of pod.spreadConstraints) {
        if (!selectsItself(constraint, pod)) tell(constraint.at('labelSelector'), 'it is not for its own pods');
      }
    },
  ),
  podRule(
    {
      code: 'TF3174',
      severity: 'error',
      remedy:
        'give maxSkew from 1, topologyKey, and whenUnsatisfiable: ScheduleAnyway or DoNotSchedule, once for each key',
    },
    ({ spreadConstraints }, tell) => {
      for (const constraint of spreadConstraints) {
        const skew = constraint.at('maxSkew');
        if (skew.number === undefined || skew.number < 1) tell(skew, 'the difference has to be 1 or more');
        const key = constraint.at('topologyKey');
        if (!key.text) tell(key, 'no label of nodes is given');
      }
    },
  ),
  podRule(
    {
      code: 'TF3175',
      severity: 'note',
      remedy: 'give priorityClassName, one that the cluster has',
      asked: 'Polaris priorityClassNotSet',
    },
    ({ spec }, tell) => {
      const name = spec.at('priorityClassName');
      if (!name.isGiven) tell(name, 'not said, so it yields to everything that says more');
    },
  ),
];

const HOSTS: ReadonlySet<unknown> = new Set(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);

/** Whether there is more than one pod to spread, as far as the workload says. */
function isSpread({ workload }: Pod): boolean {
  if (workload.type !== 'apps/Deployment' && workload.type !== 'apps/StatefulSet') return false;
  const replicas = workload.at('spec', 'replicas');
  return !replicas.isGiven || Number(replicas.number) > 1;
}

/** Whether a selector is given, and takes the pod itself. */
function selectsItself(owner: Field, pod: Pod): boolean {
  const selector = owner.at('labelSelector');
  return selector.hasKeys && (matches(selector, pod.labels) || matches(selector, labelsMeant(pod)));
}
