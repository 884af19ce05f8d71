import { type Place, shown, TwelveFactorError } from '../errors';
import { withBuild } from '../manifest';
import type { Platform } from './platform';
import { kubernetesMinor } from './platform';

/** A choice for each environment: all of them named, or some of them and a `default`. */
export type Choices<E extends string, T> =
  Readonly<Record<E, T> & { default?: T }> | Readonly<Partial<Record<E, T>> & { default: T }>;

/** The environment that an application is being rendered for. */
export class Environment<E extends string = string> {
  /** Branch of the platform repository that holds it. */
  readonly branch: string;
  /** Namespace of the application. */
  readonly namespace: string;
  /** Registry that images come from; empty for Docker Hub. */
  readonly registry: string;
  /** Whether only what is named for good may run there. */
  readonly protected: boolean;
  /** Kubernetes minor of its cluster: 27 for 1.27. */
  readonly kubernetesMinor: number;

  private readonly domainOrNone?: string;

  /** @internal */
  constructor(
    /** Its name. */
    readonly name: E,
    /** Version of the application: the name of the release. */
    readonly version: string,
    /** Build of the application: the tag or digest of its images. */
    readonly build: string,
    private readonly platform: Platform<E>,
    application: string,
    private readonly place: Place,
  ) {
    const props = platform.environmentProps(name);
    this.branch = props.branch ?? name;
    this.domainOrNone = props.domain;
    this.registry = props.registry ?? '';
    this.protected = props.protected ?? false;
    this.kubernetesMinor = kubernetesMinor(props.kubernetes ?? '1.27') ?? 27;
    this.namespace = this.namespaceOf(application);
  }

  /**
   * Domain that the environment's hosts are under.
   *
   * Told as TF1009 if the platform gives none.
   */
  get domain(): string {
    if (this.domainOrNone === undefined) {
      this.place.problem('TF1009', 'domain', 'the platform gives none for this environment', 'give `domain` there');
      return `${this.name}.invalid`;
    }
    return this.domainOrNone;
  }

  /** Namespace of an application in this environment. */
  namespaceOf(application: string): string {
    const rule = this.platform.environmentProps(this.name).namespace;
    return rule ? rule(application, this.name) : `${application}-${this.name}`;
  }

  /**
   * What is chosen for this environment. A misspelt environment does not compile.
   *
   * @example
   * env.choose({ production: Scaling.between(5, 20), default: Scaling.fixed(1) });
   * @throws TwelveFactorError TF1010 for an environment that the platform does not have, or if nothing is chosen for this one
   */
  choose<T>(choices: Choices<E, T>): T {
    const allowed = this.platform.environmentNames;
    const unknown = Object.keys(choices).find((key) => key !== 'default' && !allowed.includes(key as E));
    if (unknown !== undefined) {
      throw this.error(`${JSON.stringify(unknown)} is no environment`, `use ${allowed.join(', ')} or default`);
    }
    for (const key of [this.name, 'default'] as const) {
      if (Object.hasOwn(choices, key)) {
        return (choices as Record<string, T>)[key] as T;
      }
    }
    throw this.error(`nothing is chosen for ${this.name}`, `name ${this.name} or give a default`);
  }

  /**
   * An image of the environment's registry: `env.image('lulu/api')` is `registry.example.com/lulu/api:1.5.0`.
   *
   * The service that uses it checks the rest of it. Told as TF1003 if it names the registry again, or nothing.
   *
   * @param name repository, with or without a tag or digest
   */
  image(name: string): string {
    if (typeof name !== 'string' || name === '') {
      this.place.problem(
        'TF1003',
        'env.image',
        `${shown(name)} is no repository`,
        "give it as in env.image('lulu/api')",
      );
      return withBuild('image', this.build);
    }
    if (this.registry && name.startsWith(`${this.registry}/`)) {
      const alone = shown(name.slice(this.registry.length + 1));
      const given = `${shown(name)} begins with the registry, which is added to it`;
      this.place.problem('TF1003', 'env.image', given, `give the repository alone: ${alone}`);
      return withBuild(name, this.build);
    }
    const reference = this.registry ? `${this.registry}/${name}` : name;
    return withBuild(reference, this.build);
  }

  private error(given: string, remedy: string): TwelveFactorError {
    return new TwelveFactorError([{ code: 'TF1010', place: this.place.path, subject: 'env.choose', given, remedy }]);
  }
}

/** The environment type of a platform, for functions that take one: `(env: EnvironmentOf<typeof platform>) => ...`. */
export type EnvironmentOf<P> = P extends Platform<infer E> ? Environment<E> : never;
