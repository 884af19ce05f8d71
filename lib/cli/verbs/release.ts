import type { ReleaseOptions } from '../actions/release';
import { carryOut } from '../carry-out';
import { parseNames, withEnvironmentWrite } from '../options';
import type { AddVerb } from './verb';

/** `twelve release [app…]` */
export const addRelease: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('release'))
    .description('Record bundles as releases, once, and put them on an environment, or wherever `autoRelease` says.')
    .argument('[app...]', 'applications (default: every one in dist)', parseNames)
    .option('--env <name>', 'the environment (default: those that `autoRelease` of twelve.yaml names for the branch)')
    .option('--dist <folder>', 'where the bundles are', 'dist')
    .option(
      '--order <number>',
      "which of two releases is newer (default: the pipeline's number, else the time of the source's commit)",
    )
    .option('--switch', 'of blue/green, make it live at once')
    .option('--require-clean', 'end if the source has changes that are in no commit')
    .action(async (given: readonly string[] = [], options: ReleaseOptions) => {
      const { planReleases } = await import('../actions/release');
      await carryOut(context, options, await planReleases(context, given, options));
    });
};
