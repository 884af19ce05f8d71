import { createColors } from 'picocolors';
import type { PullRequest } from '../forge';
import { diffTrees, formatDiff, summaryOf } from '../release/diff';
import { describeProposal } from '../release/proposal';
import { changedTexts } from '../release/repository/materialize';
import { operate, type Outcome } from '../release/repository/operate';
import type { Request } from '../release/repository/request';
import type { Context } from './context';
import type { EnvironmentOptions } from './options';
import { closeSuperseded } from './close-superseded';
import { ownerIn } from './owner';
import { writing, type WriteSession } from './session';

/** An outcome with the pull request that it waits in. */
interface Told {
  readonly outcome: Outcome;
  readonly pullRequest: PullRequest | undefined;
}

/** Carries out requests, brings their pull requests up to date, and tells what came of them. */
export async function carryOut(
  context: Context,
  options: EnvironmentOptions,
  requests: readonly Request[],
): Promise<void> {
  await writing(context, options, async (session) => {
    const { store, asker, identity } = session;
    const drift = options.adopt ? 'adopt' : options.restore ? 'restore' : undefined;
    const dryRun = options.dryRun ?? false;
    const timeout = options.timeout * 1000;
    const outcomes = await operate(store, requests, { asker, identity, drift, dryRun, timeout });
    const told: Told[] = [];
    for (const outcome of outcomes) {
      if (dryRun) {
        await tellDiff(context, session, outcome);
      }
      const pullRequest = dryRun ? undefined : await bringPullRequest(session, outcome, options.merge ?? false);
      told.push({ outcome, pullRequest });
      context.err(`${sentenceOf(context, outcome, pullRequest, dryRun)}\n`);
    }
    if (options.json) {
      context.out(`${JSON.stringify({ dryRun, outcomes: told.map(dataOf) }, undefined, 2)}\n`);
    }
  });
}

/** Opens or updates the pull request of an outcome, and closes one that it made needless. */
async function bringPullRequest(
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
  const { title, body } = describeProposal(outcome.before, after, await diffOf(session, outcome));
  const [, texts] = await changedTexts(session.store, outcome.before?.tree, after.tree);
  const owner = ownerIn(texts.values());
  const { pullRequest } = await forge.propose({
    head: proposal,
    base,
    title,
    body,
    ...(owner !== undefined && { owner }),
  });
  return merge && pullRequest.state === 'open' ? forge.merge(pullRequest.number) : pullRequest;
}

async function diffOf({ store }: WriteSession, { before, after }: Outcome) {
  return diffTrees(...(await changedTexts(store, before?.tree, after?.tree)));
}

async function tellDiff(context: Context, session: WriteSession, outcome: Outcome): Promise<void> {
  if (outcome.changed) {
    const diff = await diffOf(session, outcome);
    context.err(`${outcome.application} in ${outcome.environment}: ${summaryOf(diff)}\n${formatDiff(diff)}\n`);
  }
}

function sentenceOf(
  { errColor }: Context,
  outcome: Outcome,
  pullRequest: PullRequest | undefined,
  dryRun: boolean,
): string {
  const { application, environment, changed, said, commit, branch, proposal } = outcome;
  const pc = createColors(errColor);
  const mark = changed ? pc.green('✓') : pc.dim('=');
  const isOpen = pullRequest?.state === 'open';
  const prefix = dryRun && changed ? 'would be done: ' : isOpen ? 'once it is merged, ' : '';
  const what = `${mark} ${environment}: ${prefix}${pc.bold(application)} ${said}`;
  if (pullRequest) {
    const { number, state, url } = pullRequest;
    const how = state === 'merged' ? 'merged' : `waits to be merged: ${url ?? `\`twelve pr merge ${number}\``}`;
    return `${what}\n  pull request #${number} (${proposal} → ${branch}) ${how}`;
  }
  return commit === undefined || dryRun ? what : `${what}\n  ${pc.dim(`commit ${commit.slice(0, 10)} on ${branch}`)}`;
}

/** What a program learns of an outcome. */
function dataOf({ outcome, pullRequest }: Told) {
  const {
    application,
    environment,
    verb,
    version,
    changed,
    said,
    branch,
    commit,
    proposal,
    superseded,
    before,
    after,
  } = outcome;
  return {
    application,
    environment,
    verb,
    version,
    changed,
    said,
    branch,
    commit,
    before: before && { release: before.release, slots: before.slots, pin: before.pin },
    after: after && { release: after.release, slots: after.slots, pin: after.pin, tree: after.tree },
    proposal,
    superseded,
    pullRequest: pullRequest && { number: pullRequest.number, state: pullRequest.state, url: pullRequest.url },
  };
}
