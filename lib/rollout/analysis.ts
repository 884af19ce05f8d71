import { Duration } from 'cdk8s';
import type { Place } from '../errors';
import type { CanarySpecAnalysis } from '../imports/flagger.app';
import type { Spelled } from '../manifest';
import { any, checkedProps, duration, listOf, made, type Shape } from '../props';
import { AnalysisMetric, type BoundMetric } from './analysis-metric';
import { ANALYSIS_STEPS, type AnalysisStepsProps, stepsOf } from './analysis-steps';
import { checkNamedOnce } from './flagger-names';
import { timeOf } from './flagger-values';
import type { Provider } from './progressive-provider';

/** How a new release advances, and what it is judged by. */
export interface AnalysisProps extends AnalysisStepsProps {
  /**
   * Time between two checks, ten seconds at least. A release takes as many intervals as it has steps.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;
  /**
   * Failed checks after which the release is taken back. They need not be in a row.
   *
   * @default 5
   */
  readonly threshold?: number;
  /**
   * What has to be good at each check. A metric without a value is a failed check: a service that few call needs
   * `Webhook.loadTest`.
   *
   * @default - AnalysisMetric.successRate(99) and AnalysisMetric.duration(Duration.millis(500)) where the provider
   * measures them, which are Traefik, Gloo and ingress-nginx; else none
   */
  readonly metrics?: readonly AnalysisMetric[];
}

const ANALYSIS: Shape<AnalysisProps> = {
  interval: duration('Duration.minutes(1)'),
  threshold: any,
  metrics: listOf(made(AnalysisMetric, 'AnalysisMetric.successRate(99)')),
  ...ANALYSIS_STEPS,
};

/** What a Canary has of an analysis, and the templates that its metrics refer to. */
export interface BoundAnalysis {
  readonly analysis: Spelled<CanarySpecAnalysis>;
  readonly templates: readonly NonNullable<BoundMetric['template']>[];
}

/** How a new release is judged, step by step, while it gets more of the traffic. */
export class Analysis {
  /**
   * By default a release gets 10 % more of the traffic each minute, up to half of it, and is promoted then: about six
   * minutes. Five failed checks take it back.
   *
   * @example
   * Analysis.of({ stepWeights: [1, 5, 25, 50], metrics: [AnalysisMetric.successRate(99.9)] })
   */
  static of(props: AnalysisProps = {}): Analysis {
    return new Analysis(props);
  }

  private constructor(private readonly props: AnalysisProps) {}

  /**
   * @internal
   * @param instance name of the service's objects
   */
  bind(place: Place, provider: Provider, instance: string): BoundAnalysis {
    const given = checkedProps(place, 'rollout.analysis', this.props, ANALYSIS);
    const { interval = Duration.minutes(1), threshold = 5 } = given;
    const { metrics = provider.facts.measures ? [AnalysisMetric.successRate(), AnalysisMetric.duration()] : [] } =
      given;
    if (!Number.isInteger(threshold) || threshold < 1) {
      const remedy = 'give a whole number from 1';
      place.problem('TF1623', 'rollout.analysis.threshold', `${threshold} is no number of failed checks`, remedy);
    }
    checkNamedOnce(place, 'metric', metrics);
    const bound = metrics.map((metric) => metric.bind(place, instance, interval));
    return {
      analysis: {
        // Flagger takes a shorter time for ten seconds, without a word.
        interval: timeOf(place, 'rollout.analysis.interval', interval, 10),
        threshold,
        ...stepsOf(place, provider, given),
        metrics: bound.length > 0 ? bound.map(({ metric }) => metric) : undefined,
      },
      // Each once: of two metrics of one name, which is a mistake already, the rest is still to be told.
      templates: [...new Map(bound.flatMap(({ template }) => (template ? [[template.name, template]] : []))).values()],
    };
  }
}
