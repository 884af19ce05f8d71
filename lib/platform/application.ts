import type { Chart } from 'cdk8s';
import { Place, type Problem, TwelveFactorError } from '../errors';
import { type Bundle, checkConstructName, checkOwner, isBuild, isLabelValue, type Links, type Tree } from '../manifest';
import { any, checkedProps, record, type Shape } from '../props';
import type { Environment } from './environment';
import type { Platform } from './platform';
import type { Quota } from './quota';
import { renderEnvironment } from './render-environment';
import { synthesisHost } from './synthesis-host';

/** What an application is. */
export interface ApplicationProps<E extends string> {
  /** Where it runs. */
  readonly platform: Platform<E>;
  /**
   * Version of the application: the name of the release.
   *
   * @default - the variable VERSION
   */
  readonly version?: string;
  /**
   * The build that the release runs: the tag of its images, or the digest of its one image. For a release of other config, or by
   * another version of this library, of a build that there is.
   *
   * @default - the variable BUILD, else the version
   */
  readonly build?: string;
  /**
   * Folder that synthesis writes to.
   *
   * @default - the variable CDK8S_OUTDIR, which `cdk8s synth` sets, else `dist`
   */
  readonly outdir?: string;
  /**
   * Team that owns it.
   *
   * @default - the platform's owner
   */
  readonly owner?: string;
  /**
   * Where people find what belongs to it.
   *
   * @default - none
   */
  readonly links?: Links;
  /**
   * What its pods may ask for together in an environment.
   *
   * @default - Quota.computed() in each
   */
  quota?(env: Environment<E>): Quota;
  /**
   * Whether the namespace belongs to the application and is rendered with it, with its quota, limits and default-deny
   * policy. False for a namespace that several applications share, or that somebody else makes.
   *
   * @default true
   */
  readonly ownsNamespace?: boolean;
}

const APPLICATION: Shape<ApplicationProps<string>> = {
  // What they have to be is told before, and by checks of their own.
  platform: any,
  version: any,
  build: any,
  outdir: any,
  owner: any,
  links: record("{ runbook: 'https://...' }"),
  quota: { is: (value) => typeof value === 'function', example: '() => Quota.computed()' },
  ownsNamespace: { is: (value) => typeof value === 'boolean', example: 'false', isTold: true },
};

/** Describes an application's services in an environment. */
export type ApplicationDefinition<E extends string> = (chart: Chart, env: Environment<E>) => void;

/** Longest name, so that `<application>-<service>-<slot>` leaves room for the service. */
const MAX_APPLICATION = 40;

/**
 * What is released as one: services that are described once and rendered for every environment of a platform.
 *
 * @example
 * new Application('lulu', { platform }, (chart, env) => {
 *   new WebService(chart, 'api', { image: env.image('lulu/api'), port: 8080 });
 * }).synth();
 */
export class Application<E extends string = string> {
  constructor(
    /** Its name, a DNS label. */
    readonly name: string,
    private readonly props: ApplicationProps<E>,
    private readonly define: ApplicationDefinition<E>,
  ) {}

  /**
   * Renders every environment in memory.
   *
   * @throws TwelveFactorError with everything that is wrong in any environment
   */
  render(): Bundle {
    const problems: Problem[] = [];
    const place = new Place(`${this.name}`, (problem) => problems.push(problem));
    this.checkGiven(place);
    if (isNotEmpty(problems)) {
      throw new TwelveFactorError(problems);
    }
    problems.push(...this.props.platform.problems);
    const version = this.checkedVersion(place);
    const build = this.checkedBuild(place) ?? version;
    this.checkSelf(place);
    const environments = new Map<string, Tree>();
    if (problems.length === 0) {
      for (const name of this.props.platform.environmentNames) {
        environments.set(
          name,
          renderEnvironment({ application: this.name, version, build, environment: name, ...this.target }, problems),
        );
      }
    }
    if (isNotEmpty(problems)) {
      throw new TwelveFactorError(problems);
    }
    return { application: this.name, version, environments };
  }

  /**
   * Renders every environment and writes them to `<outdir>/<environment>/<application>/`, with `<outdir>/<application>.json`.
   *
   * If anything is wrong, all of it is told on stderr, nothing of this application is written, and the process will exit with 1. So is
   * what cdk8s refuses in the function that describes the services; any other error of it is thrown on.
   * `twelve synth` takes over what is written and told.
   */
  synth(): this {
    synthesisHost().synthesize(this.name, () => ({ bundle: this.render(), outdir: this.props.outdir }));
    return this;
  }

  private get target() {
    const { platform, owner = platform.props.owner, links, ownsNamespace = true } = this.props;
    const quota = (env: Environment<E>) => this.props.quota?.(env);
    return { platform, owner, links, quota, ownsNamespace, define: this.define };
  }

  /** A compiler has told it already; JavaScript has none. */
  private checkGiven(place: Place): void {
    const { platform } = (this.props as Partial<ApplicationProps<E>> | undefined) ?? {};
    if (!Array.isArray(platform?.environmentNames)) {
      place.problem(
        'TF1017',
        'platform',
        'no Platform is given',
        'give it as in new Application(name, { platform }, ...)',
      );
    }
    if (typeof this.define !== 'function') {
      place.problem(
        'TF1017',
        'application',
        'the function that describes its services is missing',
        'give it last, as in (chart, env) => { ... }',
      );
    }
  }

  private checkedVersion(place: Place): string {
    const version = this.props.version ?? process.env['VERSION'];
    if (version === undefined || version === '') {
      place.problem('TF1007', 'version', 'none is given', 'set VERSION, or give `version`');
    } else if (!isLabelValue(version)) {
      place.problem(
        'TF1007',
        'version',
        `${JSON.stringify(version)} can't be a tag and a label`,
        'use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit',
      );
    }
    return version ?? '';
  }

  private checkedBuild(place: Place): string | undefined {
    // A pipeline that has none to give may give an empty one.
    const build = this.props.build ?? (process.env['BUILD'] || undefined);
    if (build !== undefined && !(typeof build === 'string' && isBuild(build))) {
      place.problem(
        'TF1007',
        'build',
        `${JSON.stringify(build)} is no tag and no digest`,
        'use letters, digits, dots, hyphens and underscores, at most 128, or sha256: and 64 hexadecimal digits',
      );
    }
    return build;
  }

  private checkSelf(place: Place): void {
    checkConstructName(place, 'name', this.name);
    if (this.name.length > MAX_APPLICATION) {
      place.problem(
        'TF1002',
        'name',
        `it has ${this.name.length} characters`,
        `use at most ${MAX_APPLICATION}, to leave room for the names of services`,
      );
    }
    checkedProps<ApplicationProps<string>>(place, '', this.props, APPLICATION);
    checkOwner(place, this.props.owner);
  }
}

function isNotEmpty(problems: Problem[]): problems is [Problem, ...Problem[]] {
  return problems.length > 0;
}
