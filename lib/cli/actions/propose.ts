import type { PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import { readCodeCommits } from '../../release/code-commits';
import { diffTrees, withWarnings } from '../../release/diff';
import { describeProposal } from '../../release/proposal';
import { allowMerge } from '../../release/repository/merge-gate';
import type { Outcome } from '../../release/repository/operate';
import { ownerIn } from '../../release/repository/owner';
import { closeSuperseded } from '../close-superseded';
import type { Context } from '../context';
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
    await closeSuperseded(forge, superseded, base, `${outcome.verb} ${outcome.version}, a commit on ${base}`);
  }
  if (proposal === undefined || !after) {
    return undefined;
  }
  const { before, said, rulings, code } = outcome;
  const texts = await textsOf(session, outcome);
  const diff = withWarnings(diffTrees(...texts));
  const commits = await readCodeCommits(context.cwd, code);
  const { title, body } = describeProposal({ before, after, said, diff, rulings, code, commits });
  const owner = ownerIn(texts[1].values());
  const { pullRequest } = await forge.propose({
    head: proposal,
    base,
    title,
    body,
    ...(owner !== undefined && { owner }),
  });
  if (!merge || pullRequest.state !== 'open') {
    return pullRequest;
  }
  const circumstances = { asker: session.asker, pipeline: pipelineOf(context.env) };
  return forge.merge(pullRequest.number, undefined, () => allowMerge(session.store, proposal, circumstances));
}
