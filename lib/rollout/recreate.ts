import type { Place } from '../errors';
import type { RolloutPlan, RolloutTarget, Strategy } from './strategy';

/** The old pod ends before the new one begins. */
export class Recreate implements Strategy {
  plan(place: Place, { maxReplicas, hasDisruptionBudget }: RolloutTarget): RolloutPlan {
    if (maxReplicas > 1 && hasDisruptionBudget) {
      place.problem(
        'TF1603',
        'rollout',
        `recreate takes all ${maxReplicas} pods at once, which the disruption budget forbids`,
        'use Rollout.rolling(), one replica, or Disruption.unbounded({ because })',
      );
    }
    return { strategy: { type: 'Recreate' }, extra: 0 };
  }
}
