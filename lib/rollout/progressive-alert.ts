import type { Place } from '../errors';
import type { CanarySpecAnalysisAlerts } from '../imports/flagger.app';
import { isDnsLabel, isDnsName, type Spelled } from '../manifest';
import { any, checkedProps, type Shape } from '../props';

type CanaryAlert = Spelled<CanarySpecAnalysisAlerts>;

const SEVERITIES: readonly NonNullable<CanaryAlert['severity']>[] = ['info', 'warn', 'error'];

/** What is told, and where. */
export interface AlertProps {
  /**
   * Namespace of the AlertProvider.
   *
   * @default - the service's
   */
  readonly namespace?: string;
  /**
   * What is told: everything (`info`), what waits for people and what failed (`warn`), what failed (`error`).
   *
   * @default 'warn'
   */
  readonly severity?: 'info' | 'warn' | 'error';
}

const ALERT: Shape<AlertProps> = { severity: { ...any, example: "'error'" }, namespace: any };

/** Somebody who is told how releases go, in the place of Flagger's own channel. */
export class Alert {
  /** By an AlertProvider of Flagger, which the platform sets up. */
  static to(provider: string, props: AlertProps = {}): Alert {
    return new Alert(provider, props);
  }

  private constructor(
    private readonly provider: string,
    private readonly props: AlertProps,
  ) {}

  /** @internal */
  bind(place: Place): CanaryAlert {
    const { namespace, severity = 'warn' } = checkedProps(place, 'rollout.alerts', this.props, ALERT);
    const isSeverity = SEVERITIES.includes(severity);
    if (!isDnsName(this.provider) || (namespace !== undefined && !isDnsLabel(namespace)) || !isSeverity) {
      const given = [namespace, this.provider].filter((part) => part !== undefined).join('/');
      place.problem(
        'TF1632',
        'rollout.alerts',
        `${JSON.stringify(given)} at ${JSON.stringify(severity)} is no alert`,
        'give the names of an AlertProvider and its namespace, and info, warn or error',
      );
    }
    return {
      name: this.provider,
      severity,
      providerRef: { name: this.provider, namespace },
    };
  }
}
