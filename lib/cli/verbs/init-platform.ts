import { Argument } from 'commander';
import { refuse } from '../../errors';
import { isBundleName } from '../../release/bundle/names';
import type { EnvironmentConfig } from '../../release/platform-config';
import { identify } from '../../git';
import type { Initialized } from '../../release/repository/init';
import type { Context } from '../context';
import { collect, withWrite, type WriteOptions } from '../options';
import { locationOf, writing } from '../session';
import type { AddVerb } from './verb';

interface Options extends WriteOptions {
  readonly env?: readonly string[];
}

const DEFAULTS = ['staging:direct', 'production:pullRequest'];

/** `twelve init-platform <repo>` */
export const addInitPlatform: AddVerb = (program, context) => {
  withWrite(program.command('init-platform'))
    .description(
      'Make a repository a platform repository: main with twelve.yaml, and a branch for each environment. Safe to run again.',
    )
    .addArgument(new Argument('[repo]', 'its address; a folder that is not there is made'))
    .option(
      '--env <name:flow>',
      `an environment and its flow, direct or pullRequest; may be repeated (default: ${DEFAULTS.join(', ')})`,
      collect,
    )
    .action(async (repo: string | undefined, given: Options) => {
      const options = { ...given, ...(repo !== undefined && { repo }) };
      const environments = (options.env ?? DEFAULTS).map(parseEnvironment);
      const { firstPlatform, initPlatform } = await import('../../release/repository/init');
      const { createRepository, vacantFolder } = await import('../../release/repository/create-repository');
      const location = locationOf(context, options);
      const folder = vacantFolder(location);
      if (folder !== undefined) {
        // What is wrong is told before anything is made.
        await identify(context.cwd, context.env, options.actor);
        const first = firstPlatform(environments);
        if (options.dryRun) {
          return tell(context, options, first, folder);
        }
        await createRepository(location);
      }
      const dryRun = options.dryRun ?? false;
      await writing(context, options, async ({ store, asker, identity }) =>
        tell(context, options, await initPlatform(store, { environments, asker, identity, dryRun }), folder),
      );
    });
};

/** @param folder the one that the repository is made in, if it was not there */
function tell(context: Context, options: Options, { config, changed }: Initialized, folder: string | undefined): void {
  const { dryRun = false, json } = options;
  if (json) {
    context.out(`${JSON.stringify({ environments: config.environments, changed, dryRun }, undefined, 2)}\n`);
  }
  const names = config.environments.map(({ name, flow }) => `${name} (${flow})`).join(', ');
  const what = `${folder === undefined ? '' : `${folder} with `}${changed.join(', ')}`;
  const done = changed.length > 0 ? `${dryRun ? 'would make' : 'made'} ${what}` : 'everything is there already';
  context.err(`platform repository with ${names}: ${done}\n`);
}

function parseEnvironment(text: string): EnvironmentConfig {
  const [name = '', flow = 'direct'] = text.split(':');
  if (!isBundleName(name) || (flow !== 'direct' && flow !== 'pullRequest') || text.split(':').length > 2) {
    return refuse(
      'TF2502',
      '',
      '--env',
      `${JSON.stringify(text)} is no environment`,
      'write it as production:pullRequest or staging:direct',
    );
  }
  return { name, branch: name, flow };
}
