import { podRule, type Rule, waived } from './rule';
import { isSubset, type PodView } from './tree';

const DEPLOYMENT = { kinds: ['Deployment'] };

export const podPlacement: readonly Rule[] = [
  podRule(
    'P48',
    'pods of a service shun each other',
    (pod) => {
      const isGood = terms(pod).some(({ labelSelector, topologyKey }) => {
        return (
          topologyKey === 'kubernetes.io/hostname' &&
          labelSelector?.matchLabels &&
          isSubset(labelSelector.matchLabels, pod.labels)
        );
      });
      return !isGood && 'no anti-affinity to its own pods';
    },
    {
      none: ({ template }) => delete template.spec.affinity,
      'of other pods': (pod) =>
        terms(pod).forEach((term) => (term.labelSelector = { matchLabels: { 'app.kubernetes.io/instance': 'other' } })),
      'of nobody': (pod) => terms(pod).forEach((term) => delete term.labelSelector),
    },
    DEPLOYMENT,
  ),
  podRule(
    'P49',
    'pods spread over zones and hosts, as far as there are any',
    ({ template, labels }) => {
      const own = (template.spec.topologySpreadConstraints ?? []).filter(
        ({ labelSelector, maxSkew, whenUnsatisfiable }) => {
          return (
            labelSelector?.matchLabels &&
            isSubset(labelSelector.matchLabels, labels) &&
            maxSkew > 0 &&
            whenUnsatisfiable === 'ScheduleAnyway'
          );
        },
      );
      const keys = own.map(({ topologyKey }) => topologyKey);
      return !['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].every((key) => keys.includes(key)) && 'spread';
    },
    {
      none: ({ template }) => delete template.spec.topologySpreadConstraints,
      'over hosts alone': ({ template }) => template.spec.topologySpreadConstraints?.shift(),
      'of other pods': ({ template }) =>
        Object.assign(template.spec.topologySpreadConstraints?.[0]?.labelSelector?.matchLabels ?? {}, { other: 'pod' }),
      'so strictly that nothing may be scheduled': ({ template }) =>
        Object.assign(template.spec.topologySpreadConstraints?.[0] ?? {}, { whenUnsatisfiable: 'DoNotSchedule' }),
    },
    DEPLOYMENT,
  ),
  waived('P50', 'priority class', 'a class must exist in the cluster, so the platform names it: `priorityClassName`'),
  podRule(
    'P53',
    'a Deployment starts again always',
    ({ template }) => !['Always', undefined].includes(template.spec.restartPolicy) && 'restartPolicy',
    {
      Never: ({ template }) => (template.spec.restartPolicy = 'Never'),
    },
    DEPLOYMENT,
  ),
  podRule(
    'P53',
    'a Job says when it starts again',
    ({ template }) => template.spec.restartPolicy !== 'OnFailure' && 'restartPolicy',
    {
      'not said': ({ template }) => delete template.spec.restartPolicy,
      Always: ({ template }) => (template.spec.restartPolicy = 'Always'),
    },
    { kinds: ['Job', 'CronJob'] },
  ),
];

function terms({ template }: PodView) {
  const preferred = template.spec.affinity?.podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return preferred.map(({ podAffinityTerm }) => podAffinityTerm);
}
