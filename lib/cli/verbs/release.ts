import { resolve } from 'node:path';
import { applicationsIn, readBundle } from '../../release/bundle';
import { refuse } from '../../release/refuse';
import { planByRules, releaseTo } from '../../release/repository/auto-release';
import { orderOf, readSource } from '../../release/source';
import type { Context } from '../context';
import { type EnvironmentOptions, parseNames, withEnvironmentWrite } from '../options';
import { carryOut } from '../carry-out';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env?: string;
  readonly dist: string;
  readonly order?: string;
  readonly switch?: true;
  readonly requireClean?: true;
}

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
    .action(async (given: readonly string[] = [], options: Options) => {
      const dist = resolve(context.cwd, options.dist);
      const applications = [...new Set(given.length > 0 ? given : applicationsIn(dist))];
      const bundles = applications.map((application) => readBundle(dist, application));
      const source = await sourceOf(context, options);
      const order = orderOf(options.order, context.env, source);
      const recordings = bundles.map((bundle) => ({ bundle, order, source }));
      const { env: environment, switch: andSwitch } = options;
      const requests =
        environment === undefined
          ? planByRules(recordings, andSwitch)
          : recordings.map((recording) => releaseTo(environment, recording, andSwitch));
      await carryOut(context, options, requests);
    });
};

async function sourceOf(context: Context, { dist, requireClean }: Options) {
  const source = await readSource(context.cwd, dist, context.env);
  if (source.dirty && requireClean) {
    refuse('TF2112', '', 'source', 'it has changes that are in no commit', 'commit them, or leave out --require-clean');
  }
  if (source.dirty) {
    context.err('warning: the source has changes that are in no commit; the release says so (Source-Dirty)\n');
  }
  return source;
}
