import { formatDiff, markdownOf, summaryOf } from '../../release/diff';
import { refuse } from '../../release/refuse';
import { compareEnvironments, compareVersion } from '../../release/repository/compare';
import { type CommonOptions, parseName, parseWhole, withCommon } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

interface Options extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly env?: string;
  readonly version?: string;
  readonly markdown?: true;
  readonly limit?: number;
}

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
    .action(async (application: string, options: Options) => {
      await reading(context, options, async ({ store }) => {
        const { from, to, env, version, limit } = options;
        const isPair = from !== undefined && to !== undefined && env === undefined && version === undefined;
        const isRelease = env !== undefined && version !== undefined && from === undefined && to === undefined;
        if (!isPair && !isRelease) {
          return refuse(
            'TF2503',
            '',
            'diff',
            'it is not said what to compare',
            'give --from and --to, or --env and --version',
          );
        }
        const diff = isPair
          ? await compareEnvironments(store, application, from, to)
          : await compareVersion(store, application, env as string, version as string);
        if (options.json) {
          context.out(`${JSON.stringify(diff, undefined, 2)}\n`);
        } else if (options.markdown) {
          context.out(markdownOf(diff, limit === undefined ? {} : { limit }));
        } else {
          const text = formatDiff(diff);
          context.out(text === '' ? '' : `${text}\n`);
          context.err(`${summaryOf(diff)}\n`);
        }
      });
    });
};
