import { Config, Secrets } from '../config';
import type { IServiceAccount, Links } from '../manifest';
import { any, listOf, made, record, type Shape, text } from '../props';
import { Network } from '../traffic';
import { Health } from './health';
import { Resources } from './resources';
import { Security } from './security';
import { Shutdown } from './shutdown';
import type { Sidecar } from './sidecar';

/** What every process type takes. */
export interface ProcessProps {
  /** The build: an image reference. Without tag or digest it takes the application's build. */
  readonly image: string;
  /**
   * Program to run.
   *
   * @default - the image's entry point
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the program.
   *
   * @default - the image's
   */
  readonly args?: readonly string[];
  /**
   * Config as environment variables (factor III), merged left to right.
   *
   * @default - none
   */
  readonly config?: Config | readonly Config[];
  /**
   * Secrets as environment variables or files, by reference.
   *
   * @default - none
   */
  readonly secrets?: readonly Secrets[];
  /**
   * Variables that are the same in every environment, such as `{ TZ: 'UTC' }`.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * What the process requests and may use.
   *
   * @default Resources.of({})
   */
  readonly resources?: Resources;
  /**
   * What the process may do on its node.
   *
   * @default Security.restricted()
   */
  readonly security?: Security;
  /**
   * Folders that the process may write to, beside /tmp: empty at every start (factor VI).
   *
   * @default - none
   */
  readonly writable?: readonly string[];
  /**
   * How the process ends (factor IX).
   *
   * @default Shutdown.graceful()
   */
  readonly shutdown?: Shutdown;
  /**
   * Who may call the process and whom it may call.
   *
   * @default - its own namespace, and where it applies the ingress controller, Prometheus and Flagger's load tester; it may call its own namespace and DNS
   */
  readonly network?: Network;
  /**
   * Containers that run beside the process.
   *
   * @default - none
   */
  readonly sidecars?: readonly Sidecar[];
  /**
   * Account that the process uses Kubernetes' API with; its token is mounted, because it was asked for.
   *
   * @default - an account of its own without any rights, and no token
   */
  readonly serviceAccount?: IServiceAccount;
  /**
   * Team that owns the service.
   *
   * @default - the application's owner
   */
  readonly owner?: string;
  /**
   * Where people find what belongs to the service.
   *
   * @default - the application's links
   */
  readonly links?: Links;
  /**
   * Fields of the pod's spec, in Kubernetes' spelling, laid over what is rendered: objects are merged, lists whose items
   * have names are merged by name, everything else is replaced, `null` removes. For what no prop reaches.
   *
   * @default - none
   */
  readonly podOverrides?: Readonly<Record<string, unknown>>;
}

export const PROCESS_PROPS: Shape<ProcessProps> = {
  image: { ...any, example: "'registry.example.com/lulu/api:1.5.0'" },
  command: listOf(text("'bin/api'")),
  args: listOf(text("'--quiet'")),
  config: {
    is: (value) => value instanceof Config || Array.isArray(value),
    example: "Config.fromObject({ LOG_LEVEL: 'info' })",
  },
  secrets: listOf(made(Secrets, "Secrets.existing('lulu-secret')")),
  env: record("{ TZ: 'UTC' }"),
  resources: made(Resources, 'Resources.of({})'),
  security: made(Security, 'Security.restricted()'),
  writable: { is: Array.isArray, example: "['/data']" },
  shutdown: made(Shutdown, 'Shutdown.graceful()'),
  network: made(Network, 'Network.policy({})'),
  sidecars: listOf({
    is: (value) => record('').is(value) && (value as Sidecar).health instanceof Health,
    example: "{ name: 'exporter', image, health: Health.tcp() }",
  }),
  serviceAccount: record("ServiceAccount.fromServiceAccountName(chart, 'account', 'lulu')"),
  owner: text("'team-lulu'"),
  links: record("{ runbook: 'https://...' }"),
  podOverrides: record('{ hostNetwork: true }'),
};
