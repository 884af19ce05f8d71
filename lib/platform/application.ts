import { App, Chart } from 'cdk8s';
import { formatProblem, Place, type Problem, TwelveFactorError } from '../errors';
import {
  type Bundle,
  checkName,
  checkOwner,
  isDnsLabel,
  isLabelValue,
  type Links,
  recordConstructs,
  RenderContext,
  renderTree,
  type Tree,
  writeBundle,
} from '../manifest';
import { Environment } from './environment';
import { ApplicationNamespace } from './namespace';
import type { Platform } from './platform';
import { Quota } from './quota';

/** What an application is. */
export interface ApplicationProps<E extends string> {
  /** Where it runs. */
  readonly platform: Platform<E>;
  /**
   * Version of the build: the tag of its images, and the name of the release.
   *
   * @default - the variable VERSION
   */
  readonly version?: string;
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
    const problems: Problem[] = [...this.props.platform.problems];
    const place = new Place(`${this.name}`, (problem) => problems.push(problem));
    const version = this.checkedVersion(place);
    this.checkSelf(place);
    const environments = new Map<string, Tree>();
    if (problems.length === 0) {
      for (const name of this.props.platform.environmentNames) {
        environments.set(name, this.renderEnvironment(name, version, problems));
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
   * If anything is wrong, all of it is told on stderr, nothing of this application is written, and the process will exit with 1.
   */
  synth(): this {
    const { CDK8S_OUTDIR, CDK8S_RECORD_CONSTRUCT_METADATA } = process.env;
    const outdir = this.props.outdir ?? CDK8S_OUTDIR ?? 'dist';
    try {
      const bundle = this.render();
      writeBundle(outdir, bundle);
      if (CDK8S_RECORD_CONSTRUCT_METADATA === 'true') {
        recordConstructs(outdir, bundle);
      }
    } catch (error) {
      if (!(error instanceof TwelveFactorError)) {
        throw error;
      }
      const count = error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`;
      process.stderr.write(
        `${error.problems.map(formatProblem).join('\n')}\n${this.name}: ${count}, nothing of it is written\n`,
      );
      process.exitCode = 1;
    }
    return this;
  }

  private renderEnvironment(name: E, version: string, problems: Problem[]): Tree {
    const { platform, owner = platform.props.owner, links } = this.props;
    const sink = (problem: Problem) => problems.push(problem);
    const place = new Place(`${this.name}/${name}`, sink);
    const env = new Environment(name, version, platform, this.name, place);
    if (!isDnsLabel(env.namespace)) {
      place.problem(
        'TF1001',
        'namespace',
        `${JSON.stringify(env.namespace)} is not a DNS label of at most 63 characters`,
        'correct the namespace rule',
      );
    }
    // cdk8s prepares and validates a whole App again for each chart in it, so each environment has one of its own.
    const app = new App({ outdir: '.' });
    const chart = new Chart(app, this.name, { namespace: env.namespace, labels: this.labels(name, owner) });
    const context = RenderContext.attach(chart, {
      application: this.name,
      version,
      environment: name,
      owner,
      links,
      protected: env.protected,
      kubernetesMinor: env.kubernetesMinor,
      defaults: platform.environmentProps(name),
      namespace: env.namespace,
      namespaceOf: (application) => env.namespaceOf(application),
      place: place.path,
      sink,
    });
    const before = problems.length;
    try {
      const result: unknown = this.define(chart, env);
      if (result instanceof Promise) {
        // What it fails with later is no news.
        result.catch(() => undefined);
        place.problem(
          'TF1907',
          'application',
          'its function is async, so what it makes later would be missing',
          'await before, and describe the services synchronously',
        );
      }
      if (this.props.ownsNamespace ?? true) {
        new ApplicationNamespace(chart, 'Namespace', this.props.quota?.(env) ?? Quota.computed());
      }
    } catch (error) {
      this.rethrowBug(error, problems, problems.length > before);
    }
    return problems.length > before ? { files: [], digest: '' } : renderTree(app, context.place);
  }

  /** Labels of every object, also of those that an application makes with other constructs. */
  private labels(environment: string, owner: string | undefined): Record<string, string> {
    return {
      'app.kubernetes.io/part-of': this.name,
      'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
      env: environment,
      ...(owner ? { owner } : {}),
    };
  }

  /** A user's mistake is collected. What follows from a mistake that was told is no bug either. */
  private rethrowBug(error: unknown, problems: Problem[], afterMistake: boolean): void {
    if (error instanceof TwelveFactorError) {
      problems.push(...error.problems);
    } else if (!afterMistake) {
      throw error;
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

  private checkSelf(place: Place): void {
    checkName(place, 'name', this.name);
    if (this.name.length > MAX_APPLICATION) {
      place.problem(
        'TF1002',
        'name',
        `it has ${this.name.length} characters`,
        `use at most ${MAX_APPLICATION}, to leave room for the names of services`,
      );
    }
    checkOwner(place, this.props.owner);
  }
}

function isNotEmpty(problems: Problem[]): problems is [Problem, ...Problem[]] {
  return problems.length > 0;
}
