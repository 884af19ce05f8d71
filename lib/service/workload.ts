import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { ANNOTATION_PREFIX, k8s, kubeObject, type RenderContext } from '../manifest';
import { Rollout } from '../rollout';
import { Disruption } from './disruption';
import type { BoundPod } from './pod';
import type { ProcessIdentity } from './process';
import type { Scaling } from './scaling';

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

/** What is deployed. */
export interface WorkloadTarget extends ProcessIdentity {
  readonly pod: BoundPod;
  readonly scaling: Scaling;
}

/** A Deployment with what scales it and what protects it. */
export interface Workload {
  readonly deployment: ApiObject;
  readonly autoscaler?: ApiObject;
  readonly disruptionBudget?: ApiObject;
}

/** Renders a Deployment with what scales it and what protects it, and tells the quota what it asks for. */
export function bindWorkload(
  scope: Construct,
  context: RenderContext,
  place: Place,
  target: WorkloadTarget,
  props: WorkloadProps,
): Workload {
  const { name, labels, selector, scaling } = target;
  const disruption = props.disruption ?? Disruption.atMost(1);
  scaling.check(place);
  disruption.check(place, scaling.min);
  const isBudgeted = disruption.maxUnavailable !== undefined && scaling.max > 1;
  const { strategy, surge } = (props.rollout ?? Rollout.rolling()).plan(place, {
    maxReplicas: scaling.max,
    hasDisruptionBudget: isBudgeted,
  });
  context.demands.push({ service: scope.node.id, pods: scaling.max, surge, perPod: target.pod.demand });

  const reason: Record<string, string> = disruption.because
    ? { [`${ANNOTATION_PREFIX}no-disruption-budget`]: disruption.because }
    : {};
  const deployment = {
    metadata: { name, labels: target.versionedLabels, annotations: { ...target.annotations, ...reason } },
    spec: {
      replicas: scaling.isAutomatic ? undefined : scaling.min,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: progressDeadline(target.pod),
      selector: { matchLabels: selector },
      strategy,
      template: {},
    },
  };
  return {
    deployment: kubeObject(scope, 'Deployment', k8s.KubeDeployment, deployment, target.pod.template),
    autoscaler: scaling.isAutomatic ? autoscaler(scope, name, labels, scaling) : undefined,
    disruptionBudget: isBudgeted ? disruptionBudget(scope, name, labels, selector, disruption) : undefined,
  };
}

/** A rollout counts as failed after ten minutes without progress, which must not be before a slow start may be over. */
function progressDeadline({ startupSeconds }: BoundPod): number | undefined {
  return startupSeconds === undefined ? undefined : Math.max(600, startupSeconds + 300);
}

function autoscaler(scope: Construct, name: string, labels: Record<string, string>, scaling: Scaling): ApiObject {
  return kubeObject(scope, 'HorizontalPodAutoscaler', k8s.KubeHorizontalPodAutoscalerV2, {
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
  const budget =
    typeof maxUnavailable === 'number'
      ? k8s.IntOrString.fromNumber(maxUnavailable)
      : k8s.IntOrString.fromString(`${maxUnavailable}`);
  return kubeObject(scope, 'PodDisruptionBudget', k8s.KubePodDisruptionBudget, {
    metadata: { name, labels },
    spec: {
      maxUnavailable: budget,
      selector: { matchLabels: selector },
      // A pod that is not ready yet protects nobody: without this it can hold up a drain for ever.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}
