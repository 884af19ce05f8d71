import { type Place, shown } from '../errors';
import type { k8s, Spelled } from '../manifest';
import { any, checkedProps, listOf, made, record, type Shape } from '../props';
import { Metric } from './metric';

/** When an autoscaler adds and removes pods. */
export interface AutoscalingProps {
  /**
   * Target of CPU use, in percent of the request.
   *
   * @default - 75, unless another target is given
   */
  readonly cpu?: number;
  /**
   * Target of memory use, in percent of the request. Few processes give memory back, so it seldom scales down.
   *
   * @default - not looked at
   */
  readonly memory?: number;
  /**
   * Targets of other metrics.
   *
   * @default - none
   */
  readonly metrics?: readonly Metric[];
  /**
   * How fast to scale.
   *
   * @default - Kubernetes' own: up at once, down after five minutes; of slots that wait at their most, down by a tenth in a minute
   */
  readonly behavior?: k8s.HorizontalPodAutoscalerBehaviorV2;
}

const AUTOSCALING: Shape<AutoscalingProps> = {
  cpu: any,
  memory: any,
  metrics: listOf(made(Metric, "Metric.pods('queue_length', '100')")),
  behavior: record('{ scaleDown: { stabilizationWindowSeconds: 600 } }'),
};

/** Factor VIII: how many pods a process runs in. */
export class Scaling {
  /** Always so many pods. */
  static fixed(replicas: number): Scaling {
    return new Scaling(replicas, replicas);
  }

  /** As many pods as the load needs, between two bounds, by a HorizontalPodAutoscaler. */
  static between(min: number, max: number, props: AutoscalingProps = {}): Scaling {
    return new Scaling(min, max, props);
  }

  private constructor(
    /** Pods at least. */
    readonly min: number,
    /** Pods at most. */
    readonly max: number,
    private readonly autoscaling?: AutoscalingProps,
  ) {}

  /** Whether an autoscaler decides. */
  get isAutomatic(): boolean {
    return this.autoscaling !== undefined;
  }

  /** @internal The least that keeps a slot ready: one pod, and an autoscaler that begins with it. None of a service that is switched off. */
  standby(): Scaling {
    return this.autoscaling ? new Scaling(1, this.max, this.autoscaling) : Scaling.fixed(Math.min(1, this.max));
  }

  /** @internal The most that the service may need, whatever comes to the slot: an autoscaler that never goes below it. */
  full(): Scaling {
    return this.autoscaling ? new Scaling(this.max, this.max, this.autoscaling) : this;
  }

  /**
   * @internal The same, but pods go slowly, unless it says how fast.
   *
   * When the traffic comes to a slot that was kept at its most, an autoscaler has seen no requests yet: by Kubernetes' own
   * behavior it would take all pods beyond the least at once, as its look back at the last minutes tells it of none either.
   */
  slowDown(): Scaling {
    if (!this.autoscaling) {
      return this;
    }
    const { behavior } = this.autoscaling;
    const scaleDown = { policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }], ...behavior?.scaleDown };
    return new Scaling(this.min, this.max, { ...this.autoscaling, behavior: { ...behavior, scaleDown } });
  }

  /** @internal Tells what makes no sense, and gives what is left. */
  checked(place: Place): Scaling {
    const least = this.isAutomatic ? 1 : 0;
    for (const [name, count] of this.isAutomatic
      ? ([
          ['min', this.min],
          ['max', this.max],
        ] as const)
      : ([['replicas', this.min]] as const)) {
      if (!Number.isInteger(count) || count < least || count > 10_000) {
        place.problem(
          'TF1201',
          'scaling',
          `${name} ${shown(count)} is no count of pods`,
          `give a whole number from ${least} to 10000`,
        );
      }
    }
    if (this.min > this.max) {
      place.problem('TF1204', 'scaling', `min ${this.min} exceeds max ${this.max}`, 'give min <= max');
    }
    const autoscaling = this.autoscaling && checkedProps(place, 'scaling', this.autoscaling, AUTOSCALING);
    for (const name of ['cpu', 'memory'] as const) {
      const target = autoscaling?.[name];
      if (target !== undefined && (!Number.isInteger(target) || target < 1 || target > 1000)) {
        place.problem(
          'TF1202',
          `scaling.${name}`,
          `${target} is no percentage of the request`,
          'give a whole number from 1 to 1000, as in 65',
        );
      }
    }
    autoscaling?.metrics?.forEach((metric) => metric.check(place));
    for (const direction of ['scaleUp', 'scaleDown'] as const) {
      const window = autoscaling?.behavior?.[direction]?.stabilizationWindowSeconds;
      if (window !== undefined && (!Number.isInteger(window) || window < 0 || window > 3600)) {
        place.problem(
          'TF1209',
          `scaling.behavior.${direction}`,
          `stabilizationWindowSeconds ${window} is no time to wait`,
          'give whole seconds from 0 to 3600',
        );
      }
    }
    return new Scaling(this.min, this.max, autoscaling);
  }

  /** @internal */
  metrics(): Spelled<k8s.MetricSpecV2>[] {
    const { cpu, memory, metrics = [] } = this.autoscaling ?? {};
    const cpuTarget = cpu ?? (memory === undefined && metrics.length === 0 ? 75 : undefined);
    return [
      ...(cpuTarget === undefined ? [] : [utilization('cpu', cpuTarget)]),
      ...(memory === undefined ? [] : [utilization('memory', memory)]),
      ...metrics.map((metric) => metric.spec),
    ];
  }

  /** @internal */
  get behavior(): Spelled<k8s.HorizontalPodAutoscalerBehaviorV2> | undefined {
    return this.autoscaling?.behavior;
  }
}

function utilization(name: string, averageUtilization: number): Spelled<k8s.MetricSpecV2> {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
