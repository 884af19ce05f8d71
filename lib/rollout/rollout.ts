import type { Place } from '../errors';
import { BlueGreen, type BlueGreenProps } from './blue-green';
import { Canary, type CanaryProps } from './canary';
import { Progressive, type ProgressiveProps } from './progressive';
import { Recreate } from './recreate';
import { Rolling, type RollingProps } from './rolling';
import type { RolloutPlan, RolloutTarget, Strategy } from './strategy';

/** How a new release takes the place of the old one. */
export class Rollout {
  /** Pods are replaced some at a time; old and new serve side by side until all are new. */
  static rolling(props: RollingProps = {}): Rollout {
    return new Rollout(new Rolling(props));
  }

  /** The old pod ends before the new one begins: for what must never run twice. Nothing serves in between. */
  static recreate(): Rollout {
    return new Rollout(new Recreate());
  }

  /** Two copies side by side; the Service selects one, a release goes to the other, a switch makes it live. */
  static blueGreen(props: BlueGreenProps = {}): Rollout {
    return new Rollout(new BlueGreen(props));
  }

  /** Two copies that share the traffic; a release gets more and more of it, step by step. */
  static canary(props: CanaryProps = {}): Rollout {
    return new Rollout(new Canary(props));
  }

  /** Flagger keeps a copy that serves, sends a release part of the traffic, and goes on or back by what it measures. */
  static progressive(props: ProgressiveProps): Rollout {
    return new Rollout(new Progressive(props));
  }

  private constructor(private readonly strategy: Strategy) {}

  /** @internal */
  plan(place: Place, target: RolloutTarget): RolloutPlan {
    return this.strategy.plan(place, target);
  }
}
