import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Place } from '../errors';
import { ANNOTATION_PREFIX, kubeObject, type RenderContext } from '../manifest';
import { labelsOfBothCopies, Rollout, type RolloutPlan } from '../rollout';
import { made, type Shape } from '../props';
import { Disruption } from './disruption';
import type { BoundPod } from './pod';
import type { ProcessCopy } from './process';
import { Scaling } from './scaling';

/** How a Deployment is scaled, rolled and drained. */
export interface WorkloadProps {
  /**
   * How many pods the process runs in (factor VIII).
   *
   * @default - Scaling.fixed(3) for a web service, Scaling.fixed(2) for a worker
   */
  readonly scaling?: Scaling;
  /**
   * How a new release takes the place of the old one.
   *
   * @default Rollout.rolling()
   */
  readonly rollout?: Rollout;
  /**
   * How many pods a drain of nodes may take at a time. A single pod has no budget: it would block a drain or promise nothing.
   *
   * @default Disruption.atMost(1)
   */
  readonly disruption?: Disruption;
}

export const WORKLOAD_PROPS: Shape<WorkloadProps> = {
  scaling: made(Scaling, 'Scaling.fixed(3)'),
  rollout: made(Rollout, 'Rollout.rolling()'),
  disruption: made(Disruption, 'Disruption.atMost(1)'),
};

/** Props of a workload, checked, with their defaults. */
export interface BoundWorkload {
  readonly scaling: Scaling;
  /** Absent for a single pod: it would block a drain or promise nothing. */
  readonly budget?: Disruption;
  /** Reason for which there is none. */
  readonly reasonForNoBudget?: string;
  readonly plan: RolloutPlan;
}

/** A Deployment with what scales it and what protects it. */
export interface Workload {
  readonly deployment: ApiObject;
  readonly autoscaler?: ApiObject;
  /** With progressive delivery, the one of the copy that serves. */
  readonly primaryAutoscaler?: ApiObject;
  readonly disruptionBudget?: ApiObject;
}

/** Checks how a Deployment is scaled, rolled and drained, and decides what there is to render. */
export function planWorkload(
  context: RenderContext,
  place: Place,
  props: WorkloadProps,
  defaults: { scaling: Scaling; hasService: boolean },
): BoundWorkload {
  const { disruption = Disruption.atMost(1), rollout = Rollout.rolling() } = props;
  const scaling = (props.scaling ?? defaults.scaling).checked(place);
  disruption.check(place, scaling.min);
  const isBudgeted = disruption.maxUnavailable !== undefined && scaling.max > 1;
  const plan = rollout.plan(place, {
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    isAutomatic: scaling.isAutomatic,
    hasDisruptionBudget: isBudgeted,
    hasService: defaults.hasService,
    traffic: context.traffic,
  });
  if (plan.slots) {
    if (props.disruption?.maxUnavailable !== undefined && scaling.max === 1) {
      place.problem(
        'TF1607',
        'disruption',
        'a slot of one pod has no use for a budget: it would promise nothing',
        'leave it out, or scale to two pods at least',
      );
    }
    context.useSlots(place, plan.slots.use);
  }
  return { scaling, plan, budget: isBudgeted ? disruption : undefined, reasonForNoBudget: disruption.because };
}

/** Renders a Deployment with what scales it and what protects it, and tells the quota what it asks for. */
export function bindWorkload(
  context: RenderContext,
  { scope, identity, slot, isLive }: ProcessCopy,
  pod: BoundPod,
  workload: BoundWorkload,
): Workload {
  const { plan, budget, reasonForNoBudget } = workload;
  const scaling = scalingOf(workload, slot);
  const { name, labels, selector, versionedLabels, annotations } = identity;
  const pods = slot === undefined ? workload.scaling.max : (plan.slots?.demand[slot] ?? 0);
  // A release rolls one slot at a time.
  const extra = isLive ? plan.extra : 0;
  const flaggers = plan.progressive?.planFor(name);
  for (const service of flaggers?.autoscalers ?? [name]) {
    context.demands.push({ service, pods, extra, perPod: pod.demand });
  }

  const reasons = reasonForNoBudget
    ? { ...annotations, [`${ANNOTATION_PREFIX}no-disruption-budget`]: reasonForNoBudget }
    : annotations;
  const deployment = {
    metadata: { name, labels: versionedLabels, annotations: reasons },
    spec: {
      // Flagger scales by itself; a number here would start the idle copy again at every apply.
      replicas: scaling.isAutomatic || flaggers ? undefined : scaling.min,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: progressDeadline(pod),
      selector: { matchLabels: selector },
      strategy: plan.strategy,
      template: pod.template,
    },
  };
  return {
    deployment: kubeObject(scope, 'Deployment', 'Deployment', deployment),
    autoscaler: scaling.isAutomatic || flaggers ? autoscaler(scope, name, labels, scaling) : undefined,
    primaryAutoscaler:
      flaggers && autoscaler(new Construct(scope, 'Primary'), flaggers.autoscalers[1], labels, scaling),
    disruptionBudget:
      budget && disruptionBudget(scope, name, labels, flaggers ? labelsOfBothCopies(labels) : selector, budget),
  };
}

/** How a slot is scaled: as the service, or as the strategy says for what it has to do. */
function scalingOf({ scaling: asked, plan: { slots } }: BoundWorkload, slot: string | undefined): Scaling {
  if (slot === undefined || !slots) {
    return asked;
  }
  const scaling = slots.filledAhead?.includes(slot) ? asked.slowDown() : asked;
  const scale = slots.scale[slot] ?? 'asked';
  switch (scale) {
    case 'asked':
      return scaling;
    case 'least':
      return scaling.standby();
    case 'most':
      return scaling.full();
    default:
      return Scaling.fixed(scale);
  }
}

/** A rollout counts as failed after ten minutes without progress, which must not be before a slow start may be over. */
function progressDeadline({ startupSeconds }: BoundPod): number | undefined {
  return startupSeconds === undefined ? undefined : Math.max(600, startupSeconds + 300);
}

function autoscaler(scope: Construct, name: string, labels: Record<string, string>, scaling: Scaling): ApiObject {
  return kubeObject(scope, 'HorizontalPodAutoscaler', 'HorizontalPodAutoscaler', {
    metadata: { name, labels },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: scaling.min,
      maxReplicas: scaling.max,
      metrics: scaling.metrics(),
      behavior: scaling.behavior,
    },
  });
}

function disruptionBudget(
  scope: Construct,
  name: string,
  labels: Record<string, string>,
  selector: Record<string, string>,
  { maxUnavailable }: Disruption,
): ApiObject {
  return kubeObject(scope, 'PodDisruptionBudget', 'PodDisruptionBudget', {
    metadata: { name, labels },
    spec: {
      maxUnavailable,
      selector: { matchLabels: selector },
      // A pod that is not ready yet protects nobody: without this it can hold up a drain for ever.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
