import type { Duration } from 'cdk8s';
import type { Place } from '../errors';
import { type k8s, secondsOf, type Spelled } from '../manifest';
import { any, checkedProps, duration, listOf, made, type Shape, text } from '../props';
import { HTTP_PROBE, type HttpProbeProps, Probe, type ProbeTiming, TCP_PROBE, type TcpProbeProps } from './probe';

/** Health over HTTP. */
export interface HttpHealthProps extends Omit<HttpProbeProps, keyof ProbeTiming> {
  /**
   * Path that answers while the process is alive. It must not ask a database: a restart would not mend that.
   *
   * @default '/healthz'
   */
  readonly liveness?: string;
  /**
   * Path that answers while the process can serve.
   *
   * @default '/readiness'
   */
  readonly readiness?: string;
  /**
   * Longest time that a start may take; until then liveness and readiness wait.
   *
   * @default - a minute, which liveness allows anyway
   */
  readonly startup?: Duration;
}

/** Health over gRPC. */
export interface GrpcHealthProps {
  /**
   * Port of the health service.
   *
   * @default - the service's port
   */
  readonly port?: number;
  /**
   * Service name that is asked for liveness.
   *
   * @default - the server as a whole
   */
  readonly liveness?: string;
  /**
   * Service name that is asked for readiness.
   *
   * @default - the server as a whole
   */
  readonly readiness?: string;
  /**
   * Longest time that a start may take; until then liveness and readiness wait.
   *
   * @default - a minute, which liveness allows anyway
   */
  readonly startup?: Duration;
}

/** Health over TCP. */
export interface TcpHealthProps extends TcpProbeProps {
  /**
   * Longest time that a start may take; until then liveness and readiness wait.
   *
   * @default - a minute, which liveness allows anyway
   */
  readonly startup?: Duration;
}

/** Health of any mix of probes. */
export interface HealthProps {
  /**
   * Asks whether the process is alive.
   *
   * @default - none: it is restarted only when it exits
   */
  readonly liveness?: Probe;
  /** Asks whether the process can serve. It must differ from liveness in more than its timing. */
  readonly readiness: Probe;
  /**
   * Longest time that a start may take; until then liveness and readiness wait.
   *
   * @default - a minute, which liveness allows anyway
   */
  readonly startup?: Duration;
}

/** Health by commands. */
export interface ExecHealthProps {
  /** Command that exits with 0 while the process is alive. */
  readonly liveness: readonly string[];
  /**
   * Command that exits with 0 while the process can serve.
   *
   * @default - none
   */
  readonly readiness?: readonly string[];
  /**
   * Longest time that a start may take.
   *
   * @default - a minute
   */
  readonly startup?: Duration;
}

const startup = duration('Duration.minutes(10)');
const HTTP_HEALTH: Shape<HttpHealthProps> = {
  liveness: { ...any, example: "'/alive'" },
  readiness: any,
  startup,
  headers: HTTP_PROBE.headers,
  port: any,
  scheme: HTTP_PROBE.scheme,
};
const GRPC_HEALTH: Shape<GrpcHealthProps> = {
  port: { ...any, example: '9090' },
  liveness: any,
  readiness: any,
  startup,
};
const TCP_HEALTH: Shape<TcpHealthProps> = { ...TCP_PROBE, startup };
const probe = made(Probe, "Probe.http('/alive')");
const HEALTH: Shape<HealthProps> = { readiness: probe, liveness: probe, startup };
const command = listOf(text("'bin/alive'"));
const EXEC_HEALTH: Shape<ExecHealthProps> = { liveness: command, readiness: command, startup };

/** Makes probes of what was given, and tells what is wrong with that. */
type Probes = (place: Place) => Partial<HealthProps>;

/** How Kubernetes knows that a process is alive and can serve. */
export class Health {
  /** GET /healthz and GET /readiness on the service's port, or other paths. */
  static http(props: HttpHealthProps = {}): Health {
    return Health.given(props, HTTP_HEALTH, ({ liveness, readiness, startup, ...probe }) => ({
      liveness: Probe.http(liveness ?? '/healthz', probe),
      readiness: Probe.http(readiness ?? '/readiness', probe),
      startup,
    }));
  }

  /**
   * Health over HTTP for what starts slowly, such as a model that is loaded for minutes.
   *
   * A startup probe asks the liveness path for that long; afterwards liveness is as quick as ever. A long liveness
   * delay would leave a process that hangs after a minute unnoticed for the rest of it.
   */
  static slowStart(startup: Duration, props: Omit<HttpHealthProps, 'startup'> = {}): Health {
    return Health.http({ ...props, startup });
  }

  /**
   * Ready while a port takes connections. It tells no more, so there is no liveness: the same question twice would only
   * restart a process that is busy.
   */
  static tcp(props: TcpHealthProps = {}): Health {
    return Health.given(props, TCP_HEALTH, ({ startup, ...probe }) => ({ readiness: Probe.tcp(probe), startup }));
  }

  /** The gRPC health service; give service names where the server tells liveness and readiness apart. */
  static grpc(props: GrpcHealthProps = {}): Health {
    return Health.given(props, GRPC_HEALTH, ({ port, liveness, readiness, startup }) => ({
      liveness: Probe.grpc({ port, service: liveness }),
      readiness: Probe.grpc({ port, service: readiness }),
      startup,
    }));
  }

  /** Commands in the container, for a process that listens on nothing. */
  static exec(props: ExecHealthProps): Health {
    return Health.given(props, EXEC_HEALTH, ({ liveness, readiness, startup }) => ({
      liveness: Probe.exec(liveness ?? []),
      readiness: readiness && Probe.exec(readiness),
      startup,
    }));
  }

  /** Any mix of probes. */
  static of(props: HealthProps): Health {
    return Health.given(props, HEALTH, (given) => given);
  }

  /** No probes: Kubernetes notices only that the process exits. The reason is told by an annotation. */
  static none(props: { readonly because: string }): Health {
    return new Health(() => ({}), props?.because ?? '');
  }

  private static given<Props extends object>(
    props: Props,
    shape: Shape<NoInfer<Props>>,
    make: (props: Partial<Props>) => Partial<HealthProps>,
  ): Health {
    return new Health((place) => make(checkedProps(place, 'health', props, shape)));
  }

  private constructor(
    private readonly probes: Probes,
    private readonly reasonForNone?: string,
  ) {}

  /** @internal */
  bind(place: Place, port?: number): BoundHealth {
    if (this.reasonForNone !== undefined && this.reasonForNone.trim() === '') {
      place.problem('TF1306', 'health', 'Health.none has no reason', 'say why in `because`');
    }
    const { liveness, readiness, startup } = this.probes(place);
    const livenessProbe = liveness?.bind(place, 'liveness', port);
    const readinessProbe = readiness?.bind(place, 'readiness', port);
    if (livenessProbe && readinessProbe && isSameQuestion(livenessProbe, readinessProbe)) {
      place.problem(
        'TF1311',
        'health',
        'liveness and readiness ask the same question, so a process that is busy would be restarted',
        'give readiness a path or command of its own, or leave liveness out',
      );
    }
    return {
      livenessProbe,
      readinessProbe,
      startupProbe: startup && startupProbe(place, liveness ?? readiness, startup, port),
      startupSeconds: startup && secondsOf(startup),
      reasonForNone: this.reasonForNone,
    };
  }
}

function startupProbe(
  place: Place,
  asked: Probe | undefined,
  startup: Duration,
  port?: number,
): Spelled<k8s.Probe> | undefined {
  const probe = asked?.bind(place, 'startup', port);
  const period = probe?.periodSeconds ?? 10;
  const total = secondsOf(startup);
  if (total <= period || total > 24 * 3600) {
    place.problem('TF1307', 'health.startup', `${total} seconds`, `give more than ${period} seconds and at most a day`);
  }
  return probe && { ...probe, initialDelaySeconds: 0, failureThreshold: Math.ceil(total / period) };
}

/** The probes of a container. */
export interface BoundHealth {
  readonly livenessProbe?: Spelled<k8s.Probe>;
  readonly readinessProbe?: Spelled<k8s.Probe>;
  readonly startupProbe?: Spelled<k8s.Probe>;
  /** Longest time that a start may take; absent if it is not said. */
  readonly startupSeconds?: number;
  readonly reasonForNone?: string;
}

/** The gRPC health service is one question by convention, and a server that tells readiness apart has names for both. */
function isSameQuestion(a: Spelled<k8s.Probe>, b: Spelled<k8s.Probe>): boolean {
  if (a.httpGet && b.httpGet && a.httpGet.path !== b.httpGet.path) return false;
  const question = ({ httpGet, tcpSocket, exec }: Spelled<k8s.Probe>) => JSON.stringify({ httpGet, tcpSocket, exec });
  return !a.grpc && question(a) === question(b);
}
