import type { MergeMethod, PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import { timeOf } from '../../release/time';
import type { Context } from '../context';
import { line } from '../line';
import type { CommonOptions, WriteOptions } from '../options';
import type { Session, WriteSession } from '../session';

/** What `twelve pr list` can be told. */
export interface ListOptions extends CommonOptions {
  readonly all?: true;
}

/** What `twelve pr merge` can be told. */
export interface MergeOptions extends WriteOptions {
  readonly method?: MergeMethod;
}

/** Lists those that are open, or all. */
export async function listPullRequests({ forge }: Session, context: Context, options: ListOptions): Promise<void> {
  const list = await forge.list({ state: options.all ? 'all' : 'open' });
  if (options.json) {
    context.out(`${JSON.stringify({ pullRequests: list }, undefined, 2)}\n`);
    return;
  }
  if (list.length === 0) {
    context.err('no pull request is open\n');
    return;
  }
  const { tableOf } = await import('../table');
  const rows = list.map(({ number, state, title, author, createdAt }) => [
    `#${number}`,
    state,
    title,
    author.replace(/ <.*>$/, ''),
    timeOf(createdAt),
  ]);
  context.out(tableOf(['number', 'state', 'title', 'by', 'since'], rows, context.color));
}

/** Shows one, as markdown. */
export async function showPullRequest(
  { forge }: Session,
  context: Context,
  options: CommonOptions,
  number: number,
): Promise<void> {
  tell(context, options, await forge.get(number), true);
}

/** Merges one that the policies allow. */
export async function mergePullRequest(
  { forge, store, asker }: WriteSession,
  context: Context,
  options: MergeOptions,
  number: number,
): Promise<void> {
  const { allowMerge } = await import('../../release/repository/merge-gate');
  const pullRequest = await forge.get(number);
  const gate = () => allowMerge(store, pullRequest.head, { asker, pipeline: pipelineOf(context.env) });
  if (options.dryRun && pullRequest.state === 'open') {
    await gate();
  }
  const merged = options.dryRun ? pullRequest : await forge.merge(number, options.method, gate);
  tell(context, options, merged, false);
}

/** Closes one without merging it. */
export async function closePullRequest(
  { forge }: WriteSession,
  context: Context,
  options: WriteOptions,
  number: number,
): Promise<void> {
  const closed = options.dryRun ? await forge.get(number) : await forge.close(number, options.reason);
  tell(context, options, closed, false);
}

function tell(context: Context, options: CommonOptions, pullRequest: PullRequest, withBody: boolean): void {
  const { number, state, title, head, base, body, mergedBy, closedReason } = pullRequest;
  if (options.json) {
    context.out(`${JSON.stringify(pullRequest, undefined, 2)}\n`);
  } else if (withBody) {
    // Anybody may have written it, and a terminal obeys.
    const lines = [`# ${title}`, '', ...body.trimEnd().replaceAll('\t', '    ').split(/\r?\n/)];
    context.out(lines.map((one) => line`${one}\n`).join(''));
  }
  const detail =
    state === 'merged' ? mergedBy && ` by ${mergedBy}` : closedReason && `: ${closedReason.split('\n')[0]}`;
  context.err(line`pull request #${number} (${head} → ${base}) is ${state}${detail ?? ''}\n`);
}
