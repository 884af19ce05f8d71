import { Duration } from 'cdk8s';
import type { Place } from '../errors';
import type { CanarySpecAnalysisMetrics, MetricTemplateSpec } from '../imports/flagger.app';
import { isDnsLabel, isDnsName, type Spelled } from '../manifest';
import { any, checkedProps, duration, type Shape } from '../props';
import { boundsOf, type MetricBounds } from './analysis-bounds';
import { checkUrl, timeOf } from './flagger-values';

/** What any metric may say. */
export interface AnalysisMetricProps {
  /**
   * Time that the metric is taken over.
   *
   * @default - the interval of the analysis, a minute at least: rates need several samples
   */
  readonly interval?: Duration;
}

/** A query of its own, and which values are good. One of the bounds is needed. */
export interface QueryMetricProps extends AnalysisMetricProps, MetricBounds {
  /**
   * The query, which gives one number. `{{ namespace }}`, `{{ target }}` (the Deployment of the new release),
   * `{{ service }}`, `{{ name }}`, `{{ ingress }}` and `{{ interval }}` stand for those of the service.
   */
  readonly query: string;
}

/** A query of Prometheus. */
export interface PrometheusMetricProps extends QueryMetricProps {
  /** Address of Prometheus, as in `http://prometheus.monitoring:9090`. */
  readonly address: string;
  /**
   * Secret in the service's namespace with `username` and `password`, or a `token`.
   *
   * @default - Prometheus asks for none
   */
  readonly secret?: string;
}

/** A query of Datadog. */
export interface DatadogMetricProps extends QueryMetricProps {
  /** Secret in the service's namespace with `datadog_api_key` and `datadog_application_key`. */
  readonly secret: string;
  /**
   * Address of Datadog's API.
   *
   * @default 'https://api.datadoghq.com'
   */
  readonly address?: string;
}

const METRIC: Shape<AnalysisMetricProps> = { interval: duration('Duration.minutes(1)') };
const QUERY: Shape<QueryMetricProps> = { query: { ...any, example: "'sum(...)'" }, ...METRIC, min: any, max: any };
const PROMETHEUS: Shape<PrometheusMetricProps> = { ...QUERY, address: any, secret: any };
const DATADOG: Shape<DatadogMetricProps> = { ...QUERY, secret: any, address: any };
const DURATION: Shape<{ most: Duration }> = { most: duration('Duration.millis(500)') };

/** A metric as a Canary has it, and the template that it refers to. */
export interface BoundMetric {
  readonly metric: Spelled<CanarySpecAnalysisMetrics>;
  readonly template?: { readonly name: string; readonly spec: Spelled<MetricTemplateSpec> };
}

type Source = (place: Place, subject: string) => Spelled<MetricTemplateSpec>;

/** What the pods of a new release are judged by. */
export class AnalysisMetric {
  /**
   * Percent of the requests that are answered other than by 5xx, at least. Traefik, Gloo and ingress-nginx measure it; with
   * another provider the service has to, by a histogram `http_request_duration_seconds` with the labels `status`,
   * `kubernetes_namespace` and `kubernetes_pod_name`.
   */
  static successRate(least = 99, props: AnalysisMetricProps = {}): AnalysisMetric {
    return new AnalysisMetric('request-success-rate', props, METRIC, () => ({ min: least }));
  }

  /**
   * Time that 99 of 100 requests take at most; with ingress-nginx, that they take on average. Measured as the success
   * rate is.
   */
  static duration(most: Duration = Duration.millis(500), props: AnalysisMetricProps = {}): AnalysisMetric {
    return new AnalysisMetric('request-duration', props, METRIC, (place, subject) => ({
      max:
        checkedProps<{ most?: Duration }>(place, subject, { most }, DURATION).most?.toMilliseconds({
          integral: false,
        }) ?? 500,
    }));
  }

  /** A query of Prometheus. Its MetricTemplate is `<application>-<service>-<name>`. */
  static prometheus(name: string, props: PrometheusMetricProps): AnalysisMetric {
    return new AnalysisMetric(
      name,
      props,
      PROMETHEUS,
      () => props,
      (place, subject) => {
        const { address, secret, query } = props;
        checkUrl(place, `${subject} address`, address);
        checkSecret(place, subject, secret, false);
        return { provider: { type: 'prometheus', address, secretRef: secretRef(secret) }, query };
      },
    );
  }

  /** A query of Datadog. Its MetricTemplate is `<application>-<service>-<name>`. */
  static datadog(name: string, props: DatadogMetricProps): AnalysisMetric {
    return new AnalysisMetric(
      name,
      props,
      DATADOG,
      () => props,
      (place, subject) => {
        const { address = 'https://api.datadoghq.com', secret, query } = props;
        checkUrl(place, `${subject} address`, address);
        checkSecret(place, subject, secret, true);
        return { provider: { type: 'datadog', address, secretRef: secretRef(secret) }, query };
      },
    );
  }

  private constructor(
    /** @internal */
    readonly name: string,
    private readonly props: AnalysisMetricProps,
    private readonly shape: Shape<AnalysisMetricProps>,
    private readonly bounds: (place: Place, subject: string) => MetricBounds,
    private readonly source?: Source,
  ) {}

  /**
   * @internal
   * @param instance name of the service's objects
   * @param interval of the analysis
   */
  bind(place: Place, instance: string, interval: Duration): BoundMetric {
    const subject = `rollout.analysis metric ${JSON.stringify(this.name)}`;
    const given = checkedProps(place, subject, this.props, this.shape);
    const minute = Duration.minutes(1);
    const usual = interval.toSeconds({ integral: false }) < 60 ? minute : interval;
    const metric = {
      name: this.name,
      interval: timeOf(place, `${subject} interval`, given.interval ?? usual),
      thresholdRange: boundsOf(place, subject, this.name, this.bounds(place, subject)),
    };
    if (!this.source) {
      return { metric };
    }
    checkMetricName(place, subject, this.name);
    const spec = this.source(place, subject);
    checkQuery(place, subject, spec.query);
    const name = `${instance}-${this.name}`;
    return { metric: { ...metric, templateRef: { name } }, template: { name, spec } };
  }
}

/** Functions of Flagger's query templates, and words of the template language. */
const TEMPLATE_WORDS = 'name|namespace|target|service|ingress|route|interval|variables|end|else';

function checkMetricName(place: Place, subject: string, name: string): void {
  // Flagger would run its own metric of that name besides.
  if (!isDnsLabel(name) || name === 'request-success-rate' || name === 'request-duration') {
    place.problem(
      'TF1627',
      subject,
      'is no name for a query of your own',
      'use lower-case letters, digits and hyphens, and none of the built-in names',
    );
  }
}

function checkQuery(place: Place, subject: string, query: string): void {
  if (typeof query !== 'string' || query.trim() === '') {
    place.problem('TF1627', subject, 'the query is empty', 'give one that results in a number');
    return;
  }
  const unknown = new RegExp(`\\{\\{-?\\s*(?!(?:${TEMPLATE_WORDS})\\b)([A-Za-z_]\\w*)\\s*-?\\}\\}`).exec(query);
  if (unknown) {
    place.problem(
      'TF1627',
      subject,
      `Flagger knows no {{ ${unknown[1]} }}`,
      'use namespace, target, service, name, ingress, route or interval',
    );
  }
}

function checkSecret(place: Place, subject: string, secret: string | undefined, isNeeded: boolean): void {
  if (secret === undefined ? isNeeded : !isDnsName(secret)) {
    const given = secret ? `${JSON.stringify(secret)} is no name of a Secret` : 'there is no Secret with its keys';
    place.problem('TF1627', subject, given, 'give the name of a Secret in the namespace of the service');
  }
}

function secretRef(name: string | undefined): { name: string } | undefined {
  return name === undefined ? undefined : { name };
}
