import type { ISecret } from '../manifest';
import { listOf, type Shape, text } from '../props';
import { OVERRIDES } from './config-source';
import type { ExternalSecretProps } from './external-secret';

/** What is said of a Secret besides where it is from. */
export interface SecretOptions {
  /**
   * Keys that this Secret replaces of config and of secrets before it; `true` for all of them.
   *
   * @default - none: a key from two sources is an error
   */
  readonly overrides?: readonly string[] | true;
}

/** What is said of a Secret that something else makes. */
export interface ExistingSecretOptions extends SecretOptions {
  /**
   * Keys that the Secret is known to have. They satisfy `required` of the config, and clashes with other keys are found.
   *
   * @default - not declared: whatever the Secret has reaches the service, and satisfies nothing
   */
  readonly keys?: readonly string[];
}

export const SECRET: Shape<SecretOptions> = { overrides: OVERRIDES };
export const EXISTING_SECRET: Shape<ExistingSecretOptions> = { keys: listOf(text("'DATABASE_PASSWORD'")), ...SECRET };

/** Where a Secret is from. */
export type SecretSource =
  | { readonly kind: 'existing'; readonly name: string; readonly options: ExistingSecretOptions }
  | { readonly kind: 'external'; readonly props: ExternalSecretProps }
  | { readonly kind: 'sealed'; readonly file: string; readonly options: SecretOptions };

/**
 * Credentials of a service, by reference: this library never renders a Secret with data, and nothing in a repository
 * holds one in plain text.
 *
 * A Secret's keys become environment variables, or files with `asFiles`. Its changes reach variables only when pods
 * start again; files follow by themselves.
 */
export class Secrets {
  /** A Secret that is in the namespace, or will be before the service: made by hand, by a pipeline, by an operator. */
  static existing(name: string, options: ExistingSecretOptions = {}): Secrets {
    return new Secrets({ kind: 'existing', name, options }, options?.overrides);
  }

  /** A Secret as cdk8s-plus knows it: `kplus.Secret.fromSecretName(...)`. */
  static from(secret: ISecret, options: ExistingSecretOptions = {}): Secrets {
    return Secrets.existing(secret.name, options);
  }

  /**
   * A Secret that External Secrets fetches from a store (Vault, a cloud's secret manager) and keeps up to date.
   *
   * @see https://external-secrets.io
   */
  static external(props: ExternalSecretProps): Secrets {
    return new Secrets({ kind: 'external', props }, props?.overrides);
  }

  /**
   * A Secret that is in the repository encrypted, as `kubeseal --format yaml` writes it, and that the cluster's controller
   * alone can open. It keeps its name, which is part of the encryption. Its keys are declared by the file.
   *
   * @param file relative to the current folder.
   * @see https://github.com/bitnami-labs/sealed-secrets
   */
  static sealed(file: string, options: SecretOptions = {}): Secrets {
    return new Secrets({ kind: 'sealed', file, options }, options?.overrides);
  }

  private constructor(
    /** @internal */
    readonly source: SecretSource,
    /** @internal */
    readonly overrides?: readonly string[] | true,
    /** @internal */
    readonly mountPath?: string,
  ) {}

  /**
   * The same Secret as files instead of environment variables, one for each key, which the container can read and not
   * write: `Secrets.existing('lulu-tls').asFiles('/var/run/secrets/lulu')`. Files are not inherited by child processes nor
   * shown by crash reports.
   *
   * @param mountPath an absolute path, for this Secret alone.
   */
  asFiles(mountPath: string): Secrets {
    return new Secrets(this.source, this.overrides, mountPath);
  }
}
