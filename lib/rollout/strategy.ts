import type { Place } from '../errors';
import type { k8s } from '../manifest';

/** What a strategy has to know of the workload that it rolls. */
export interface RolloutTarget {
  /** Pods at most. */
  readonly maxReplicas: number;
  /** Whether a disruption budget was asked for. */
  readonly hasDisruptionBudget: boolean;
}

/** What a strategy decides. */
export interface RolloutPlan {
  /** Strategy of the Deployment. */
  readonly strategy: k8s.DeploymentStrategy;
  /** Pods beyond full scale while a release rolls: a quota has to hold them. */
  readonly surge: number;
}

/** One way to put a new release in the place of the old one. */
export interface Strategy {
  /** Decides for a workload, and tells a mix that can't work. */
  plan(place: Place, target: RolloutTarget): RolloutPlan;
}
