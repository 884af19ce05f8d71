import { Option } from 'commander';
import type { ListOptions, MergeOptions } from '../actions/pull-requests';
import { type CommonOptions, parseWhole, withCommon, withWrite, type WriteOptions } from '../options';
import { reading, writing } from '../session';
import type { AddVerb } from './verb';

/** `twelve pr list|show|merge|close` */
export const addPullRequest: AddVerb = (program, context) => {
  const command = program.command('pr').description('The pull requests that wait in the platform repository.');

  withCommon(command.command('list'))
    .description('List those that are open.')
    .option('--all', 'list merged and closed ones too')
    .action(async (options: ListOptions) => {
      await reading(context, options, async (session) => {
        const { listPullRequests } = await import('../actions/pull-requests');
        await listPullRequests(session, context, options);
      });
    });

  withCommon(command.command('show'))
    .description('Show one, as markdown.')
    .argument('<number>', 'its number', parseWhole)
    .action(async (number: number, options: CommonOptions) => {
      await reading(context, options, async (session) => {
        const { showPullRequest } = await import('../actions/pull-requests');
        await showPullRequest(session, context, options, number);
      });
    });

  withWrite(command.command('merge'))
    .description('Merge one.')
    .argument('<number>', 'its number', parseWhole)
    .addOption(
      new Option('--method <method>', 'how (default: what twelve.yaml says, else merge)').choices([
        'merge',
        'squash',
        'rebase',
      ]),
    )
    .action(async (number: number, options: MergeOptions) => {
      await writing(context, options, async (session) => {
        const { mergePullRequest } = await import('../actions/pull-requests');
        await mergePullRequest(session, context, options, number);
      });
    });

  withWrite(command.command('close'))
    .description('Close one without merging it.')
    .argument('<number>', 'its number', parseWhole)
    .action(async (number: number, options: WriteOptions) => {
      await writing(context, options, async (session) => {
        const { closePullRequest } = await import('../actions/pull-requests');
        await closePullRequest(session, context, options, number);
      });
    });
};
