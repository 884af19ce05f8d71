import { type ConfigOptions, type ConfigSource, type ConfigValue, objectSource } from './config-source';
import { readEnvFile } from './env-file';
import { type LogOptions, logSource } from './log-convention';

/**
 * What differs between environments, as environment variables of the process (factor III). Credentials are no config:
 * they belong to `Secrets`.
 *
 * A config is one source or several merged ones. Nothing is read or checked before a service is rendered with it.
 */
export class Config {
  /**
   * The keys of an env file, in dotenv's syntax: `KEY=value`, comments, `export`, single, double and backtick quotes over
   * several lines, `\n` in double quotes. Stricter than dotenv, which drops what it does not understand: a line that is no
   * statement, a key given twice, or a value that would be cut at `#` is an error with its line.
   *
   * Nothing is replaced inside of values: `$HOME` and `${HOME}` stay as they are. Line ends become LF, also in quotes.
   *
   * @param path relative to the current folder.
   */
  static fromEnvFile(path: string, options: ConfigOptions = {}): Config {
    return new Config([{ options, read: (place) => readEnvFile(place, path) }], false);
  }

  /** Keys given in code. Numbers and booleans become text as JavaScript writes them. */
  static fromObject(record: Readonly<Record<string, ConfigValue>>, options: ConfigOptions = {}): Config {
    return new Config([objectSource(record, options)], false);
  }

  /**
   * `LOG_LEVEL` and `LOG_FORMAT` (factor XI): a convention for all services of a platform, which an env file with
   * `overrides` can change within the known words, in any case.
   */
  static logs(options: LogOptions = {}): Config {
    return new Config([logSource(options)], false);
  }

  /**
   * Several configs as one, from left to right. A key that two of them have is an error, unless the later one names it
   * in `overrides`. Immutable where one of them is.
   */
  static merge(...configs: readonly Config[]): Config {
    return new Config(
      configs.flatMap((config) => config.sources),
      configs.some((config) => config.isImmutable),
    );
  }

  private constructor(
    /** @internal */
    readonly sources: readonly ConfigSource[],
    /** @internal */
    readonly isImmutable: boolean,
  ) {}

  /**
   * The same config as an immutable ConfigMap that is named by its content: `<application>-<service>-<hash>`.
   *
   * A changed value is then a new object, pods of the last release keep reading theirs, and going back finds it. The
   * price: a GitOps engine that prunes deletes the old ConfigMap as soon as the branch has none, maybe while old pods still
   * run and one of their containers starts again. Let it prune last (Argo CD: sync option `PruneLast=true`), or exempt
   * ConfigMaps from pruning and remove old ones from time to time.
   */
  immutable(): Config {
    return new Config(this.sources, true);
  }
}
