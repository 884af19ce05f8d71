import type { Duration } from 'cdk8s';
import type { Place } from '../errors';
import { type k8s, secondsOf, type Spelled } from '../manifest';
import { any, checkedProps, duration, record, type Shape } from '../props';
import { checkPortNumber } from './port';

/** How often a probe asks, and when it gives up. */
export interface ProbeTiming {
  /**
   * Time before the first question.
   *
   * @default - none: a startup probe is the way to wait for a slow start
   */
  readonly initialDelay?: Duration;
  /**
   * Time between two questions.
   *
   * @default - 5 seconds for readiness, 10 seconds for liveness and startup
   */
  readonly period?: Duration;
  /**
   * Time that an answer may take.
   *
   * @default - 2 seconds for readiness, 5 seconds for liveness and startup
   */
  readonly timeout?: Duration;
  /**
   * Failures in a row until the container counts as failed.
   *
   * @default - 3 for readiness, 6 for liveness
   */
  readonly failureThreshold?: number;
}

/** An HTTP probe. */
export interface HttpProbeProps extends ProbeTiming {
  /**
   * Headers of the request, such as `{ Host: 'lulu.example.com' }`.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Port to ask.
   *
   * @default - the service's port
   */
  readonly port?: number;
  /**
   * Scheme to ask with. Certificates are not verified.
   *
   * @default 'http'
   */
  readonly scheme?: 'http' | 'https';
}

/** A TCP probe. */
export interface TcpProbeProps extends ProbeTiming {
  /**
   * Port to connect to.
   *
   * @default - the service's port
   */
  readonly port?: number;
}

/** A gRPC probe. */
export interface GrpcProbeProps extends TcpProbeProps {
  /**
   * Service name of the health request, so that one server can tell liveness and readiness apart.
   *
   * @default - the server as a whole
   */
  readonly service?: string;
}

const PROBE_TIMING: Shape<ProbeTiming> = {
  period: duration('Duration.seconds(5)'),
  timeout: duration('Duration.seconds(2)'),
  initialDelay: duration('Duration.seconds(10)'),
  failureThreshold: any,
};
export const TCP_PROBE: Shape<TcpProbeProps> = { ...PROBE_TIMING, port: any };
const GRPC_PROBE: Shape<GrpcProbeProps> = { ...TCP_PROBE, service: any };
export const HTTP_PROBE: Shape<HttpProbeProps> = {
  ...TCP_PROBE,
  headers: record("{ Host: 'lulu.example.com' }"),
  scheme: { is: (value) => value === 'http' || value === 'https', example: "'https'", isTold: true },
};

/** Which question a probe answers; each has a timing of its own. */
export type ProbePurpose = 'liveness' | 'readiness' | 'startup';

/** Readiness is quick, so that traffic leaves a pod that can't serve; liveness is patient, because a restart helps seldom. */
const TIMING = {
  readiness: { period: 5, timeout: 2, failureThreshold: 3 },
  liveness: { period: 10, timeout: 5, failureThreshold: 6 },
  startup: { period: 10, timeout: 5, failureThreshold: 6 },
} as const;

type Question = Partial<Spelled<k8s.Probe>>;
/** Checks what was given. */
type Handler = (
  place: Place,
  subject: string,
  mainPort?: number,
) => { readonly timing: ProbeTiming; readonly question: Question };

/** One question that Kubernetes asks a container. */
export class Probe {
  /** GET a path; an answer from 200 to 399 is good. */
  static http(path: string, props: HttpProbeProps = {}): Probe {
    return Probe.given(props, HTTP_PROBE, (place, subject, { headers = {}, port, scheme }, mainPort) => {
      if (!/^\/[!-~]*$/.test(path)) {
        place.problem(
          'TF1301',
          `${subject}.path`,
          `${JSON.stringify(path)} is no path`,
          'begin it with / and leave out spaces',
        );
      }
      const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
      for (const { name } of httpHeaders) {
        if (!/^[-A-Za-z0-9]+$/.test(name)) {
          place.problem(
            'TF1305',
            `${subject}.headers`,
            `${JSON.stringify(name)} is no header name`,
            'use letters, digits and hyphens',
          );
        }
      }
      return {
        httpGet: {
          path,
          port: portOf(place, subject, port, mainPort),
          ...(scheme === 'https' ? { scheme: 'HTTPS' } : {}),
          ...(httpHeaders.length > 0 ? { httpHeaders } : {}),
        },
      };
    });
  }

  /** Connect to a port. */
  static tcp(props: TcpProbeProps = {}): Probe {
    return Probe.given(props, TCP_PROBE, (place, subject, { port }, mainPort) => ({
      tcpSocket: { port: portOf(place, subject, port, mainPort) },
    }));
  }

  /** Ask the gRPC health service. */
  static grpc(props: GrpcProbeProps = {}): Probe {
    return Probe.given(props, GRPC_PROBE, (place, subject, { port, service }, mainPort) => ({
      grpc: { port: portOf(place, subject, port, mainPort), service },
    }));
  }

  /** Run a command in the container; exit code 0 is good. */
  static exec(command: readonly string[], timing: ProbeTiming = {}): Probe {
    return Probe.given(timing, PROBE_TIMING, (place, subject) => {
      const words: readonly unknown[] = Array.isArray(command) ? command : [];
      if (words.length === 0 || !words.every((word) => typeof word === 'string' && word !== '')) {
        place.problem(
          'TF1302',
          `${subject}.command`,
          'the command is empty',
          "give the program and its arguments, as in ['bin/alive']",
        );
      }
      return { exec: { command: words as string[] } };
    });
  }

  private static given<Props extends ProbeTiming>(
    props: Props,
    shape: Shape<NoInfer<Props>>,
    ask: (place: Place, subject: string, props: Props, mainPort?: number) => Question,
  ): Probe {
    return new Probe((place, subject, mainPort) => {
      const timing = checkedProps(place, subject, props, shape);
      return { timing, question: ask(place, subject, timing, mainPort) };
    });
  }

  private constructor(private readonly handler: Handler) {}

  /** @internal */
  bind(place: Place, purpose: ProbePurpose, mainPort?: number): Spelled<k8s.Probe> {
    const subject = `health.${purpose}`;
    const standard = TIMING[purpose];
    const { timing, question } = this.handler(place, subject, mainPort);
    const failureThreshold = timing.failureThreshold ?? standard.failureThreshold;
    if (!Number.isInteger(failureThreshold) || failureThreshold < 1) {
      place.problem(
        'TF1303',
        `${subject}.failureThreshold`,
        `${failureThreshold} is no count`,
        'give a whole number from 1',
      );
    }
    return {
      initialDelaySeconds: seconds(place, `${subject}.initialDelay`, timing.initialDelay, 0, 0),
      periodSeconds: seconds(place, `${subject}.period`, timing.period, standard.period, 1),
      timeoutSeconds: seconds(place, `${subject}.timeout`, timing.timeout, standard.timeout, 1),
      successThreshold: 1,
      failureThreshold,
      ...question,
    };
  }
}

function portOf(place: Place, subject: string, port: number | undefined, mainPort: number | undefined): number {
  const number = port ?? mainPort;
  if (number === undefined) {
    place.problem(
      'TF1304',
      subject,
      'no port is given and the process listens on none',
      'give `port`, or use Probe.exec',
    );
    return 0;
  }
  if (port !== undefined) {
    checkPortNumber(place, `${subject}.port`, port);
  }
  return number;
}

function seconds(place: Place, subject: string, duration: Duration | undefined, standard: number, min: number): number {
  if (duration === undefined) {
    return standard;
  }
  const value = secondsOf(duration);
  if (!Number.isInteger(value) || value < min) {
    place.problem('TF1303', subject, `${value} seconds`, `give whole seconds from ${min}`);
  }
  return value;
}
