import { formatPerson, identify, pipelineOf } from '../../git';
import { type CommonOptions, parseName, withActor, withCommon } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

interface Options extends CommonOptions {
  readonly env: string;
  readonly from?: string;
  readonly version?: string;
  readonly actor?: string;
}

/** `twelve why <app> --env E` */
export const addWhy: AddVerb = (program, context, setExitCode) => {
  withActor(withCommon(program.command('why')))
    .description(
      'Say whether a release may go to an environment now, with every reason, and from when on. Nothing is changed.',
    )
    .argument('<app>', 'the application', parseName)
    .requiredOption('--env <name>', 'the environment that would get it')
    .option('--from <name>', 'the release that is live on this environment, or was, with --version')
    .option(
      '--version <version>',
      'this release (default: the one that waits in a slot, else that of the environment before)',
    )
    .action(async (application: string, { env: environment, from, version, ...options }: Options) => {
      const { author } = await identify(context.cwd, context.env, options.actor);
      const asker = { actor: formatPerson(author), at: context.now() };
      const question = { application, environment, from, version };
      const circumstances = { asker, pipeline: pipelineOf(context.env) };
      await reading(context, options, async ({ store }) => {
        const { explain } = await import('../../release/repository/explain');
        const { tellExplanation } = await import('../explanation');
        const explanation = await explain(store, question, circumstances);
        setExitCode(tellExplanation(context, explanation, options.json ?? false));
      });
    });
};
