import type { HistoryOptions } from '../actions/history';
import { parseName, parseWhole, withCommon } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

/** `twelve history <app>` */
export const addHistory: AddVerb = (program, context) => {
  withCommon(program.command('history'))
    .description('Show who did what to an application, when and why.')
    .argument('<app>', 'the application', parseName)
    .option('--env <name>', 'the environment (default: all)')
    .option('--limit <number>', 'how many of the newest to show', parseWhole, 20)
    .action(async (application: string, options: HistoryOptions) => {
      await reading(context, options, async (session) => {
        const { tellHistory } = await import('../actions/history');
        await tellHistory(session, context, application, options);
      });
    });
};
