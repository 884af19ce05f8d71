import { backOff } from 'exponential-backoff';
import { TwelveFactorError } from '../../errors';
import type { Identity, RefUpdate } from '../../git';
import type { Asker } from '../intent';
import type { Denial, PipelineFacts, Ruling } from '../policies';
import type { State } from '../state';
import { type Change, writeCommits } from './commits';
import type { Decision } from './decide';
import { decideAll } from './enforce';
import { gather } from './gather';
import { releaseFor } from './load';
import { materialize } from './materialize';
import { recordBundles } from './record';
import { readRecorded } from './recorded';
import { wantedFor } from './policy-facts';
import { proposalRef, releasesRef, shortName } from './refs';
import type { Plan, Request } from './request';
import { refuse } from '../refuse';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';
import { type DriftChoice, findTarget } from './target';

/** How requests are carried out. */
export interface OperateOptions {
  readonly asker: Asker;
  readonly identity: Identity;
  /** What to do where a branch differs from its state. `@default` the operation ends with TF2113 */
  readonly drift?: DriftChoice;
  /** Whether nothing is pushed. `@default false` */
  readonly dryRun?: boolean;
  /** Milliseconds in which races with others are tried again. */
  readonly timeout: number;
  /** The pipeline in which it is done. `@default` none */
  readonly pipeline?: PipelineFacts | undefined;
  /** Whether what the policies forbid is done all the same, and recorded as such; the asker gives the reason. `@default false` */
  readonly breakGlass?: boolean;
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
  /** What the policies say of it. */
  readonly rulings?: readonly Ruling[];
  /** The policies that forbid it, and were overridden. */
  readonly overridden?: readonly Denial[];
}

/** Another one was faster: everything has to be read again. */
class LostRace extends Error {}

/**
 * Carries out requests: all of them or none, in one push. Reads, decides, composes, commits and pushes; if another one was faster, all of
 * it again.
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
  try {
    return await backOff(() => attempt(store, requests, options), {
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

async function attempt(store: Store, given: readonly Request[] | Plan, options: OperateOptions): Promise<Outcome[]> {
  const { asker, identity, drift } = options;
  const plan: Plan = 'requestsIn' in given ? given : { recordings: [], requestsIn: () => given };
  const recording = plan.recordings.map(({ bundle }) => bundle.application);
  const snapshot = await readSnapshot(store, (config) => {
    const { environments, applications, refs } = wantedFor(config ? plan.requestsIn(config) : [], config);
    return {
      environments,
      applications: [...new Set([...applications, ...recording])],
      refs: [...new Set([...refs, ...recording.map(releasesRef)])],
    };
  });
  requireBranches(snapshot);
  const requests = plan.requestsIn(snapshot.config);
  const targets = requests.map((request) => findTarget(snapshot, request, drift));
  const comers = [...new Set([...requests.map(({ application }) => application), ...recording])];
  const former = await readRecorded(store, comers, snapshot.tips);
  const bundles = [
    ...plan.recordings,
    ...requests.flatMap((request) => (request.verb === 'release' && request.recording ? [request.recording] : [])),
  ];
  const recordings = new Map(bundles.map((one) => [one.bundle.application, one]));
  const recorded = await recordBundles(store, [...recordings.values()], former, snapshot.tips, asker, identity);

  const evidence = await gather(store, targets, snapshot, (target) =>
    releaseFor(target, snapshot, recorded.releases, former),
  );
  const recordedOf = (application: string, version: string) =>
    former.get(application)?.find((release) => release.version === version);
  const { decisions, rulings, reliesOn } = await decideAll(store, snapshot, evidence, recordedOf, options);
  const changes = await settle(store, decisions);
  const { commits, updates } = await writeCommits(store, changes, identity);
  const all = [...recorded.updates, ...updates];
  const guarded = [...all, ...unmoved(snapshot, reliesOn, all)];
  if (!options.dryRun && all.length > 0 && !(await store.cache.remote.push(guarded))) {
    throw new LostRace();
  }
  return decisions.map((decision) => {
    const committed = commits.find(({ change }) => change.target === decision.target);
    const said = rulings.get(decision) ?? [];
    return {
      ...outcomeOf(decision, committed?.commit, committed?.change.after),
      ...(said.length > 0 && { rulings: said }),
      ...(decision.overridden && { overridden: decision.overridden }),
    };
  });
}

/** Refs that must be where they were read when others move. */
function unmoved({ tips }: Snapshot, refs: readonly string[], moving: readonly RefUpdate[]): RefUpdate[] {
  const others = refs.filter((ref) => !moving.some((update) => update.ref === ref));
  return others.map((ref) => ({ ref, from: tips.get(ref), to: tips.get(ref) }));
}

/** Makes the trees of what changes, and the states that name them. */
async function settle(store: Store, decisions: readonly Decision[]): Promise<Change[]> {
  const changing = decisions.filter(({ composition }) => composition !== undefined);
  const trees = await materialize(
    store,
    changing.map(({ composition }) => composition as NonNullable<typeof composition>),
  );
  return changing.map(({ target, after }, index) => ({ target, after: after(trees[index] as string) }));
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
