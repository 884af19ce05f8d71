import { type Problem, Place } from '../errors';
import { checkName, checkOwner, type IngressDefaults, isDnsName, type PlatformDefaults } from '../manifest';
import { RuleSet } from '../policy';
import { any, checkedProps, listOf, record, type Shape, text } from '../props';
import type { PlatformNetwork } from '../traffic';
import { checkAddedMetadata } from './added-metadata';
import { checkNetwork } from './check-network';
import { checkClusterNames } from './cluster-names';

/** Says which namespace an application lives in. */
export type NamespaceRule = (application: string, environment: string) => string;

/** One environment of a platform. What it does not say, the platform says. */
export interface EnvironmentProps extends PlatformDefaults, PlatformNetwork {
  /**
   * Branch of the platform repository that holds it.
   *
   * @default - the environment's name
   */
  readonly branch?: string;
  /**
   * Domain that its hosts are under, for `env.domain`.
   *
   * @default - none; an application that asks for it gets an error
   */
  readonly domain?: string;
  /**
   * Namespace of each application.
   *
   * @default - the platform's rule
   */
  readonly namespace?: NamespaceRule;
  /**
   * Registry that images come from, for `env.image`.
   *
   * @default - the platform's registry
   */
  readonly registry?: string;
  /**
   * Kubernetes minor of its cluster, as in '1.30'. Manifests may use what that minor has: from 1.30 on, `preStop.sleep`.
   *
   * @default '1.27'
   */
  readonly kubernetes?: string;
  /**
   * Whether only what is named for good may run there: an image tag that can move is an error.
   *
   * @default false
   */
  readonly protected?: boolean;
}

/** A platform: its environments, in the order that releases go through them, and what holds for every service. */
export interface PlatformProps<E extends string> extends PlatformDefaults, PlatformNetwork {
  /** The environments by name, in the order that releases go through them. */
  readonly environments: Readonly<Record<E, EnvironmentProps>>;
  /**
   * Registry that images come from, for `env.image`.
   *
   * @default - Docker Hub
   */
  readonly registry?: string;
  /**
   * Namespace of each application.
   *
   * @default - `<application>-<environment>`, so that environments can share a cluster
   */
  readonly namespace?: NamespaceRule;
  /**
   * Team that owns what nobody else owns.
   *
   * @default - none
   */
  readonly owner?: string;
}

const INGRESS: Shape<IngressDefaults> = {
  className: any,
  namespace: any,
  gateway: record("{ name: 'public' }"),
  entryPoints: listOf(text("'websecure'")),
  tls: any,
  certificateIssuer: any,
};
const DEFAULTS: Shape<PlatformDefaults> = {
  metrics: any,
  cpuLimits: any,
  imagePullPolicy: any,
  imagePullSecrets: any,
  priorityClassName: any,
  ingress: record("{ className: 'nginx' }"),
  monitoringNamespace: any,
  monitorLabels: any,
  namespaceLabels: any,
  namespaceAnnotations: any,
};
const ENVIRONMENT: Shape<EnvironmentProps> = {
  ...DEFAULTS,
  network: any,
  branch: any,
  domain: any,
  namespace: { is: (value) => typeof value === 'function', example: '(application) => application' },
  registry: any,
  kubernetes: any,
  protected: any,
};
const PLATFORM: Shape<PlatformProps<string>> = {
  environments: record('{ production: {} }'),
  ...DEFAULTS,
  network: any,
  registry: any,
  namespace: ENVIRONMENT.namespace,
  owner: any,
};

/** Where applications run. A team writes one, and every app file uses it. */
export class Platform<E extends string = string> {
  /** Names of the environments, in order. */
  readonly environmentNames: readonly E[];

  /** The rules that everything on it has to keep: add your own, and say how much each matters where. */
  readonly rules: RuleSet<E>;

  /** @internal */
  readonly problems: readonly Problem[];

  private readonly environments: ReadonlyMap<E, EnvironmentProps>;

  constructor(
    /** @internal */
    readonly props: PlatformProps<E>,
  ) {
    this.environmentNames = Object.keys(props.environments ?? {}) as E[];
    this.environments = new Map(this.environmentNames.map((name) => [name, this.merged(name)]));
    // Told by the applications: an app file that only defines its platform should not end in a stack trace.
    const problems = this.check();
    this.problems = problems;
    this.rules = new RuleSet<E>(this.environmentNames, new Place('platform', (problem) => problems.push(problem)));
  }

  /** @internal What an environment says, and the platform where it says nothing. */
  environmentProps(name: E): EnvironmentProps {
    return this.environments.get(name) as EnvironmentProps;
  }

  private merged(name: E): EnvironmentProps {
    const { environments, ...shared } = this.props;
    const own = environments[name];
    return {
      ...shared,
      ...own,
      ingress: laidOver(shared.ingress, own?.ingress),
      network: laidOver(shared.network, own?.network),
      monitorLabels: laidOver(shared.monitorLabels, own?.monitorLabels),
      namespaceLabels: laidOver(shared.namespaceLabels, own?.namespaceLabels),
      namespaceAnnotations: laidOver(shared.namespaceAnnotations, own?.namespaceAnnotations),
    };
  }

  private check(): Problem[] {
    const problems: Problem[] = [];
    const place = new Place('platform', (problem) => problems.push(problem));
    if (this.environmentNames.length === 0) {
      place.problem(
        'TF1006',
        'environments',
        'none is given',
        "give one at least, as in { production: { domain: 'example.com', protected: true } }",
      );
    }
    const { owner, ingress } = checkedProps<PlatformProps<string>>(place, '', this.props, PLATFORM);
    if (ingress !== undefined) checkedProps(place, 'ingress', ingress, INGRESS);
    checkOwner(place, owner);
    for (const name of this.environmentNames) {
      checkGiven(place.within(name), this.props.environments[name]);
      checkEnvironment(place.within(name), name, this.environmentProps(name));
    }
    return problems;
  }
}

/** What a platform says, with the parts in it that an environment says. */
function laidOver<T extends object>(shared: T | undefined, own: T | undefined): T | undefined {
  return shared && own ? { ...shared, ...own } : (own ?? shared ?? undefined);
}

/** Props of an environment itself: what the platform says for all is told once. */
function checkGiven(place: Place, props: EnvironmentProps): void {
  const { ingress } = checkedProps(place, '', props, ENVIRONMENT);
  if (ingress !== undefined) checkedProps(place, 'ingress', ingress, INGRESS);
}

function checkEnvironment(place: Place, name: string, props: EnvironmentProps): void {
  checkName(place, 'name', name);
  if (name === 'default' || name.length > 30) {
    place.problem(
      'TF1006',
      'name',
      `${JSON.stringify(name)} can't name an environment`,
      'use at most 30 characters, and not `default`, which env.choose needs',
    );
  }
  const { branch = name, domain, registry, kubernetes } = props;
  if (!isBranch(branch)) {
    place.problem(
      'TF1006',
      'branch',
      `${JSON.stringify(branch)} is no branch name`,
      'use letters, digits, dots, hyphens and slashes',
    );
  }
  if (domain !== undefined && !isDnsName(domain)) {
    place.problem('TF1009', 'domain', `${JSON.stringify(domain)} is no domain`, 'give it as in staging.example.com');
  }
  if (registry !== undefined && !/^[A-Za-z0-9][-A-Za-z0-9.]*(:\d{1,5})?(\/[a-z0-9][-a-z0-9._]*)*$/.test(registry)) {
    place.problem(
      'TF1003',
      'registry',
      `${JSON.stringify(registry)} is no registry`,
      'give its host and maybe a path, as in registry.example.com/team',
    );
  }
  if (kubernetes !== undefined && kubernetesMinor(kubernetes) === undefined) {
    place.problem(
      'TF1011',
      'kubernetes',
      `${JSON.stringify(kubernetes)} is no version that is supported`,
      "give the minor as a string, '1.27' or newer",
    );
  }
  checkClusterNames(place, props);
  checkNetwork(place, props.network);
  checkAddedMetadata(place, props);
}

/** What git accepts and a shell does not mistake. @see https://git-scm.com/docs/git-check-ref-format */
function isBranch(name: string): boolean {
  return (
    /^[A-Za-z0-9](?!.*(\.\.|\/\/|\/\.|\.lock(\/|$)))[-A-Za-z0-9._/]*$/.test(name) &&
    !/[./]$/.test(name) &&
    name.length <= 200
  );
}

/** 30 of '1.30', undefined for what is no Kubernetes version from 1.27 on. */
export function kubernetesMinor(version: string): number | undefined {
  const minor = Number(/^1\.(\d{2})$/.exec(version)?.[1] ?? NaN);
  return minor >= 27 ? minor : undefined;
}
