import { refuse } from '../../errors';
import { checkMethod, requireHead } from '../check';
import type { MergeMethod, MergeProps, PullRequest } from '../forge';
import { find, type HostedDesk, requireNotClosed, tidy } from './desk';
import { failureIn, type HttpFailure } from './failure';

/** How often a refusal is tried again that may be over in a moment: the base moved, or the server computes. */
const REFUSALS = 6;

/** How servers say that the settings rule a method out. */
const METHOD =
  /(?:merges?|merge commits|merge style|squash\w*|rebase\w*) (?:is|are) not allowed|not allowed an allowed merge style/i;

/** @see Forge.merge */
export async function merge(
  desk: HostedDesk,
  number: number,
  method: MergeMethod,
  { gate, headCommit, dryRun = false }: MergeProps = {},
): Promise<PullRequest> {
  checkMethod(`#${number}`, method);
  const first = await find(desk, number);
  const { host, patience, branches } = desk;
  if (headCommit !== undefined && first.state === 'open') {
    requireHead({ head: first.head, headCommit }, (await branches.tips([first.head])).get(first.head));
  }
  let open = first;
  for (let attempt = 0; ; attempt++) {
    open = await untilKnown(desk, open);
    // Somebody else may have merged it meanwhile, or we did and didn't hear of it.
    if (open.state === 'merged') {
      break;
    }
    requireNotClosed(open);
    checkHead(first, open);
    await requireMergeable(desk, open);
    await gate?.();
    if (dryRun) {
      return open;
    }
    try {
      await host.merge(open, await mergingOf(desk, open, method));
    } catch (error) {
      const failure = failureIn(error);
      if (!failure || !(failure.mayBeDone || isAboutState(failure))) {
        throw error;
      }
      const after = await find(desk, number);
      const isWorthIt = after.state !== 'merged' && (failure.mayBeDone || attempt < REFUSALS);
      if (after.state === 'open' && !(isWorthIt && (await patience.pause(attempt)))) {
        await requireMergeable(desk, after);
        refuseAsSaid(failure, after, method);
      }
    }
    open = await find(desk, number);
  }
  await tidyQuietly(desk, open);
  return first.state === 'merged' ? first : { ...open, method };
}

/** How it is merged now: a squash keeps what the one commit says. */
async function mergingOf({ branches }: HostedDesk, { head, base, headCommit = '' }: PullRequest, method: MergeMethod) {
  const words = method === 'squash' && !head.includes(':') ? await branches.wordsOf(head, base) : undefined;
  return { method, headCommit, whenReady: false, words };
}

/** Whether a refusal is about what state the pull request is in, and not about who asks. Gitea doesn't find one that is closed. */
function isAboutState({ kind, status }: HttpFailure): boolean {
  return kind === 'refused' && [400, 404, 405, 406, 409, 422].includes(status);
}

/** Looks until the server knows whether it can be merged; in the end what it knew last. */
async function untilKnown(desk: HostedDesk, pullRequest: PullRequest): Promise<PullRequest> {
  let seen = pullRequest;
  for (let attempt = 0; seen.state === 'open' && seen.mergeState === 'checking' && attempt < REFUSALS; attempt++) {
    if (!(await desk.patience.pause(attempt))) {
      break;
    }
    seen = await find(desk, seen.number);
  }
  return seen;
}

/** Ends where the head is another one than was looked at first: nobody has seen what is there now. */
function checkHead(first: PullRequest, { number, headCommit }: PullRequest): void {
  if (first.headCommit !== headCommit) {
    refuse('TF2410', `#${number}`, 'branch', 'somebody pushed to it just now', 'look at it again first');
  }
}

/** @throws TwelveFactorError TF2403 to TF2406, TF2427 */
async function requireMergeable({ branches, host }: HostedDesk, pullRequest: PullRequest): Promise<void> {
  const { number, head, base, mergeState, url } = pullRequest;
  const place = `#${number}`;
  let conflicts: readonly string[] = [];
  if (!head.includes(':')) {
    await branches.require(pullRequest, place);
    const compared = await branches.compare(head, base);
    if (compared.isEmpty) {
      refuse('TF2405', place, 'merge', `${base} has all that ${head} changes`, 'close it');
    }
    conflicts = compared.conflicts;
  }
  // Gitea says of one that conflicts no more than that it can't be merged.
  if (mergeState === 'conflicting' || (mergeState === 'checking' && conflicts.length > 0)) {
    const files = conflicts.length > 0 ? conflicts.slice(0, 5).join(', ') : 'the same files';
    const remedy = 'run the release again, which rebuilds the pull request on the base as it is';
    refuse('TF2406', place, 'merge', `${head} and ${base} both changed ${files}`, remedy);
  }
  if (mergeState === 'draft') {
    const remedy = `mark it as ready${url === undefined ? '' : ` at ${url}`}, then merge again`;
    refuse('TF2427', place, 'merge', `${host.names.forge} says that it is a draft`, remedy);
  }
}

/** Tells a refusal that lasts, in the server's words. */
function refuseAsSaid(failure: HttpFailure, { number, mergeState, url }: PullRequest, method: MergeMethod): never {
  const { status, words } = failure;
  const said = `${status} ${words}`.trim();
  if (!isAboutState(failure)) {
    throw failure;
  }
  if (METHOD.test(words)) {
    refuse('TF2408', `#${number}`, method, `the forge does not take it (${said})`, 'take another method');
  }
  const why = mergeState === 'behind' ? 'its base has moved, and the forge wants all of it in the branch' : 'not yet';
  const remedy =
    mergeState === 'behind'
      ? 'run the release again, which rebuilds it on the base as it is'
      : `see what is missing${url === undefined ? '' : ` at ${url}`}, then merge again`;
  return refuse('TF2427', `#${number}`, 'merge', `${why} (${said})`, remedy);
}

/** What was merged is merged: a branch that could not be deleted is no reason to call it failed, and harms nobody. */
async function tidyQuietly(desk: HostedDesk, merged: PullRequest): Promise<void> {
  try {
    await tidy(desk, merged);
  } catch {
    // The next release of the pair makes the branch anew.
  }
}
