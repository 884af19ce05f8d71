import { Argument } from 'commander';
import { refuse } from '../../errors';
import { isBundleName } from '../../release/bundle/names';
import type { EnvironmentConfig } from '../../release/platform-config';
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
      const { createRepository, initPlatform } = await import('../../release/repository/init');
      if (!options.dryRun) {
        await createRepository(locationOf(context, options));
      }
      await writing(context, options, async ({ store, asker, identity }) => {
        const { config, changed } = await initPlatform(store, {
          environments,
          asker,
          identity,
          dryRun: options.dryRun ?? false,
        });
        if (options.json) {
          context.out(
            `${JSON.stringify({ environments: config.environments, changed, dryRun: options.dryRun ?? false }, undefined, 2)}\n`,
          );
        }
        const names = config.environments.map(({ name, flow }) => `${name} (${flow})`).join(', ');
        const what =
          changed.length > 0
            ? `${options.dryRun ? 'would make' : 'made'} ${changed.join(', ')}`
            : 'everything is there already';
        context.err(`platform repository with ${names}: ${what}\n`);
      });
    });
};

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
