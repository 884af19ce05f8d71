import { Duration } from 'cdk8s';
import type { Place } from '../errors';
import { secondsOf } from '../manifest';
import { checkedProps, duration, type Shape } from '../props';

/** How a process is given time to end. */
export interface ShutdownProps {
  /**
   * Time between a pod's removal from its endpoints and SIGTERM, so that routers learn of it while the process still
   * serves. Zero for what nobody routes to.
   *
   * @default - 5 seconds for a web service, none for the others
   */
  readonly drain?: Duration;
  /**
   * Time from the beginning of the removal until SIGKILL, the draining included.
   *
   * @default Duration.seconds(30)
   */
  readonly grace?: Duration;
}

const SHUTDOWN: Shape<ShutdownProps> = {
  grace: duration('Duration.seconds(60)'),
  drain: duration('Duration.seconds(5)'),
};

/** From the first minor on that has `preStop.sleep` switched on. */
const SLEEP_HANDLER_MINOR = 30;

/**
 * Factor IX: what happens between a pod's removal and its end.
 *
 * Endpoints are removed while the pod ends, so SIGTERM has to wait until routers know. Kubernetes 1.30 can sleep by
 * itself (`preStop.sleep`). Before, `preStop` runs the `sleep` program of the image: no shell, but the program must be
 * there. An image without it (distroless) gets SIGTERM at once and an event; let it serve on for some seconds after
 * SIGTERM and say `Shutdown.bySignal()`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export class Shutdown {
  /** Drain, then SIGTERM, then SIGKILL when the grace period is over. */
  static graceful(props: ShutdownProps = {}): Shutdown {
    return new Shutdown(props);
  }

  /** SIGTERM at once, for a process that drains by itself and for images without a `sleep` program. */
  static bySignal(props: Omit<ShutdownProps, 'drain'> = {}): Shutdown {
    return new Shutdown({ ...props, drain: Duration.seconds(0) });
  }

  private constructor(private readonly props: ShutdownProps) {}

  /** @internal */
  bind(place: Place, kubernetesMinor: number, standardDrain: number): BoundShutdown {
    const given = checkedProps(place, 'shutdown', this.props, SHUTDOWN);
    const drain = given.drain ? secondsOf(given.drain) : standardDrain;
    const grace = given.grace ? secondsOf(given.grace) : 30;
    if (!Number.isInteger(drain) || !Number.isInteger(grace) || grace < 1) {
      place.problem(
        'TF1309',
        'shutdown',
        `drain ${drain} s, grace ${grace} s`,
        'give whole seconds, and a grace of at least 1',
      );
    } else if (drain >= grace) {
      place.problem(
        'TF1308',
        'shutdown',
        `drain ${drain} s leaves nothing of grace ${grace} s`,
        'give a grace longer than the drain: the process has the rest to finish its requests',
      );
    }
    return { terminationGracePeriodSeconds: grace, preStop: drain > 0 ? preStop(drain, kubernetesMinor) : undefined };
  }
}

/** A pod's end. */
export interface BoundShutdown {
  readonly terminationGracePeriodSeconds: number;
  /** As JSON: the typed API does not know `sleep` yet. */
  readonly preStop?:
    { readonly sleep: { readonly seconds: number } } | { readonly exec: { readonly command: string[] } };
}

function preStop(drain: number, kubernetesMinor: number): BoundShutdown['preStop'] {
  return kubernetesMinor >= SLEEP_HANDLER_MINOR
    ? { sleep: { seconds: drain } }
    : { exec: { command: ['sleep', `${drain}`] } };
}
