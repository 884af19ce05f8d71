import { manifestRule } from '../define-rule';
import { canaryOf, isMissing } from '../flagger';
import type { Manifest } from '../manifest';
import type { ManifestSet } from '../manifest-set';
import type { Rule } from '../rule';
import { autoscalersOf, targetType } from '../scale';
import { isCanary, isOfSlot } from '../slots';
import { noSuch, titleOf } from '../words';

const AUTOSCALER = 'autoscaling/HorizontalPodAutoscaler';

/** What scales workloads, and between which bounds. */
export const autoscalers: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3010',
      severity: 'error',
      asked: [
        'kube-score horizontalpodautoscaler-has-target',
        'kube-linter dangling-horizontalpodautoscaler',
        'Kubescape C-0300',
      ],
      remedy: 'name the workload that it is to scale',
    },
    [AUTOSCALER],
    (autoscaler, tell, manifests) => {
      const target = autoscaler.at('spec', 'scaleTargetRef');
      const name = target.at('name');
      const type = targetType(target);
      if (name.text === undefined || !isMissing(manifests, type, autoscaler.namespace, name.text)) return;
      tell(name, noSuch(manifests, type, autoscaler.namespace, name.text));
    },
  ),
  manifestRule(
    { code: 'TF3011', severity: 'error', remedy: 'keep one of them' },
    [AUTOSCALER],
    (autoscaler, tell, manifests) => {
      const workload = workloadOf(autoscaler, manifests);
      const [first] = workload ? autoscalersOf(manifests, workload) : [];
      if (!workload || !first || first === autoscaler || first.name === autoscaler.name) return;
      const name = autoscaler.at('spec', 'scaleTargetRef', 'name');
      tell(name, `${titleOf(workload)} is scaled by ${titleOf(first)} already, and they would fight`);
    },
  ),
  manifestRule(
    {
      code: 'TF3012',
      severity: 'warning',
      asked: ['kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured'],
      remedy: 'leave spec.replicas out',
    },
    ['apps/Deployment', 'apps/StatefulSet'],
    (workload, tell, manifests) => {
      const replicas = workload.at('spec', 'replicas');
      const [autoscaler] = replicas.isGiven ? autoscalersOf(manifests, workload) : [];
      if (autoscaler) {
        tell(replicas, `each time it is applied, it undoes what ${titleOf(autoscaler)} has scaled to`);
      }
    },
  ),
  manifestRule(
    { code: 'TF3213', severity: 'error', remedy: 'give minReplicas <= maxReplicas' },
    [AUTOSCALER],
    (autoscaler, tell) => {
      const [min, max] = boundsOf(autoscaler);
      if (min !== undefined && max !== undefined && max < min) {
        tell(autoscaler.at('spec', 'maxReplicas'), `${max} is less than minReplicas, ${min}`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3214',
      severity: 'note',
      asked: [
        'kube-score horizontalpodautoscaler-replicas',
        'Polaris hpaMinAvailability',
        'Polaris hpaMaxAvailability',
        'Datree HPA_MISSING_MINREPLICAS_KEY',
      ],
      remedy: 'keep two pods at least, and leave room above',
    },
    [AUTOSCALER],
    (autoscaler, tell, manifests) => {
      const [min = 1, max] = boundsOf(autoscaler);
      if (isCanary(autoscaler)) return;
      if (min < 2) tell(autoscaler.at('spec', 'minReplicas'), `a single pod is left when there is little to do`);
      else if (max === min && !isOfSlot(autoscaler) && !isFixedForFlagger(autoscaler, manifests)) {
        tell(autoscaler.at('spec', 'maxReplicas'), `minReplicas is ${min} too, so that it never scales`);
      }
    },
  ),
];

function boundsOf(autoscaler: Manifest): [number | undefined, number | undefined] {
  const spec = autoscaler.at('spec');
  return [spec.at('minReplicas').number, spec.at('maxReplicas').number];
}

function workloadOf(autoscaler: Manifest, manifests: ManifestSet): Manifest | undefined {
  const target = autoscaler.at('spec', 'scaleTargetRef');
  return manifests.find(targetType(target), autoscaler.namespace, target.at('name').text ?? '');
}

/** Flagger scales by itself, so that also a fixed scale is an autoscaler's: of the Deployment, and of its copy. */
function isFixedForFlagger(autoscaler: Manifest, manifests: ManifestSet): boolean {
  const target = autoscaler.at('spec', 'scaleTargetRef');
  const name = (target.at('name').text ?? '').replace(/-primary$/, '');
  const workload = manifests.find(targetType(target), autoscaler.namespace, name);
  return workload !== undefined && canaryOf(manifests, workload) !== undefined;
}
