import { refuse } from '../../errors';
import { formatDiff, markdownOf, summaryOf, warningLines } from '../../diff';
import { compareEnvironments, compareVersion } from '../../release/repository/compare';
import type { Context } from '../context';
import type { CommonOptions } from '../options';
import type { Session } from '../session';

/** What `twelve diff` can be told. */
export interface DiffOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly env?: string;
  readonly version?: string;
  readonly markdown?: true;
  readonly limit?: number;
}

/** Tells what differs: as text, as markdown or as JSON. */
export async function tellDifference(
  { store }: Session,
  context: Context,
  application: string,
  options: DiffOptions,
): Promise<void> {
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
  diff.drifted.forEach((environment) =>
    context.err(`warning: ${environment} was edited by hand, which is compared as it is; see \`twelve verify\`\n`),
  );
  if (options.json) {
    context.out(`${JSON.stringify(diff, undefined, 2)}\n`);
  } else if (options.markdown) {
    context.out(markdownOf(diff, limit === undefined ? {} : { limit }));
  } else {
    const text = formatDiff(diff);
    context.out(text === '' ? '' : `${text}\n`);
    context.err(`${[summaryOf(diff), ...warningLines(diff)].join('\n')}\n`);
  }
}
