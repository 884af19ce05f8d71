import { TwelveFactorError } from '../../errors';
import type { PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import { readCodeCommits } from '../../release/code-commits';
import { diffTrees, withWarnings } from '../../diff';
import { describeProposal } from '../../release/proposal';
import { allowMerge, isPushedTo } from '../../release/repository/merge-gate';
import type { Outcome } from '../../release/repository/operate';
import { ownerIn } from '../../release/repository/owner';
import { closeSuperseded } from '../close-superseded';
import type { Context } from '../context';
import { doneBefore } from '../done-before';
import { pushedTo } from '../pushed-to';
import type { WriteSession } from '../session';
import { textsOf } from './tell-diff';

/** Opens or updates the pull request of an outcome, and closes one that it made needless. */
export async function propose(
  context: Context,
  session: WriteSession,
  outcome: Outcome,
  merge: boolean,
): Promise<PullRequest | undefined> {
  const { forge } = session;
  const { proposal, superseded, branch: base, after } = outcome;
  if (superseded !== undefined) {
    const by = `${outcome.verb} ${outcome.version}, a commit on ${base}`;
    await closeSuperseded(forge, superseded, base, by).catch((error: unknown) => {
      throw isChangeless(error) ? doneBefore(error, `${base} has the change, and ${superseded} is still open`) : error;
    });
  }
  if (proposal === undefined || !after) {
    return undefined;
  }
  const { before, said, rulings, code, replaces } = outcome;
  const texts = await textsOf(session, outcome);
  const diff = withWarnings(diffTrees(...texts));
  const commits = await readCodeCommits(context.cwd, code);
  const { title, body } = describeProposal({ before, after, said, diff, rulings, code, commits, replaces });
  const owner = ownerIn(texts[1].values());
  const proposing = forge.propose({
    head: proposal,
    base,
    title,
    body,
    author: after.operation.actor,
    ...(outcome.commit !== undefined && { headCommit: outcome.commit }),
    ...(owner !== undefined && { owner }),
  });
  const { pullRequest } = await proposing.catch((error: unknown) => {
    throw isChangeless(error) ? doneBefore(error, `${proposal} has the change, without a pull request`) : error;
  });
  const { number, state } = pullRequest;
  if (!merge || state !== 'open') {
    return pullRequest;
  }
  try {
    return await mergeNow(context, session, pullRequest, outcome.commit);
  } catch (error) {
    throw doneBefore(error, `pull request #${number} is there, only its merge failed`);
  }
}

/** Merges what was decided, and no other commit. */
async function mergeNow(
  context: Context,
  { store, forge, asker }: WriteSession,
  { number, head }: PullRequest,
  headCommit: string | undefined,
): Promise<PullRequest> {
  if (await isPushedTo(store, head)) {
    context.err(pushedTo(head));
  }
  const gate = () => allowMerge(store, head, { asker, pipeline: pipelineOf(context.env) });
  return forge.merge(number, undefined, { gate, headCommit });
}

/** Whether an error says that nothing has changed. Those of servers know what was pushed before. */
function isChangeless(error: unknown): boolean {
  return error instanceof TwelveFactorError && error.code.startsWith('TF23');
}
