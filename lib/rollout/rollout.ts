import type { Place } from '../errors';
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

  private constructor(private readonly strategy: Strategy) {}

  /** @internal */
  plan(place: Place, target: RolloutTarget): RolloutPlan {
    return this.strategy.plan(place, target);
  }
}
