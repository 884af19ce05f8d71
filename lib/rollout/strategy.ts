import type { Place } from '../errors';
import type { Route } from '../traffic';
import type { Progressive } from './progressive';
import type { k8s, SlotUse, Spelled, TrafficState } from '../manifest';

/** What a strategy has to know of the workload that it rolls. */
export interface RolloutTarget {
  /** Pods at least. */
  readonly minReplicas: number;
  /** Pods at most. */
  readonly maxReplicas: number;
  /** Whether an autoscaler decides how many. */
  readonly isAutomatic: boolean;
  /** Whether a disruption budget holds them. */
  readonly hasDisruptionBudget: boolean;
  /** Whether a Service leads traffic to them. */
  readonly hasService: boolean;
  /** The state of the slots that is rendered; undefined for the one that the application begins with. */
  readonly traffic?: TrafficState;
}

/** What a strategy decides. */
export interface RolloutPlan {
  /** Strategy of each Deployment. */
  readonly strategy: Spelled<k8s.DeploymentStrategy>;
  /** Pods beyond full scale while a release rolls, those that come and those that still end: a quota has to hold them. */
  readonly extra: number;
  /** The side-by-side copies of the workload; absent for one copy. */
  readonly slots?: SlotPlan;
  /** Given where Flagger copies the Deployment and moves the traffic. */
  readonly progressive?: Progressive;
}

/** Two copies of a workload, and which of them has the traffic. */
export interface SlotPlan {
  readonly use: SlotUse;
  /** How each slot is scaled. */
  readonly scale: Readonly<Record<string, SlotScale>>;
  /**
   * The slots that are at their most before the traffic comes to them, and scaled as the service says from then on.
   *
   * @default - none
   */
  readonly filledAhead?: readonly string[];
  /** Pods of each slot at most, for the quota. */
  readonly demand: Readonly<Record<string, number>>;
  /** The slot that the Service selects; absent if it selects both. */
  readonly selected?: string;
  /** Services beside it, each of one slot, by what is added to its name. */
  readonly services: Readonly<Record<string, string>>;
  /** Percents of the routed traffic by slot, where a router divides it. */
  readonly weights?: SlotWeights;
  /** Route to the slot that does not serve. */
  readonly previewRoute?: Route;
}

/**
 * How a slot is scaled: as the service says, where an autoscaler goes by the requests that come to the slot; at the least that
 * keeps it ready; at the most that all of the requests may need, before they come; or to so many pods.
 */
export type SlotScale = 'asked' | 'least' | 'most' | number;

/** How a router divides traffic between slots. */
export interface SlotWeights {
  readonly router: 'traefik' | 'gatewayApi';
  /** Percents by slot, 100 together. */
  readonly shares: Readonly<Record<string, number>>;
}

/** One way to put a new release in the place of the old one. */
export interface Strategy {
  /** Decides for a workload, and tells a mix that can't work. */
  plan(place: Place, target: RolloutTarget): RolloutPlan;
}
