import type { MergeMethod, PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import type { Store } from '../../release/repository/store';
import { timeOf } from '../../release/time';
import type { Context } from '../context';
import { line } from '../line';
import type { CommonOptions, WriteOptions } from '../options';
import { pushedTo } from '../pushed-to';
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
  { forge, store }: Session,
  context: Context,
  options: CommonOptions,
  number: number,
): Promise<void> {
  const pullRequest = await forge.get(number);
  tell(context, options, pullRequest, 'show');
  await warnOfPush(context, store, pullRequest);
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
  await warnOfPush(context, store, pullRequest);
  const dryRun = options.dryRun ?? false;
  const merged = await forge.merge(number, options.method, { gate, dryRun });
  tell(context, options, merged, dryRun && merged.state === 'open' ? 'would be merged' : 'done');
}

/** Closes one without merging it. */
export async function closePullRequest(
  { forge }: WriteSession,
  context: Context,
  options: WriteOptions,
  number: number,
): Promise<void> {
  const dryRun = options.dryRun ?? false;
  const closed = await forge.close(number, options.reason, dryRun);
  tell(context, options, closed, dryRun && closed.state === 'open' ? 'would be closed' : 'done');
}

/** Tells where somebody else pushed to what is open: whoever merges it shall know. */
async function warnOfPush(context: Context, store: Store, { state, head }: PullRequest): Promise<void> {
  const { isPushedTo } = await import('../../release/repository/merge-gate');
  if (state === 'open' && (await isPushedTo(store, head))) {
    context.err(pushedTo(head));
  }
}

function tell(
  context: Context,
  options: CommonOptions,
  pullRequest: PullRequest,
  what: 'show' | 'done' | 'would be merged' | 'would be closed',
): void {
  const { number, state, title, head, base, body, mergedBy, closedReason } = pullRequest;
  if (options.json) {
    context.out(`${JSON.stringify(pullRequest, undefined, 2)}\n`);
  } else if (what === 'show') {
    // Anybody may have written it, and a terminal obeys.
    const lines = [`# ${title}`, '', ...body.trimEnd().replaceAll('\t', '    ').split(/\r?\n/)];
    context.out(lines.map((one) => line`${one}\n`).join(''));
  }
  const detail =
    state === 'merged' ? mergedBy && ` by ${mergedBy}` : closedReason && `: ${closedReason.split('\n')[0]}`;
  const is = what === 'show' || what === 'done' ? `is ${state}${detail ?? ''}` : what;
  const lines = [`pull request #${number} (${head} → ${base}) ${is}`, ...(what === 'show' ? [] : [`  ${title}`])];
  context.err(lines.map((one) => line`${one}\n`).join(''));
}
