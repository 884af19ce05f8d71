import type { KubeObject, Specs } from './model';
import { isRelaxed, type Rule, treeRule } from './rule';
import { all, first, isSubset, nameOf, pods, selected, type Tree } from './tree';

type Deployment = KubeObject<Specs['Deployment']>;
type Budget = Specs['PodDisruptionBudget'];

/** How workloads are scaled, rolled and drained. A production has two pods of everything at least. */
export const objectsScaling: readonly Rule[] = [
  treeRule(
    'O6',
    'a production has two replicas, or an autoscaler',
    (tree) =>
      deployments(tree).map(
        (object) =>
          !tree.isSmall && !autoscalerOf(tree, object) && !(Number(object.spec.replicas) >= 2) && nameOf(object),
      ),
    {
      'one replica': (tree) => (fixed(tree).spec.replicas = 1),
      'no autoscaler any more': (tree) =>
        tree.objects.splice(tree.objects.indexOf(first(tree, 'HorizontalPodAutoscaler')), 1),
    },
  ),
  treeRule(
    'O7',
    'replicas and an autoscaler exclude each other (W2)',
    (tree) =>
      deployments(tree).map(
        (object) => autoscalerOf(tree, object) && object.spec.replicas !== undefined && nameOf(object),
      ),
    { both: (tree) => deployments(tree).forEach((object) => (object.spec.replicas = 3)) },
  ),
  treeRule(
    'O8',
    'updates are rolling',
    (tree) =>
      deployments(tree).map(
        ({ spec, ...object }) =>
          !['RollingUpdate', undefined].includes(spec.strategy?.type) && nameOf({ ...object, spec }),
      ),
    {
      Recreate: (tree) => (first(tree, 'Deployment').spec.strategy = { type: 'Recreate' }),
    },
    { except: { 'golden/relaxed/staging': 'Rollout.recreate() was asked for' } },
  ),
  treeRule(
    'O9',
    'an autoscaler keeps two pods in production, and has room to scale',
    (tree) =>
      all(tree, 'HorizontalPodAutoscaler').map((object) => {
        const { minReplicas = 1, maxReplicas } = object.spec;
        return (minReplicas < (tree.isSmall ? 1 : 2) || maxReplicas <= minReplicas) && nameOf(object);
      }),
    {
      'one pod': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.minReplicas = 1),
      'not said': (tree) => delete first(tree, 'HorizontalPodAutoscaler').spec.minReplicas,
      'no room': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.maxReplicas = 4),
    },
  ),
  treeRule(
    'O10',
    'what is scaled automatically is there',
    (tree) =>
      all(tree, 'HorizontalPodAutoscaler').map((object) => {
        const { apiVersion, kind, name } = object.spec.scaleTargetRef;
        return (
          !tree.objects.some(
            (target) =>
              target.apiVersion === apiVersion &&
              target.kind === kind &&
              isBeside(target, object) &&
              target.metadata.name === name,
          ) && nameOf(object)
        );
      }),
    {
      'another name': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.name = 'other'),
      'another kind': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.kind = 'StatefulSet'),
      'another API': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.apiVersion = 'apps/v1beta1'),
      'another namespace': (tree) => (first(tree, 'HorizontalPodAutoscaler').metadata.namespace = 'other'),
    },
  ),
  treeRule(
    'O11',
    'more than one pod has a disruption budget, or a reason for none',
    (tree) =>
      deployments(tree).map(
        (object) => isMany(tree, object) && !isExcused(tree, object) && !budgetOf(tree, object) && nameOf(object),
      ),
    {
      none: (tree) => tree.objects.splice(tree.objects.indexOf(first(tree, 'PodDisruptionBudget')), 1),
      'one for other pods': (tree) =>
        (first(tree, 'PodDisruptionBudget').spec.selector = { matchLabels: { 'app.kubernetes.io/instance': 'other' } }),
    },
  ),
  treeRule(
    'O12',
    'a budget says one thing',
    (tree) => all(tree, 'PodDisruptionBudget').map((object) => policies(object.spec) !== 1 && nameOf(object)),
    {
      nothing: (tree) => delete first(tree, 'PodDisruptionBudget').spec.maxUnavailable,
      both: (tree) => (first(tree, 'PodDisruptionBudget').spec.minAvailable = 1),
    },
  ),
  treeRule(
    'O13',
    'a budget never blocks a drain',
    (tree) => all(tree, 'PodDisruptionBudget').map((object) => !allowsDrain(tree, object.spec) && nameOf(object)),
    {
      'no pod': (tree) => (first(tree, 'PodDisruptionBudget').spec.maxUnavailable = 0),
      '0 %': (tree) => (first(tree, 'PodDisruptionBudget').spec.maxUnavailable = '0%'),
      '100 %': (tree) => (first(tree, 'PodDisruptionBudget').spec.maxUnavailable = '100%'),
      'as many as there are': (tree) => replacePolicy(tree, { minAvailable: 4 }),
      'a part of them': (tree) => replacePolicy(tree, { minAvailable: '50%' }),
      'of pods that are no Deployment’s': (tree) =>
        (first(tree, 'PodDisruptionBudget').spec.selector.matchLabels = {
          'app.kubernetes.io/instance': 'full-migrate',
        }),
      'of two Deployments': (tree) =>
        (first(tree, 'PodDisruptionBudget').spec.selector.matchLabels = { 'app.kubernetes.io/part-of': 'full' }),
    },
  ),
  treeRule(
    'O14',
    'pods that are not ready block no drain',
    (tree) =>
      all(tree, 'PodDisruptionBudget').map(
        (object) => object.spec.unhealthyPodEvictionPolicy !== 'AlwaysAllow' && nameOf(object),
      ),
    {
      'not said': (tree) => delete first(tree, 'PodDisruptionBudget').spec.unhealthyPodEvictionPolicy,
    },
  ),
];

function deployments(tree: Tree): Deployment[] {
  return all(tree, 'Deployment');
}

function fixed(tree: Tree): Deployment {
  return deployments(tree).find(({ spec }) => spec.replicas !== undefined) as Deployment;
}

function isBeside(one: KubeObject, other: KubeObject): boolean {
  return one.metadata.namespace === other.metadata.namespace;
}

function autoscalerOf(tree: Tree, deployment: Deployment) {
  return all(tree, 'HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.name === deployment.metadata.name);
}

function budgetOf(tree: Tree, { spec: { template } }: Deployment) {
  return all(tree, 'PodDisruptionBudget').find(({ spec }) =>
    isSubset(spec.selector.matchLabels, template.metadata.labels),
  );
}

function isMany(tree: Tree, deployment: Deployment): boolean {
  return (autoscalerOf(tree, deployment)?.spec.maxReplicas ?? deployment.spec.replicas ?? 1) > 1;
}

function isExcused(tree: Tree, deployment: Deployment): boolean {
  return pods(tree).some((pod) => pod.workload === deployment && isRelaxed(pod, 'no-disruption-budget'));
}

function policies({ minAvailable, maxUnavailable }: Budget): number {
  return [minAvailable, maxUnavailable].filter((value) => value !== undefined).length;
}

/** Some pod may always go, of one Deployment; `minAvailable` would block as soon as that many are all there are. */
function allowsDrain(tree: Tree, { minAvailable, maxUnavailable, selector }: Budget): boolean {
  const workloads = new Set(selected(tree, selector).map(({ workload }) => workload));
  const isDeployment = workloads.size === 1 && [...workloads].every(({ kind }) => kind === 'Deployment');
  const percent = /^(\d+)%$/.exec(String(maxUnavailable))?.[1];
  const some = percent === undefined ? Number(maxUnavailable) >= 1 : Number(percent) >= 1 && Number(percent) < 100;
  return isDeployment && minAvailable === undefined && some;
}

function replacePolicy(tree: Tree, policy: Partial<Budget>): void {
  const { spec } = first(tree, 'PodDisruptionBudget');
  delete spec.maxUnavailable;
  Object.assign(spec, policy);
}
