import { backOff } from 'exponential-backoff';
import { refuse, TwelveFactorError } from '../../errors';
import { type RefUpdate, shortName } from '../../git';
import type { Denial, Ruling } from '../policies';
import type { Code, CodeFacts } from '../proposal';
import type { State } from '../state';
import { folderOf } from './branch';
import { writeCommits } from './commits';
import type { Decision } from './decide';
import { type Draft, draft, type DraftOptions } from './draft';
import { proposalRef } from './refs';
import { replacedBy } from './replaced';
import type { Plan, Request } from './request';
import type { Snapshot } from './snapshot';
import type { Store } from './store';

/** How requests are carried out. */
export interface OperateOptions extends DraftOptions {
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
  /** What waited in a pull request before, and no longer does: `promote 1.1.0 by Bob <bob@example.com>`. */
  readonly replaces?: string;
  readonly before?: State;
  readonly after?: State;
  /** Id of the application's folder on the branch before. Of what was edited by hand, the state knows nothing. */
  readonly folder?: string;
  /** Where the code of the release comes from, and of the one that was live before. */
  readonly code: CodeFacts;
  /** What the policies say of it. */
  readonly rulings?: readonly Ruling[];
  /** The policies that forbid it, and were overridden. */
  readonly overridden?: readonly Denial[];
}

/** Another one was faster: everything has to be read again. */
class LostRace extends Error {}

/**
 * Carries out requests: all of them or none, in one push. Reads, decides, composes, commits and pushes; if another one was faster, reads
 * again, and decides again what that one touched.
 *
 * @throws TwelveFactorError TF21xx if the rules or the policies forbid it, TF22xx for what the repository holds, TF23xx for git; nothing has changed then
 */
export async function operate(
  store: Store,
  requests: readonly Request[] | Plan,
  options: OperateOptions,
): Promise<Outcome[]> {
  if (options.breakGlass && !options.asker.reason?.trim()) {
    refuse('TF2503', '', '--break-glass', 'it has no reason', 'give --reason, for the record');
  }
  const deadline = Date.now() + options.timeout;
  let failures = 0;
  const isWorthTrying = (error: unknown) => {
    // What was listed a moment ago may be gone when it is fetched.
    const isPassing = error instanceof TwelveFactorError && error.code === 'TF2311' && ++failures < 4;
    return (error instanceof LostRace || isPassing) && Date.now() < deadline;
  };
  const plan: Plan = 'requestsIn' in requests ? requests : { recordings: [], requestsIn: () => requests };
  let latest: Draft | undefined;
  const attempt = async () => {
    latest = await draft(store, plan, options, latest);
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

/** Commits what was decided and pushes it. */
async function land(store: Store, drafted: Draft, options: OperateOptions): Promise<Outcome[]> {
  const { snapshot, decisions, rulings, reliesOn, changes, recorded, recordedOf } = drafted;
  const { commits, updates } = await writeCommits(store, changes, options.identity);
  const all = [...recorded, ...updates];
  const guarded = [...all, ...unmoved(snapshot, reliesOn, all)];
  if (!options.dryRun && all.length > 0 && !(await store.cache.remote.push(guarded).catch(hintAt(changes)))) {
    throw new LostRace();
  }
  return decisions.map((decision) => {
    const committed = commits.find(({ change }) => change.target === decision.target);
    const said = rulings.get(decision) ?? [];
    return {
      ...outcomeOf(decision, committed?.commit, committed?.change.after),
      code: codeOf(decision, recordedOf),
      ...(said.length > 0 && { rulings: said }),
      ...(decision.overridden && { overridden: decision.overridden }),
    };
  });
}

/** Where a branch takes no push of ours, a pull request may be what it wants. */
function hintAt(changes: Draft['changes']): (error: unknown) => never {
  return (error) => {
    const direct = changes.filter(({ target }) => target.config.flow === 'direct');
    const names = [...new Set(direct.map(({ target }) => target.config.name))].join(', ');
    if (!(error instanceof TwelveFactorError) || error.code !== 'TF2302' || names === '') {
      throw error;
    }
    const [problem] = error.problems;
    const remedy = `${problem.remedy}, or set \`flow: pullRequest\` for ${names} in twelve.yaml`;
    throw new TwelveFactorError([{ ...problem, remedy }]);
  };
}

/** Refs that must be where they were read when others move. */
function unmoved({ tips }: Snapshot, refs: readonly string[], moving: readonly RefUpdate[]): RefUpdate[] {
  const others = refs.filter((ref) => !moving.some((update) => update.ref === ref));
  return others.map((ref) => ({ ref, from: tips.get(ref), to: tips.get(ref) }));
}

function codeOf({ target, step }: Decision, recordedOf: Draft['recordedOf']): CodeFacts {
  const { request, before } = target;
  const code = (version: string | undefined): Code => {
    const release = version === undefined ? undefined : recordedOf(request.application, version);
    return { repository: release?.repository, commit: release?.source, dirty: release?.dirty };
  };
  return { before: code(before?.state.release), after: code(step.version) };
}

function outcomeOf(decision: Decision, commit: string | undefined, after: State | undefined): Omit<Outcome, 'code'> {
  const { target, step, waits } = decision;
  const replaces = replacedBy(decision);
  const { request, config, before, proposal, waiting } = target;
  const folder = folderOf(target);
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
    ...(replaces !== undefined && { replaces }),
    ...(before && { before: before.state }),
    ...(becomes && { after: becomes }),
    ...(folder !== undefined && { folder }),
  };
}
