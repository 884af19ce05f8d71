import { Option } from 'commander';
import type { MergeMethod, PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import { printable } from '../../release/diff';
import { allowMerge } from '../../release/repository/merge-gate';
import type { Context } from '../context';
import { type CommonOptions, parseWhole, withCommon, withWrite, type WriteOptions } from '../options';
import { reading, writing } from '../session';
import { tableOf } from '../table';
import { timeOf } from '../../release/time';
import type { AddVerb } from './verb';

/** `twelve pr list|show|merge|close` */
export const addPullRequest: AddVerb = (program, context) => {
  const command = program.command('pr').description('The pull requests that wait in the platform repository.');

  withCommon(command.command('list'))
    .description('List those that are open.')
    .option('--all', 'list merged and closed ones too')
    .action(async (options: CommonOptions & { all?: true }) => {
      await reading(context, options, async ({ forge }) => {
        const list = await forge.list({ state: options.all ? 'all' : 'open' });
        if (options.json) {
          context.out(`${JSON.stringify({ pullRequests: list }, undefined, 2)}\n`);
          return;
        }
        const rows = list.map(({ number, state, title, author, createdAt }) => [
          `#${number}`,
          state,
          printable(title),
          printable(author.replace(/ <.*>$/, '')),
          timeOf(createdAt),
        ]);
        context.out(rows.length > 0 ? tableOf(['number', 'state', 'title', 'by', 'since'], rows, context.color) : '');
        context.err(rows.length > 0 ? '' : 'no pull request is open\n');
      });
    });

  withCommon(command.command('show'))
    .description('Show one, as markdown.')
    .argument('<number>', 'its number', parseWhole)
    .action(async (number: number, options: CommonOptions) => {
      await reading(context, options, async ({ forge }) => tell(context, options, await forge.get(number), true));
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
    .action(async (number: number, options: WriteOptions & { method?: MergeMethod }) => {
      await writing(context, options, async ({ forge, store, asker }) => {
        const { head, state } = await forge.get(number);
        if (state === 'open') {
          await allowMerge(store, head, { asker, pipeline: pipelineOf(context.env) });
        }
        tell(
          context,
          options,
          options.dryRun ? await forge.get(number) : await forge.merge(number, options.method),
          false,
        );
      });
    });

  withWrite(command.command('close'))
    .description('Close one without merging it.')
    .argument('<number>', 'its number', parseWhole)
    .action(async (number: number, options: WriteOptions) => {
      await writing(context, options, async ({ forge }) => {
        tell(
          context,
          options,
          options.dryRun ? await forge.get(number) : await forge.close(number, options.reason),
          false,
        );
      });
    });
};

function tell(context: Context, options: CommonOptions, pullRequest: PullRequest, withBody: boolean): void {
  const { number, state, title, head, base, body, mergedBy, closedReason } = pullRequest;
  if (options.json) {
    context.out(`${JSON.stringify(pullRequest, undefined, 2)}\n`);
  } else if (withBody) {
    // Anybody may have written it, and a terminal obeys.
    const lines = [`# ${title}`, '', ...body.trimEnd().replaceAll('\t', '    ').split(/\r?\n/)];
    context.out(lines.map((line) => `${printable(line)}\n`).join(''));
  }
  const detail =
    state === 'merged' ? mergedBy && ` by ${mergedBy}` : closedReason && `: ${closedReason.split('\n')[0]}`;
  context.err(`${printable(`pull request #${number} (${head} → ${base}) is ${state}${detail ?? ''}`)}\n`);
}
