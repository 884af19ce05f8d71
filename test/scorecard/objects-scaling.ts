import type { KubeObject, Specs } from './model';
import { isRelaxed, type Rule, treeRule } from './rule';
import { all, canaryOf, first, isSubset, nameOf, pods, removeCanaries, selected, type Tree } from './tree';

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
          !tree.isSmall &&
          !isIdleCanary(object) &&
          !autoscalerOf(tree, object) &&
          !(Number(object.spec.replicas) >= 2) &&
          nameOf(object),
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
  treeRule('O9', 'an autoscaler keeps two pods in production, and has room to scale', hasNoRoom, {
    'one pod': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.minReplicas = 1),
    'not said': (tree) => delete first(tree, 'HorizontalPodAutoscaler').spec.minReplicas,
    'no room': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.maxReplicas = 4),
  }),
  treeRule(
    'O9',
    'an autoscaler beside Flagger keeps two pods too, and may hold a fixed scale',
    hasNoRoom,
    {
      'one pod': (tree) => (primaryAutoscaler(tree).spec.minReplicas = 1),
      'less than the least': (tree) => (primaryAutoscaler(tree).spec.maxReplicas = 1),
      'a fixed scale without Flagger': removeCanaries,
    },
    { on: 'golden/progressive/production' },
  ),
  treeRule('O10', 'what is scaled automatically is there', hasNoTarget, {
    'another name': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.name = 'other'),
    'another kind': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.kind = 'StatefulSet'),
    'another API': (tree) => (first(tree, 'HorizontalPodAutoscaler').spec.scaleTargetRef.apiVersion = 'apps/v1beta1'),
    'another namespace': (tree) => (first(tree, 'HorizontalPodAutoscaler').metadata.namespace = 'other'),
  }),
  treeRule(
    'O10',
    'what is scaled automatically is there, or Flagger makes it',
    hasNoTarget,
    {
      'no Canary': (tree) => tree.objects.splice(tree.objects.indexOf(first(tree, 'Canary')), 1),
      'a Canary in another namespace': (tree) => (first(tree, 'Canary').metadata.namespace = 'other'),
      'a Canary of another Deployment': (tree) => (first(tree, 'Canary').spec.targetRef.name = 'other'),
      'no Deployment to copy': (tree) => tree.objects.splice(tree.objects.indexOf(first(tree, 'Deployment')), 1),
      'another copy': (tree) => (primaryAutoscaler(tree).spec.scaleTargetRef.name += '-2'),
      'a copy of another kind': (tree) => (primaryAutoscaler(tree).spec.scaleTargetRef.kind = 'StatefulSet'),
    },
    { on: 'golden/progressive/production' },
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

function hasNoRoom(tree: Tree): (string | false)[] {
  return all(tree, 'HorizontalPodAutoscaler').map((object) => {
    const { minReplicas = 1, maxReplicas } = object.spec;
    const least = tree.isSmall || isIdleCanary(object) ? 1 : 2;
    const room = isForFlagger(tree, object) ? 0 : 1;
    return (minReplicas < least || maxReplicas < minReplicas + room) && nameOf(object);
  });
}

/** Nobody calls a canary that has no share of the traffic yet. */
function isIdleCanary({ metadata }: KubeObject): boolean {
  return metadata.labels?.['twelve-factor/slot'] === 'canary';
}

/**
 * Where Flagger scales by itself, no Deployment says how many pods it has: also a fixed scale is an autoscaler's, of equal
 * bounds, for the Deployment and for Flagger's copy.
 */
function isForFlagger(tree: Tree, { metadata, spec }: KubeObject<Specs['HorizontalPodAutoscaler']>): boolean {
  const copied = spec.scaleTargetRef.name.replace(/-primary$/, '');
  return canaryOf(tree, copied, metadata.namespace) !== undefined;
}

function hasNoTarget(tree: Tree): (string | false)[] {
  return all(tree, 'HorizontalPodAutoscaler').map((object) => !hasTarget(tree, object) && nameOf(object));
}

/** What an autoscaler scales is in the tree, or is Flagger's copy of a Deployment that is: `<name>-primary`. */
function hasTarget(tree: Tree, autoscaler: KubeObject<Specs['HorizontalPodAutoscaler']>): boolean {
  const { apiVersion, kind, name } = autoscaler.spec.scaleTargetRef;
  const isThere = (wanted: string) =>
    tree.objects.some(
      (target) =>
        target.apiVersion === apiVersion &&
        target.kind === kind &&
        isBeside(target, autoscaler) &&
        target.metadata.name === wanted,
    );
  const copied = /^(.+)-primary$/.exec(name)?.[1];
  const isMade =
    copied !== undefined &&
    kind === 'Deployment' &&
    canaryOf(tree, copied, autoscaler.metadata.namespace) !== undefined &&
    isThere(copied);
  return isThere(name) || isMade;
}

function primaryAutoscaler(tree: Tree) {
  return all(tree, 'HorizontalPodAutoscaler').find(({ metadata }) => metadata.name.endsWith('-primary')) as KubeObject<
    Specs['HorizontalPodAutoscaler']
  >;
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
