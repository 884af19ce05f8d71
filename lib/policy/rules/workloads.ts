import { manifestRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import { isMissing } from '../flagger';
import type { Manifest } from '../manifest';
import type { Rule } from '../rule';
import { autoscalersOf, targetType } from '../scale';
import { podsOf } from '../selection';
import { isCanary } from '../slots';

/** What is run at a moment, such as a test, by who brings the manifests: it is made anew each time. */
const HOOKS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

/** How many there are of what, and how a release takes their place. */
export const workloads: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3210',
      // A manifest does not say whether its environment may be down for a minute: a platform does, by a severity for each.
      severity: 'note',
      asked: [
        'kube-score deployment-replicas',
        'Polaris deploymentMissingReplicas',
        'kube-linter minimum-three-replicas',
        'Datree DEPLOYMENT_INCORRECT_REPLICAS_VALUE',
      ],
      remedy: 'scale it to two, or by an autoscaler',
    },
    ['apps/Deployment'],
    (deployment, tell, manifests) => {
      const replicas = deployment.at('spec', 'replicas');
      if ((replicas.number ?? 1) !== 1 || isCanary(deployment) || !served(manifests).has(deployment)) return;
      // Without a number, it may be that of an autoscaler which is told as scaling nothing.
      if (autoscalersOf(manifests, deployment).length > 0 || (!replicas.isGiven && hasLost(manifests))) return;
      tell(replicas, 'nobody answers while its only pod starts again, or moves');
    },
  ),
  manifestRule(
    {
      code: 'TF3211',
      severity: 'note',
      asked: ['kube-score deployment-strategy', 'kube-linter no-rolling-update-strategy', 'Kubescape C-0305'],
      remedy: 'let it roll, if two releases can run side by side',
    },
    ['apps/Deployment'],
    (deployment, tell) => {
      const type = deployment.at('spec', 'strategy', 'type');
      if (type.text === 'Recreate') tell(type, 'nobody answers while a release takes the place of the one before');
    },
  ),
  manifestRule(
    { code: 'TF3212', severity: 'error', remedy: 'allow one pod more, or one fewer' },
    ['apps/Deployment'],
    (deployment, tell) => {
      const rolling = deployment.at('spec', 'strategy', 'rollingUpdate');
      if (isNone(rolling.at('maxSurge')) && isNone(rolling.at('maxUnavailable'))) {
        tell(rolling, 'with no pod more and none fewer, no release can ever begin');
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3219',
      severity: 'warning',
      asked: ['Kubescape C-0073'],
      remedy: 'make it a Deployment, or a Job',
    },
    ['Pod'],
    (pod, tell) => {
      const isHook = HOOKS.some((hook) => pod.annotations[hook] !== undefined);
      if (!isHook && pod.at('metadata', 'ownerReferences').items.length === 0) {
        tell(pod.at('kind'), 'nothing makes it again when its node goes');
      }
    },
  ),
];

const served = derived((manifests) => {
  const answering = new Set<Manifest>();
  for (const service of manifests.of('Service')) {
    for (const { workload } of podsOf(service, manifests)) answering.add(workload);
  }
  return answering;
});

/** Whether an autoscaler scales what is not there. */
const hasLost = derived((manifests) =>
  manifests.of('autoscaling/HorizontalPodAutoscaler').some((autoscaler) => {
    const target = autoscaler.at('spec', 'scaleTargetRef');
    return isMissing(manifests, targetType(target), autoscaler.namespace, target.at('name').text ?? '');
  }),
);

function isNone({ value }: Field): boolean {
  return value === 0 || value === '0%';
}
