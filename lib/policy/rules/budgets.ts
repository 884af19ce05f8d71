import { ANNOTATION_PREFIX } from '../../manifest/labels';
import { manifestRule } from '../define-rule';
import { derived } from '../derived';
import type { Field } from '../field';
import type { Manifest } from '../manifest';
import { type Pod, WORKLOADS } from '../pod';
import type { Rule } from '../rule';
import { scaleOf } from '../scale';
import { isAstray, isWide, podsOf } from '../selection';
import { mayHoldUnseen } from '../unseen';
import { few, labelsText, titleOf } from '../words';

const BUDGET = 'policy/PodDisruptionBudget';

/** What keeps pods while nodes are drained, and lets nodes be drained. */
export const budgets: readonly Rule[] = [
  manifestRule(
    { code: 'TF3013', severity: 'error', remedy: 'give it the labels of the pods that it is to protect' },
    [BUDGET],
    (budget, tell, manifests) => {
      const selector = budget.at('spec', 'selector');
      if (podsOf(budget, manifests).length > 0 || mayHoldUnseen(manifests, budget.namespace)) return;
      const labels = labelsText(selector.at('matchLabels').texts);
      tell(selector, labels ? `no pod here has ${labels}` : 'it selects no pod');
    },
  ),
  manifestRule(
    { code: 'TF3014', severity: 'warning', remedy: 'give each workload a budget of its own, and a task none' },
    [BUDGET],
    (budget, tell, manifests) => {
      const pods = podsOf(budget, manifests);
      if (!isWide(pods) || isAstray(budget, manifests)) return;
      const task = pods.find(({ isLongRunning }) => !isLongRunning);
      const given = task
        ? `it counts the pods of ${titleOf(task.workload)}, which ends`
        : `it counts the pods of ${few(
            pods.map(({ workload }) => workload),
            titleOf,
          )} together`;
      tell(budget.at('spec', 'selector'), given);
    },
  ),
  manifestRule(
    { code: 'TF3015', severity: 'error', remedy: 'keep one of them: with two, no pod is ever evicted' },
    [BUDGET],
    (budget, tell, manifests) => {
      const pods = podsOf(budget, manifests);
      if (isWide(pods) || isAstray(budget, manifests)) return;
      const firsts = pods.map((pod) => budgetsOf(manifests).narrow.get(pod));
      const other = firsts.find((first) => first !== undefined && first.name !== budget.name);
      if (!other) return;
      tell(budget.at('spec', 'selector'), `its pods have ${titleOf(other)} already`);
    },
  ),
  manifestRule(
    {
      code: 'TF3016',
      severity: 'warning',
      asked: ['kube-score deployment-has-poddisruptionbudget', 'Polaris missingPodDisruptionBudget'],
      remedy: 'give it one with maxUnavailable: 1',
    },
    ['apps/Deployment', 'apps/StatefulSet'],
    (workload, tell, manifests) => {
      const { most } = scaleOf(manifests, workload);
      if (most < 2 || workload.annotations[`${ANNOTATION_PREFIX}no-disruption-budget`]?.trim()) return;
      // One that protects nobody is told, and is most likely meant for it.
      if (budgetsOf(manifests).budgeted.has(workload) || lost(manifests).has(workload.namespace)) return;
      tell(workload.at('metadata', 'name'), `no budget keeps any of its ${most} pods while nodes are drained`);
    },
  ),
  manifestRule(
    {
      code: 'TF3215',
      severity: 'error',
      asked: ['kube-score poddisruptionbudget-has-policy'],
      remedy: 'give maxUnavailable: 1 alone',
    },
    [BUDGET],
    (budget, tell) => {
      const spec = budget.at('spec');
      const given = ['minAvailable', 'maxUnavailable'].filter((field) => spec.at(field).isGiven);
      if (given.length === 0) tell(spec, 'it says neither how many pods may be missing nor how many have to be there');
      if (given.length === 2) tell(spec.at('minAvailable'), 'maxUnavailable is given too');
    },
  ),
  manifestRule(
    {
      code: 'TF3216',
      severity: 'warning',
      asked: [
        'kube-linter pdb-max-unavailable',
        'kube-linter pdb-min-available',
        'Polaris pdbDisruptionsIsZero',
        'Polaris pdbMinAvailableGreaterThanHPAMinReplicas',
      ],
      remedy: 'give maxUnavailable: 1, so that one pod may always go',
    },
    [BUDGET],
    (budget, tell, manifests) => {
      const { minAvailable, maxUnavailable } = policyOf(budget);
      if (maxUnavailable.isGiven && amountOf(maxUnavailable, 100) === 0) {
        tell(maxUnavailable, 'no pod may ever go, so that no node can be drained');
      }
      if (!minAvailable.isGiven) return;
      const pods = podsOf(budget, manifests);
      const [pod] = isWide(pods) ? [] : pods;
      // How a custom resource is scaled, its operator knows.
      const workload = pod && WORKLOADS.includes(pod.workload.type) ? pod.workload : undefined;
      const least = workload ? scaleOf(manifests, workload).least : 100;
      const kept = amountOf(minAvailable, least);
      if (kept !== undefined && least > 0 && kept >= least) {
        const whose = workload ? `${titleOf(workload)} may have ${least}` : 'that is all there are';
        tell(minAvailable, `it keeps ${String(minAvailable.value)}, and ${whose}, so that no node can be drained`);
      }
    },
  ),
  manifestRule(
    {
      code: 'TF3217',
      severity: 'warning',
      asked: ['kube-linter pdb-unhealthy-pod-eviction-policy'],
      remedy: 'give unhealthyPodEvictionPolicy: AlwaysAllow',
    },
    [BUDGET],
    (budget, tell) => {
      const policy = budget.at('spec', 'unhealthyPodEvictionPolicy');
      if (policy.text !== 'AlwaysAllow') tell(policy, 'pods that are not ready, and so serve nobody, block a drain');
    },
  ),
  manifestRule({ code: 'TF3218', severity: 'note', remedy: 'give maxUnavailable: 1' }, [BUDGET], (budget, tell) => {
    const { minAvailable, maxUnavailable } = policyOf(budget);
    if (maxUnavailable.text === '100%') tell(maxUnavailable, 'all pods may go at once');
    if (minAvailable.isGiven && amountOf(minAvailable, 100) === 0) tell(minAvailable, 'all pods may go at once');
  }),
];

function policyOf(budget: Manifest): { minAvailable: Field; maxUnavailable: Field } {
  const spec = budget.at('spec');
  return { minAvailable: spec.at('minAvailable'), maxUnavailable: spec.at('maxUnavailable') };
}

/** Pods that a number or a percentage stands for, rounded up as Kubernetes does; nothing of what is neither. */
function amountOf({ value }: Field, all: number): number | undefined {
  if (typeof value === 'number') return value;
  const percent = typeof value === 'string' ? /^(\d{1,3})%$/.exec(value)?.[1] : undefined;
  return percent === undefined ? undefined : Math.ceil((Number(percent) * all) / 100);
}

/** The workloads whose pods have a budget, and the first that each pod has for its workload alone. */
const budgetsOf = derived((manifests) => {
  const budgeted = new Set<Manifest>();
  const narrow = new Map<Pod, Manifest>();
  for (const budget of manifests.of(BUDGET)) {
    const pods = podsOf(budget, manifests);
    if (isAstray(budget, manifests)) continue;
    const isNarrow = !isWide(pods);
    for (const pod of pods) {
      budgeted.add(pod.workload);
      if (isNarrow && !narrow.has(pod)) narrow.set(pod, budget);
    }
  }
  return { budgeted, narrow };
});

/** Namespaces that have a budget for nobody, or for somebody else. */
const lost = derived((manifests) => {
  const idle = manifests
    .of(BUDGET)
    .filter((budget) => podsOf(budget, manifests).length === 0 || isAstray(budget, manifests));
  return new Set(idle.map(({ namespace }) => namespace));
});
