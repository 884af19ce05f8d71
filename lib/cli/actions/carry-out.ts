import { createColors } from 'picocolors';
import { type Problem, TwelveFactorError } from '../../errors';
import type { PullRequest } from '../../forge';
import { pipelineOf } from '../../git';
import { nameOf } from '../../release/policies/ruling';
import { operate, type Outcome } from '../../release/repository/operate';
import type { Plan, Request } from '../../release/repository/request';
import type { Context } from '../context';
import { line } from '../line';
import type { EnvironmentOptions } from '../options';
import type { WriteSession } from '../session';

/** An outcome with the pull request that it waits in. */
interface Told {
  readonly outcome: Outcome;
  readonly pullRequest: PullRequest | undefined;
  /** What breaks the rules while the release waits in a slot. */
  readonly meanwhile: readonly string[];
}

/** Said of a release that is recorded and not put anywhere. */
const NOWHERE = 'no rule takes it to an environment: give --env, or see `autoRelease` in `twelve policy list`';

/** Carries out requests in a platform repository, brings their pull requests up to date, and tells what came of them. */
export async function carryOutIn(
  session: WriteSession,
  context: Context,
  options: EnvironmentOptions,
  requests: readonly Request[] | Plan,
): Promise<void> {
  const { store, asker, identity } = session;
  const drift = options.adopt ? 'adopt' : options.restore ? 'restore' : undefined;
  const dryRun = options.dryRun ?? false;
  const timeout = options.timeout * 1000;
  const pipeline = pipelineOf(context.env);
  const breakGlass = options.breakGlass ?? false;
  const replace = options.replace ?? false;
  const outcomes = await operate(store, requests, {
    asker,
    identity,
    drift,
    dryRun,
    timeout,
    pipeline,
    breakGlass,
    replace,
  });
  const told: Told[] = [];
  const failures: Problem[] = [];
  for (const outcome of outcomes) {
    if (dryRun && outcome.changed) {
      const { tellDiff } = await import('./tell-diff');
      await tellDiff(context, session, outcome);
    }
    let pullRequest: PullRequest | undefined;
    try {
      pullRequest = dryRun ? undefined : await bringPullRequest(context, session, outcome, options.merge ?? false);
    } catch (error) {
      if (!(error instanceof TwelveFactorError)) {
        throw error;
      }
      // The others are pushed too, and want theirs.
      failures.push(...error.problems);
      continue;
    }
    const meanwhile = await toldMeanwhile(session, outcome);
    told.push({ outcome, pullRequest, meanwhile });
    const warnings = meanwhile.map((told) => line`  warning: ${told}\n`).join('');
    context.err(`${sentenceOf(context, outcome, pullRequest, dryRun)}\n${warnings}${warningOf(context, outcome)}`);
  }
  const [failure, ...more] = failures;
  if (failure) {
    throw new TwelveFactorError([failure, ...more]);
  }
  const recorded = 'recordings' in requests ? requests.recordings.map(({ bundle }) => bundle) : [];
  const lonely = recorded.filter(({ application }) => !outcomes.some((one) => one.application === application));
  lonely.forEach(({ application, version }) =>
    context.err(`${application} ${version} ${dryRun ? 'would be' : 'is'} recorded; ${NOWHERE}\n`),
  );
  if (options.json) {
    const releases = recorded.map(({ application, version }) => ({ application, version }));
    const data = { dryRun, ...('recordings' in requests && { recorded: releases }), outcomes: told.map(dataOf) };
    context.out(`${JSON.stringify(data, undefined, 2)}\n`);
  }
}

/** Rules are loaded for what waits in a slot alone. The change is made by now: that it can't be looked at is no reason to fail. */
async function toldMeanwhile({ store }: WriteSession, outcome: Outcome): Promise<string[]> {
  if (!outcome.changed || outcome.after?.slots?.next === undefined) {
    return [];
  }
  const { brokenMeanwhile } = await import('./meanwhile');
  try {
    return await brokenMeanwhile(store, outcome);
  } catch (error) {
    if (!(error instanceof TwelveFactorError)) {
      throw error;
    }
    return [`what breaks the rules while it waits was not looked for: ${error.message}`];
  }
}

/** Brings the pull request of an outcome up to date, where there is one or was one. */
async function bringPullRequest(
  context: Context,
  session: WriteSession,
  outcome: Outcome,
  merge: boolean,
): Promise<PullRequest | undefined> {
  if (outcome.proposal === undefined && outcome.superseded === undefined) {
    return undefined;
  }
  const { propose } = await import('./propose');
  return propose(context, session, outcome, merge);
}

/** What waited already changes the environment when it is merged. */
function isChanged({ outcome, pullRequest }: Pick<Told, 'outcome' | 'pullRequest'>): boolean {
  return outcome.changed || pullRequest?.state === 'merged';
}

function sentenceOf(
  { errColor }: Context,
  outcome: Outcome,
  pullRequest: PullRequest | undefined,
  dryRun: boolean,
): string {
  const { application, environment, said, commit, branch, proposal, replaces } = outcome;
  const changed = isChanged({ outcome, pullRequest });
  const pc = createColors(errColor);
  const mark = changed ? pc.green('✓') : pc.dim('=');
  const isOpen = pullRequest?.state === 'open';
  const prefix = dryRun && changed ? 'would be done: ' : isOpen ? 'once it is merged, ' : '';
  const gone = replaces === undefined ? '' : `\n${line`  replaces what waited: ${replaces}`}`;
  const what = `${mark} ${line`${environment}: ${prefix}${[pc.bold, application]} ${said}`}${gone}`;
  if (pullRequest) {
    const { number, state, url } = pullRequest;
    const how = state === 'merged' ? 'merged' : `waits to be merged: ${url ?? `\`twelve pr merge ${number}\``}`;
    return `${what}\n${line`  pull request #${number} (${proposal ?? ''} → ${branch}) ${how}`}`;
  }
  const where = `commit ${commit?.slice(0, 10)} on ${branch}`;
  return commit === undefined || dryRun ? what : `${what}\n${line`  ${[pc.dim, where]}`}`;
}

/** What was overridden, so that nobody misses it. */
function warningOf({ errColor }: Context, { environment, overridden = [], after }: Outcome): string {
  const pc = createColors(errColor);
  const lines = overridden.map((denial) => line`    ${nameOf(denial)}: ${denial.why}\n`);
  const policies = lines.length === 1 ? 'a policy' : `${lines.length} policies`;
  const head = `! ${environment}: against ${policies}, because: ${after?.operation.reason ?? ''}`;
  return lines.length === 0 ? '' : [line`${[pc.red, head]}\n`, ...lines].join('');
}

/** What a program learns of an outcome. */
function dataOf(told: Told) {
  const { outcome, pullRequest, meanwhile } = told;
  const {
    application,
    environment,
    verb,
    version,
    said,
    branch,
    commit,
    proposal,
    superseded,
    replaces,
    before,
    after,
    overridden,
  } = outcome;
  return {
    application,
    environment,
    verb,
    version,
    changed: isChanged(told),
    said,
    branch,
    commit,
    before: before && { release: before.release, slots: before.slots, pin: before.pin },
    after: after && { release: after.release, slots: after.slots, pin: after.pin, tree: after.tree },
    proposal,
    superseded,
    replaces,
    overridden,
    meanwhile,
    pullRequest: pullRequest && { number: pullRequest.number, state: pullRequest.state, url: pullRequest.url },
  };
}
