import type { StatusOptions } from '../actions/status';
import { parseName, withCommon } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

/** `twelve status [app]` */
export const addStatus: AddVerb = (program, context) => {
  withCommon(program.command('status'))
    .description('Show what runs where: version, slot, age, what is pinned, what drifted, what waits.')
    .argument('[app]', 'the application (default: all)', parseName)
    .option('--html <file>', 'write a page for a browser')
    .action(async (application: string | undefined, options: StatusOptions) => {
      await reading(context, options, async (session) => {
        const { tellStatus } = await import('../actions/status');
        await tellStatus(session, context, application, options);
      });
    });
};
