import { resolve } from 'node:path';
import { applicationsIn, readBundle } from '../../release/bundle';
import { refuse } from '../../release/refuse';
import { orderOf, readSource } from '../../release/source';
import type { Context } from '../context';
import { type EnvironmentOptions, parseNames, withEnvironmentWrite } from '../options';
import { carryOut } from '../carry-out';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env: string;
  readonly dist: string;
  readonly order?: string;
  readonly switch?: true;
  readonly requireClean?: true;
}

/** `twelve release [app…] --env E` */
export const addRelease: AddVerb = (program, context) => {
  withEnvironmentWrite(program.command('release'))
    .description('Record bundles as releases, once, and put them on an environment.')
    .argument('[app...]', 'applications (default: every one in dist)', parseNames)
    .requiredOption('--env <name>', 'the environment')
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
      await carryOut(
        context,
        options,
        bundles.map((bundle) => ({
          verb: 'release',
          application: bundle.application,
          environment: options.env,
          recording: { bundle, order, source },
          switch: options.switch,
        })),
      );
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
