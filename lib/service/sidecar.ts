import { any, made, type Shape } from '../props';
import { Health } from './health';
import type { ContainerPort } from './port';
import { PROCESS_PROPS } from './process-props';
import type { Resources } from './resources';
import type { Security } from './security';

/** A container that runs beside the process, such as an exporter of metrics. */
export interface Sidecar {
  /** Name of the container, a DNS label. */
  readonly name: string;
  /** Image with its own tag or digest: the application's build is not a sidecar's. */
  readonly image: string;
  /**
   * Program to run.
   *
   * @default - the image's
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the program.
   *
   * @default - the image's
   */
  readonly args?: readonly string[];
  /**
   * Variables of its environment. It does not see the process's config and secrets.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Ports it listens on.
   *
   * @default - none
   */
  readonly ports?: readonly ContainerPort[];
  /** How Kubernetes knows that it is alive and can serve; `Health.none({ because })` where it can't be asked. */
  readonly health: Health;
  /**
   * What it requests and may use.
   *
   * @default Resources.of({})
   */
  readonly resources?: Resources;
  /**
   * What it may do.
   *
   * @default - Security.restricted(), as the user of the pod
   */
  readonly security?: Security;
  /**
   * Folders it may write to, beside /tmp: empty at every start.
   *
   * @default - none
   */
  readonly writable?: readonly string[];
}

const { command, args, env, resources, security, writable } = PROCESS_PROPS;

export const SIDECAR: Shape<Sidecar> = {
  name: any,
  image: any,
  command,
  args,
  env,
  ports: any,
  health: made(Health, 'Health.tcp()'),
  resources,
  security,
  writable,
};
