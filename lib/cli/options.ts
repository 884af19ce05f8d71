import { type Command, InvalidArgumentError, Option } from 'commander';
import { refuse } from '../errors';
import { isBundleName } from '../release/bundle/names';

/** What every verb can be told. */
export interface CommonOptions {
  readonly repo?: string;
  readonly cache?: string;
  readonly json?: true;
  readonly timeout: number;
}

/** What every verb that writes can be told. */
export interface WriteOptions extends CommonOptions {
  readonly dryRun?: true;
  readonly actor?: string;
  readonly reason?: string;
}

/** What every verb that writes to an environment can be told. */
export interface EnvironmentOptions extends WriteOptions {
  readonly adopt?: true | undefined;
  readonly restore?: true | undefined;
  readonly merge?: true;
  readonly breakGlass?: true;
  readonly replace?: true;
}

/** An option that a variable gives too. An empty variable is as good as none, which it is not to commander. */
export function orVariable(name: string, option: Option): Option {
  return process.env[name] === '' ? option : option.env(name);
}

/** Adds the options of every verb. */
export function withCommon(command: Command): Command {
  return command
    .addOption(
      orVariable(
        'TWELVE_REPO',
        new Option('--repo <address>', 'the platform repository: a path, https://, ssh:// or git@host:path'),
      ),
    )
    .addOption(
      orVariable(
        'TWELVE_CACHE',
        new Option('--cache <folder>', 'where its cache is kept (default: the cache folder of the user)'),
      ),
    )
    .addOption(
      orVariable(
        'TWELVE_TIMEOUT',
        new Option('--timeout <seconds>', 'how long to try again while others write')
          .default(60)
          .argParser(parseSeconds),
      ),
    )
    .option('--json', 'answer as JSON');
}

/** Adds the option that says who acts. */
export function withActor(command: Command): Command {
  return command.addOption(
    orVariable(
      'TWELVE_ACTOR',
      new Option(
        '--actor <person>',
        "who acts: 'Ada Lovelace <ada@example.com>' (default: the pipeline's user, else git's)",
      ),
    ),
  );
}

/** Adds the options of a verb that writes. */
export function withWrite(command: Command): Command {
  return withActor(withCommon(command).option('--dry-run', 'show what would change, and change nothing')).option(
    '--reason <text>',
    'why, for the record',
  );
}

/** Adds the options of a verb that writes to an environment. */
export function withEnvironmentWrite(command: Command): Command {
  return withWrite(command)
    .addOption(new Option('--adopt', 'keep what was edited by hand on the branch').conflicts('restore'))
    .option('--restore', 'take back what was edited by hand on the branch')
    .option('--merge', 'merge the pull request at once, where the environment takes pull requests')
    .option('--replace', 'take the place of what waits in the pull request, though it is a rollback, a pin or an unpin')
    .option('--break-glass', 'do it though a policy of twelve.yaml forbids it; needs --reason, and is recorded');
}

/**
 * Reads the name of an application, before any path or ref is made of it.
 *
 * @throws TwelveFactorError TF2001 if it is none
 */
export function parseName(value: string): string {
  const isName: boolean = isBundleName(value);
  if (!isName) {
    const shown = JSON.stringify(value.length > 70 ? `${value.slice(0, 70)}…` : value);
    const remedy = 'use lower-case letters, digits and hyphens, beginning with a letter, at most 63';
    refuse('TF2001', '', 'application', `${shown} is no name of an application`, remedy);
  }
  return value;
}

/** Reads several names. */
export function parseNames(value: string, former: readonly string[] | undefined): string[] {
  return [...(former ?? []), parseName(value)];
}

/** Reads a whole number. */
export function parseWhole(value: string): number {
  if (!/^\d{1,9}$/.test(value)) {
    throw new InvalidArgumentError('It has to be a whole number.');
  }
  return Number(value);
}

/** Collects an option that may be given several times. */
export function collect(value: string, former: readonly string[] | undefined): string[] {
  return [...(former ?? []), value];
}

function parseSeconds(value: string): number {
  if (!/^\d{1,6}(?:\.\d+)?$/.test(value)) {
    throw new InvalidArgumentError('It has to be a number of seconds.');
  }
  return Number(value);
}
