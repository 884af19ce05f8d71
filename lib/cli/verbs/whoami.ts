import type { WhoamiOptions } from '../actions/whoami';
import { withActor } from '../options';
import type { AddVerb } from './verb';

/** `twelve whoami` */
export const addWhoami: AddVerb = (program, context) => {
  withActor(program.command('whoami'))
    .description(
      'Show who acts, in which pipeline, from which source and with which order: what a release here would record.',
    )
    .option('--order <number>', 'which of two releases is newer')
    .option('--dist <folder>', 'where the bundles are', 'dist')
    .option('--json', 'answer as JSON')
    .action(async (options: WhoamiOptions, command: { getOptionValueSource(name: string): string }) => {
      const isActorFromVariable = command.getOptionValueSource('actor') === 'env';
      const { tellWhoActs } = await import('../actions/whoami');
      await tellWhoActs(context, options, isActorFromVariable);
    });
};
