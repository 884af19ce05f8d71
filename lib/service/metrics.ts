import type { Place } from '../errors';
import { any, checkedProps, type Shape } from '../props';
import type { ContainerPort } from './port';

/** Where metrics are. */
export interface MetricsProps {
  /**
   * Port that serves the metrics; it must be a declared port of the pod.
   *
   * @default - the service's port
   */
  readonly port?: number;
  /**
   * Scheme to scrape with.
   *
   * @default 'http'
   */
  readonly scheme?: 'http' | 'https';
}

const METRICS: Shape<MetricsProps> = {
  port: { ...any, example: '9090' },
  scheme: { is: (value) => value === 'http' || value === 'https', example: "'https'", isTold: true },
};

/** Where Prometheus finds a service's metrics. */
export class Metrics {
  /** Metrics by HTTP at a path. */
  static at(path: string, props: MetricsProps = {}): Metrics {
    return new Metrics(path, props);
  }

  private constructor(
    private readonly path: string,
    private readonly props: MetricsProps,
  ) {}

  /** @internal */
  bind(place: Place, ports: readonly ContainerPort[]): BoundMetrics {
    if (!/^\/[!-~]*$/.test(this.path)) {
      place.problem(
        'TF1401',
        'metrics.path',
        `${JSON.stringify(this.path)} is no path`,
        'begin it with / and leave out spaces',
      );
    }
    const { port: given, scheme = 'http' } = checkedProps(place, 'metrics', this.props, METRICS);
    const number = given ?? ports[0]?.port;
    const declared = ports.find(({ port }) => port === number);
    if (!declared) {
      const allowed = ports.map(({ port }) => port).join(', ') || 'none';
      place.problem(
        'TF1402',
        'metrics.port',
        `${number ?? 'none'} is not declared`,
        `use a declared port (${allowed}), or declare it in \`ports\` or a sidecar`,
      );
    }
    return {
      path: this.path,
      scheme,
      port: declared ?? { name: 'metrics', port: number ?? 0 },
    };
  }
}

/** Metrics at a declared port. */
export interface BoundMetrics {
  readonly path: string;
  readonly scheme: 'http' | 'https';
  readonly port: ContainerPort;
}

/**
 * The annotations that Prometheus' widespread scrape configuration for pods looks for.
 *
 * @see https://github.com/prometheus-community/helm-charts/blob/main/charts/prometheus/values.yaml
 */
export function scrapeAnnotations({ path, scheme, port }: BoundMetrics): Record<string, string> {
  return {
    'prometheus.io/scrape': 'true',
    'prometheus.io/path': path,
    'prometheus.io/port': `${port.port}`,
    'prometheus.io/scheme': scheme,
  };
}
