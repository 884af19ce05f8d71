import type { Place } from '../errors';
import { any, checkedProps, made, type Shape } from '../props';
import { Route } from '../traffic';
import { Rolling } from './rolling';
import type { RolloutPlan, RolloutTarget, Strategy } from './strategy';

/** A slot of blue/green. */
export type BlueGreenSlot = 'blue' | 'green';

/** How two copies take turns. */
export interface BlueGreenProps {
  /**
   * Slot that serves where nobody has decided yet: in an environment that never had a release.
   *
   * @default 'blue'
   */
  readonly live?: BlueGreenSlot;
  /**
   * What the idle slot costs, and what a switch finds there. `warm` scales it as the live one: where the number of pods is fixed,
   * going back is instant; an autoscaler has the same bounds and is at the least, as nobody asks the slot. `full` keeps it at the
   * most that the autoscaler may come to, so that going back is instant at any load. `minimum` keeps one pod, which serves alone
   * after a switch until the others have started.
   *
   * @default 'warm'
   */
  readonly standby?: 'warm' | 'full' | 'minimum';
  /**
   * Route to the idle slot, to look at a release before it serves.
   *
   * @default - none; in the cluster it is `<application>-<service>-preview`
   */
  readonly previewRoute?: Route;
}

const BLUE_GREEN: Shape<BlueGreenProps> = {
  live: { ...any, example: "'blue'" },
  standby: { ...any, example: "'minimum'" },
  previewRoute: made(Route, "Route.to('preview.example.com')"),
};

const SLOTS: readonly [BlueGreenSlot, BlueGreenSlot] = ['blue', 'green'];
const STANDBY = { warm: 'asked', full: 'most', minimum: 'least' } as const;

/** Two copies, of which the Service selects one; a release goes to the other. */
export class BlueGreen implements Strategy {
  constructor(private readonly props: BlueGreenProps) {}

  plan(place: Place, target: RolloutTarget): RolloutPlan {
    const given = checkedProps(place, 'rollout', this.props, BLUE_GREEN);
    const { live: first = 'blue', standby = 'warm', previewRoute } = given;
    if (!SLOTS.includes(first)) {
      place.problem('TF1605', 'rollout.live', `${JSON.stringify(first)} is no slot`, 'use blue or green');
    }
    if (!Object.hasOwn(STANDBY, standby)) {
      const given = `${JSON.stringify(standby)} is no standby`;
      place.problem('TF1605', 'rollout.standby', given, 'use warm, full or minimum');
    }
    if (!target.hasService) {
      place.problem(
        'TF1606',
        'rollout',
        'blue/green moves traffic, and a worker has none',
        'use Rollout.rolling() or Rollout.recreate()',
      );
    }
    const live = target.traffic && 'live' in target.traffic ? target.traffic.live : first;
    const idle = live === 'blue' ? 'green' : 'blue';
    return {
      ...new Rolling({}).plan(place, target),
      slots: {
        use: { names: SLOTS, live: first },
        demand: { blue: target.maxReplicas, green: target.maxReplicas },
        scale: { [live]: 'asked', [idle]: STANDBY[standby] },
        filledAhead: standby === 'full' ? SLOTS : [],
        selected: live,
        services: { preview: idle },
        previewRoute,
      },
    };
  }
}
