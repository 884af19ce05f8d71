import { line } from '../line';
import { parseNames, parseWhole, withWrite, type WriteOptions } from '../options';
import { writing } from '../session';
import type { AddVerb } from './verb';

interface Options extends WriteOptions {
  readonly keep?: number;
}

/** `twelve prune [app…]` */
export const addPrune: AddVerb = (program, context) => {
  withWrite(program.command('prune'))
    .description(
      'Take old releases off their branches; never one that is live, in a slot, pinned, waiting or to go back to.',
    )
    .argument('[app...]', 'applications (default: all)', parseNames)
    .option(
      '--keep <number>',
      'how many of the newest to keep beside those (default: `keep` of twelve.yaml)',
      parseWhole,
    )
    .action(async (given: readonly string[] = [], options: Options) => {
      await writing(context, options, async ({ store }) => {
        const { prune } = await import('../../release/repository/prune');
        const applications = given.length > 0 ? given : undefined;
        const pruned = await prune(store, applications, options.keep, options.dryRun ?? false);
        if (pruned.length === 0) {
          context.err('no release is recorded\n');
        }
        for (const { application, removed, kept } of pruned) {
          const what =
            removed.length > 0
              ? `${options.dryRun ? 'would remove' : 'removed'} ${removed.join(', ')}`
              : 'nothing to remove';
          context.err(line`${application}: ${what}; ${kept.length} kept\n`);
        }
        if (options.json) {
          context.out(`${JSON.stringify({ dryRun: options.dryRun ?? false, pruned }, undefined, 2)}\n`);
        }
      });
    });
};
