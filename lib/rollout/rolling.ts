import { type Place, shown } from '../errors';
import { extraWhileRolling } from '../manifest';
import { any, checkedProps, type Shape } from '../props';
import type { RolloutPlan, RolloutTarget, Strategy } from './strategy';

/** How many pods a rolling update takes at a time. */
export interface RollingProps {
  /**
   * Pods beyond full scale: a number, or a part of it that is rounded up.
   *
   * @default '25%'
   */
  readonly maxSurge?: number | `${number}%`;
  /**
   * Pods that may be missing of full scale: a number, or a part of it that is rounded down.
   *
   * @default 0
   */
  readonly maxUnavailable?: number | `${number}%`;
}

/** As many as a service may have. */
const ROLLING: Shape<RollingProps> = { maxSurge: { ...any, example: "'25%'" }, maxUnavailable: any };

const MAX_PODS = 10_000;

/** Pods are replaced some at a time. */
export class Rolling implements Strategy {
  constructor(private readonly props: RollingProps) {}

  plan(place: Place, { maxReplicas }: RolloutTarget): RolloutPlan {
    const { maxSurge = '25%', maxUnavailable = 0 } = checkedProps(place, 'rollout', this.props, ROLLING);
    checkPods(place, 'maxSurge', maxSurge);
    checkPods(place, 'maxUnavailable', maxUnavailable);
    if (isZero(maxSurge) && isZero(maxUnavailable)) {
      place.problem(
        'TF1602',
        'rollout',
        'maxSurge and maxUnavailable are both 0: no pod could ever be replaced',
        'give one of them more than 0',
      );
    }
    return {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge, maxUnavailable },
      },
      extra: extraWhileRolling(maxReplicas, { maxSurge, maxUnavailable }),
    };
  }
}

function checkPods(place: Place, name: string, given: number | string): void {
  const percent = typeof given === 'string' ? Number(/^(\d{1,3})%$/.exec(given)?.[1] ?? NaN) : undefined;
  const amount = percent ?? (given as number);
  if (!Number.isInteger(amount) || amount < 0 || amount > MAX_PODS || (percent !== undefined && percent > 100)) {
    place.problem(
      'TF1601',
      `rollout.${name}`,
      `${shown(given)} is no number of pods`,
      `give a whole number from 0 to ${MAX_PODS}, or '0%' to '100%'`,
    );
  }
}

function isZero(amount: number | string): boolean {
  return amount === 0 || amount === '0%';
}
