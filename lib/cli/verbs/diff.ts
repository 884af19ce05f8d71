import type { DiffOptions } from '../actions/diff';
import { parseName, parseWhole, withCommon } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

/** `twelve diff <app>` */
export const addDiff: AddVerb = (program, context) => {
  withCommon(program.command('diff'))
    .description('Show what differs between two environments, or what a release would change in one, object by object.')
    .argument('<app>', 'the application', parseName)
    .option('--from <name>', 'the environment to compare from')
    .option('--to <name>', 'the environment to compare to')
    .option('--env <name>', 'the environment that a release would change')
    .option('--version <version>', 'that release')
    .option('--markdown', 'answer as markdown, for a pull request')
    .option('--limit <characters>', 'how long the markdown may be (default: 60000)', parseWhole)
    .action(async (application: string, options: DiffOptions) => {
      await reading(context, options, async (session) => {
        const { tellDifference } = await import('../actions/diff');
        await tellDifference(session, context, application, options);
      });
    });
};
