import { backOff } from 'exponential-backoff';
import { TwelveFactorError } from '../../errors';
import { refuse } from '../refuse';
import type { State } from '../state';
import { writeCommits } from './commits';
import type { Decision } from './decide';
import { type Plan, plan, type PlanOptions } from './plan';
import { proposalRef, shortName } from './refs';
import type { Request } from './request';
import type { Store } from './store';

/** How requests are carried out. */
export interface OperateOptions extends PlanOptions {
  /** Whether nothing is pushed. `@default false` */
  readonly dryRun?: boolean;
  /** Milliseconds in which races with others are tried again. */
  readonly timeout: number;
}

/** What came of a request. */
export interface Outcome {
  readonly application: string;
  readonly environment: string;
  readonly verb: string;
  readonly version: string;
  /** Whether anything changed. */
  readonly changed: boolean;
  /** What happened, or why nothing did: the end of a sentence that begins with the application. */
  readonly said: string;
  /** Branch of the environment. */
  readonly branch: string;
  /** The commit, on that branch or on the proposal's. */
  readonly commit?: string;
  /** The branch to be merged, where the environment takes pull requests: a new one, or one that waits with the same change. */
  readonly proposal?: string;
  /** A branch with a change that this one made needless. */
  readonly superseded?: string;
  readonly before?: State;
  readonly after?: State;
}

/** Another one was faster: everything has to be read again. */
class LostRace extends Error {}

/**
 * Carries out requests: all of them or none, in one push. Reads, decides, composes, commits and pushes; if another one was faster, reads
 * again, and decides again what that one touched.
 *
 * @throws TwelveFactorError TF21xx if the rules forbid it, TF22xx for what the repository holds, TF23xx for git; nothing has changed then
 */
export async function operate(store: Store, requests: readonly Request[], options: OperateOptions): Promise<Outcome[]> {
  const deadline = Date.now() + options.timeout;
  let failures = 0;
  const isWorthTrying = (error: unknown) => {
    // What was listed a moment ago may be gone when it is fetched.
    const isPassing = error instanceof TwelveFactorError && error.code === 'TF2311' && ++failures < 4;
    return (error instanceof LostRace || isPassing) && Date.now() < deadline;
  };
  let latest: Plan | undefined;
  const attempt = async () => {
    latest = await plan(store, requests, options, latest);
    return land(store, latest, options);
  };
  try {
    return await backOff(attempt, {
      numOfAttempts: Infinity,
      startingDelay: 50,
      timeMultiple: 1.5,
      maxDelay: 1500,
      jitter: 'full',
      retry: isWorthTrying,
    });
  } catch (error) {
    if (error instanceof LostRace) {
      const seconds = options.timeout / 1000;
      return refuse(
        'TF2305',
        '',
        'push',
        `others were faster for ${seconds} s`,
        'nothing has changed; run it again, or give a longer --timeout',
      );
    }
    throw error;
  }
}

/** Commits what is planned and pushes it. */
async function land(store: Store, { decisions, changes, recorded }: Plan, options: OperateOptions): Promise<Outcome[]> {
  const { commits, updates } = await writeCommits(store, changes, options.identity);
  const all = [...recorded, ...updates];
  if (!options.dryRun && all.length > 0 && !(await store.cache.remote.push(all))) {
    throw new LostRace();
  }
  return decisions.map((decision) => {
    const committed = commits.find(({ change }) => change.target === decision.target);
    return outcomeOf(decision, committed?.commit, committed?.change.after);
  });
}

function outcomeOf({ target, step, waits }: Decision, commit: string | undefined, after: State | undefined): Outcome {
  const { request, config, before, proposal, waiting } = target;
  const made = waits ? proposal?.branch.tip : commit;
  const becomes = waits ? waiting?.state : after;
  const isProposed = config.flow === 'pullRequest' && (step.changed || waits);
  const isSuperseded = config.flow === 'direct' && step.changed && proposal?.isOurs === true;
  return {
    application: request.application,
    environment: request.environment,
    verb: request.verb,
    version: step.version,
    changed: step.changed,
    said: step.said,
    branch: config.branch,
    ...(made !== undefined && { commit: made }),
    ...(isProposed && { proposal: shortName(proposalRef(request.environment, request.application)) }),
    ...(isSuperseded && { superseded: shortName(proposal.branch.ref) }),
    ...(before && { before: before.state }),
    ...(becomes && { after: becomes }),
  };
}
