import { type Place, shown } from '../errors';
import { checkedProps, type Shape } from '../props';
import { Rolling } from './rolling';
import type { RolloutPlan, RolloutTarget, SlotPlan, Strategy } from './strategy';

/** What divides the traffic between the slots. */
export type CanaryRouter = 'replicas' | 'traefik' | 'gatewayApi';

/** How a release gets more and more of the traffic. */
export interface CanaryProps {
  /**
   * Percents of the traffic that the release gets, one after the other, rising. By replicas they end below 100: the last
   * pods get the release when the stable slot settles.
   *
   * @default - [10, 50, 100]; by replicas [10, 50]
   */
  readonly steps?: readonly number[];
  /**
   * What divides the traffic: the number of pods behind one Service, or the weights of Traefik or of a Gateway.
   *
   * @default 'replicas'
   */
  readonly by?: CanaryRouter;
}

const ROUTERS: readonly CanaryRouter[] = ['replicas', 'traefik', 'gatewayApi'];
const CANARY: Shape<CanaryProps> = {
  steps: { is: Array.isArray, example: '[10, 50, 100]' },
  by: { is: (value) => ROUTERS.includes(value as CanaryRouter), example: "'traefik'", isTold: true },
};

const SLOTS: readonly [string, string] = ['stable', 'canary'];

/** Two copies that share the traffic; a release goes to the smaller one. */
export class Canary implements Strategy {
  constructor(private readonly props: CanaryProps) {}

  plan(place: Place, target: RolloutTarget): RolloutPlan {
    const { by = 'replicas', ...given } = checkedProps(place, 'rollout', this.props, CANARY);
    const steps = given.steps ?? (by === 'replicas' ? [10, 50] : [10, 50, 100]);
    checkSteps(place, steps);
    if (!target.hasService) {
      place.problem(
        'TF1606',
        'rollout',
        'a canary divides traffic, and a worker has none',
        'use Rollout.rolling() or Rollout.recreate()',
      );
    }
    const shares = [0, ...steps];
    const share = target.traffic && 'share' in target.traffic ? target.traffic.share : 0;
    const use = { names: SLOTS, live: 'stable', shares };
    const last = steps.at(-1) ?? 100;
    const slots = by === 'replicas' ? byReplicas(place, target, steps, share) : byRouter(by, target, share, last);
    return { ...new Rolling({}).plan(place, target), slots: { use, ...slots } };
  }
}

/**
 * One Service selects both slots, and requests spread over pods: a share is a number of pods. Of 10 pods, 25 % are 3 (rounded
 * half up), and 7 stay stable: together they are always as many as the service has.
 */
function byReplicas(
  place: Place,
  target: RolloutTarget,
  steps: readonly number[],
  share: number,
): Omit<SlotPlan, 'use'> {
  const total = target.maxReplicas;
  if (target.isAutomatic) {
    place.problem(
      'TF1609',
      'rollout',
      'a canary by replicas needs a fixed number of pods, and an autoscaler changes it',
      "use Scaling.fixed(n), or by: 'traefik' or 'gatewayApi'",
    );
  }
  const canaryPods = (step: number) => Math.round((total * step) / 100);
  const smallest = steps[0] ?? 100;
  if (canaryPods(smallest) < 1) {
    place.problem(
      'TF1610',
      'rollout.steps',
      `${smallest} % of ${total} pods is less than one`,
      `give ${Math.ceil(50 / smallest)} pods at least, or steps from ${Math.ceil(50 / total)} on`,
    );
  }
  const full = steps.find((step) => canaryPods(step) >= total);
  if (full !== undefined) {
    place.problem(
      'TF1611',
      'rollout.steps',
      `${full} % of ${total} pods leaves no stable pod to go back to`,
      'end with a smaller step: the stable pods get the release when the canary settles',
    );
  }
  const canary = canaryPods(share);
  return {
    scale: { stable: Math.max(total - canary, 0), canary },
    demand: { stable: total, canary: Math.max(...steps.map(canaryPods), 0) },
    services: {},
  };
}

/** A router weighs the Services of both slots. In the cluster, the service's own name leads to the stable one. */
function byRouter(
  router: 'traefik' | 'gatewayApi',
  target: RolloutTarget,
  share: number,
  last: number,
): Omit<SlotPlan, 'use'> {
  return {
    // Without traffic the canary keeps one pod. What follows the last share, whether back or on, gives all of the traffic to the
    // stable slot, which an autoscaler would have taken down by then.
    scale: { stable: share === last ? 'most' : 'asked', canary: share === 0 ? 'least' : 'asked' },
    filledAhead: ['stable'],
    demand: { stable: target.maxReplicas, canary: target.maxReplicas },
    selected: 'stable',
    services: { stable: 'stable', canary: 'canary' },
    weights: { router, shares: { stable: 100 - share, canary: share } },
  };
}

function checkSteps(place: Place, steps: readonly number[]): void {
  const rising = steps.every((step, index) => index === 0 || step > (steps[index - 1] as number));
  const whole = steps.every((step) => Number.isInteger(step) && step >= 1 && step <= 100);
  if (steps.length === 0 || !rising || !whole) {
    place.problem(
      'TF1608',
      'rollout.steps',
      `[${steps.map(shown).join(',')}] are no steps`,
      'give rising whole percents from 1 to 100, as in [10, 50, 100]',
    );
  }
}
