import { refuse } from '../../errors';
import { checkProposal, requireHead } from '../check';
import type { MergeMethod, ProposeProps, Proposed, PullRequest } from '../forge';
import { find, type HostedDesk } from './desk';
import { failureIn, type HttpFailure } from './failure';

/** @see Forge.propose */
export async function propose(desk: HostedDesk, props: ProposeProps): Promise<Proposed> {
  checkProposal(props);
  requireHead(props, (await desk.branches.tips([props.head])).get(props.head));
  const { pullRequest: first, isNew } = await findOrOpen(desk, props);
  const changes = isNew ? [] : await rewrite(desk, first, props);
  const more = [...changes, ...(await complete(desk, first, props))];
  const number = first.number;
  const pullRequest = more.length > 0 || isNew ? await find(desk, number) : first;
  return { pullRequest, action: isNew ? 'opened' : more.length > 0 ? 'updated' : 'unchanged' };
}

/** Finds the open one, or opens it. What failed and may have been done is looked for before it is done again. */
async function findOrOpen(
  desk: HostedDesk,
  props: ProposeProps,
): Promise<{ pullRequest: PullRequest; isNew: boolean }> {
  const { host, branches, patience } = desk;
  const { head, base, title, body, draft = false } = props;
  let isNew = false;
  for (let attempt = 0; ; attempt++) {
    const [open] = await host.list({ state: 'open', head, base });
    if (open) {
      return { pullRequest: await find(desk, open.number), isNew };
    }
    if (attempt === 0) {
      await branches.requireChange(props);
    }
    try {
      const number = await host.open({ head, base, title, body, draft });
      return { pullRequest: await find(desk, number), isNew: true };
    } catch (error) {
      const failure = failureIn(error);
      const isWorthIt = failure && (await isWorthALook(desk, failure, attempt, props));
      if (!isWorthIt || !(await patience.pause(attempt))) {
        throw error;
      }
      isNew ||= failure.mayBeDone;
    }
  }
}

/** How often a refusal is looked at again: the server may not have seen yet what was pushed a moment ago. */
const REFUSALS = 3;

async function isWorthALook(
  { branches }: HostedDesk,
  failure: HttpFailure,
  attempt: number,
  props: ProposeProps,
): Promise<boolean> {
  if (failure.mayBeDone) {
    return true;
  }
  if (failure.kind !== 'refused' || ![400, 404, 409, 422].includes(failure.status)) {
    return false;
  }
  // Another one may have opened it or deleted a branch meanwhile.
  await branches.requireChange(props);
  return failure.status !== 404 && attempt < REFUSALS;
}

/** Brings title and body up to date, and answers what was changed. */
async function rewrite({ host }: HostedDesk, open: PullRequest, { title, body }: ProposeProps): Promise<string[]> {
  const text = {
    ...(open.title !== title && { title }),
    ...(normal(open.body) !== normal(body) && { body }),
  };
  if (Object.keys(text).length > 0) {
    await host.rewrite(open, text);
  }
  return Object.keys(text);
}

/** Adds what is missing, and answers what was. What people added stays. */
async function complete(desk: HostedDesk, open: PullRequest, props: ProposeProps): Promise<string[]> {
  const { host } = desk;
  const { labels = [], reviewers = [], autoMerge } = props;
  const done: string[] = [];
  const newLabels = missing(labels, open.labels);
  if (newLabels.length > 0) {
    await host.label(open, newLabels);
    done.push('labels');
  }
  // Nobody reviews what they wrote.
  const newReviewers = missing(reviewers, [...(open.reviewers ?? []), open.author]);
  if (newReviewers.length > 0 && (await host.request(open, newReviewers))) {
    done.push('reviewers');
  }
  if (autoMerge !== undefined && open.autoMerge === undefined && !open.draft) {
    done.push(...(await mergeWhenReady(desk, open, autoMerge)));
  }
  return done;
}

async function mergeWhenReady(desk: HostedDesk, open: PullRequest, method: MergeMethod): Promise<string[]> {
  const { host, branches } = desk;
  const { number, head, base, headCommit = '' } = open;
  const words = method === 'squash' ? await branches.wordsOf(head, base) : undefined;
  const merged = await host.merge(open, { method, headCommit, whenReady: true, words });
  if (merged === 'forbidden') {
    const remedy = 'allow auto-merge in its settings, or take autoMerge out of twelve.yaml';
    refuse('TF2430', `#${number}`, 'autoMerge', `${host.names.forge} does not merge by itself here`, remedy);
  }
  return merged === 'waited' ? [] : ['autoMerge'];
}

function missing(wanted: readonly string[], there: readonly string[] = []): string[] {
  const known = new Set(there.map((name) => name.toLowerCase()));
  return [...new Set(wanted)].filter((name) => !known.has(name.toLowerCase()));
}

/** Forges keep line ends and the end of a text in their own way. */
function normal(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
