import type { Place } from '../errors';
import type { k8s, Spelled } from '../manifest';

/** A metric of the custom or external metrics API that an autoscaler follows. */
export class Metric {
  /** The average over the service's pods, as in `Metric.pods('http_requests_per_second', '100')`. */
  static pods(name: string, average: string): Metric {
    return new Metric(name, average, {
      type: 'Pods',
      pods: { metric: { name }, target: { type: 'AverageValue', averageValue: average } },
    });
  }

  /** A value from outside the cluster, shared by all pods, as in `Metric.external('queue_length', '30', { queue: 'mail' })`. */
  static external(name: string, average: string, labels?: Readonly<Record<string, string>>): Metric {
    return new Metric(name, average, {
      type: 'External',
      external: {
        metric: { name, ...(labels ? { selector: { matchLabels: { ...labels } } } : {}) },
        target: { type: 'AverageValue', averageValue: average },
      },
    });
  }

  private constructor(
    private readonly name: string,
    private readonly target: string,
    /** @internal */
    readonly spec: Spelled<k8s.MetricSpecV2>,
  ) {}

  /** @internal */
  check(place: Place): void {
    if (!/^[A-Za-z_][-A-Za-z0-9_.:/|]*$/.test(this.name)) {
      place.problem(
        'TF1203',
        'scaling.metrics',
        `${JSON.stringify(this.name)} is no name of a metric`,
        'begin it with a letter, without spaces',
      );
    }
    if (!/^\d+(\.\d+)?(m|k|M|G|Ki|Mi|Gi)?$/.test(this.target) || Number.parseFloat(this.target) === 0) {
      place.problem(
        'TF1203',
        `scaling.metrics, ${this.name}`,
        `${JSON.stringify(this.target)} is no target`,
        "give a quantity, as in '100' or '500m'",
      );
    }
  }
}
