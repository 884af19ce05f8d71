import { type Problem, refuse, TwelveFactorError } from '../../errors';
import { allowedFrom, judge, type Origin, type Policy, type Ruling } from '../policies';
import type { PlatformConfig } from '../platform-config';
import { heldBy } from '../position';
import { decide, type Evidence } from './decide';
import { gather } from './gather';
import { releaseFor } from './load';
import { type Circumstances, gatherFacts, wantedFor, type Wish } from './policy-facts';
import { readRecorded, type RecordedRelease } from './recorded';
import { releasesRef } from './refs';
import { placeOf, type Request } from './request';
import { readSnapshot, requireBranches, type Snapshot } from './snapshot';
import type { Store } from './store';
import { findTarget } from './target';
import { toRule, wishOf } from './wish';

/** What somebody asks: may this release go there? */
export interface Question {
  readonly application: string;
  readonly environment: string;
  /** The release that is live on this environment, or was if the version is given. */
  readonly from?: string | undefined;
  /**
   * The release of this version. `@default` with `from` the one that is live there; without, the one that waits in a slot, else the one that is live on the environment
   * before, else the newest
   */
  readonly version?: string | undefined;
}

/** What is assumed to be otherwise than it is. */
export interface Assumptions {
  readonly origin?: Origin;
  readonly policies?: readonly Policy[] | undefined;
}

/** The answer. */
export interface Explanation {
  readonly application: string;
  readonly environment: string;
  readonly version: string;
  readonly allowed: boolean;
  /** When it is allowed by itself, as ISO 8601; none if time alone is not enough. */
  readonly allowedFrom?: string;
  /** What each policy says. */
  readonly rulings: readonly Ruling[];
  /** What else forbids it: pins, the order of releases, edits by hand. */
  readonly problems: readonly Problem[];
  /** What would happen, or why nothing would: the end of a sentence that begins with the application. */
  readonly said?: string;
}

/**
 * Says whether something would be allowed, and all that speaks for and against it. Nothing is written.
 *
 * @param assumed - if given, the policies alone are asked, and of releases too that are not recorded
 */
export async function explain(
  store: Store,
  question: Question,
  circumstances: Circumstances,
  assumed?: Assumptions,
): Promise<Explanation> {
  const { application, environment } = question;
  const snapshot = await readSnapshot(store, (config) => {
    const known = config && assumed?.policies ? { ...config, policies: assumed.policies } : config;
    const previous = question.from ?? environmentBefore(config, environment);
    const request: Request =
      previous === undefined
        ? { verb: 'switch', application, environment }
        : { verb: 'promote', application, environment, from: previous };
    const { refs, ...wanted } = wantedFor([request], known);
    return { ...wanted, refs: [...new Set([...refs, releasesRef(application)])] };
  });
  requireBranches(snapshot);
  const former = (await readRecorded(store, [application], snapshot.tips)).get(application) ?? [];
  const request = requestOf(question, snapshot, former);
  const isUnknown = request.verb === 'release' && !former.some(({ version }) => version === request.version);
  if (assumed && isUnknown) {
    const release = { version: request.version ?? '', order: 0, tree: '', files: new Map<string, string>() };
    const wish = { application, environment, isPut: true, release, recorded: undefined };
    return answer(store, snapshot, wish, circumstances, assumed);
  }
  const target = findTarget(snapshot, request, undefined);
  const [evidence] = await gather(store, [target], snapshot, () =>
    releaseFor(target, snapshot, new Map(), new Map([[application, former]])),
  );
  const attempt = await decide(store, evidence as Evidence, circumstances.asker, undefined).catch(toRule);
  const recordedOf = (_: string, version: string) => former.find((one) => one.version === version);
  const wish = wishOf(evidence as Evidence, attempt, recordedOf);
  const isError = attempt instanceof TwelveFactorError;
  const problems = isError && !assumed ? attempt.problems : [];
  const version = isError ? undefined : attempt.step.version;
  const said = isError ? undefined : attempt.step.said;
  if (!wish) {
    const none = { application, environment, version: version ?? '', rulings: [], problems };
    return { ...none, allowed: problems.length === 0, ...(said !== undefined && { said }) };
  }
  const { allowed, ...rest } = await answer(store, snapshot, wish, circumstances, assumed);
  return { ...rest, allowed: allowed && problems.length === 0, problems, ...(said !== undefined && { said }) };
}

/** What the policies answer. */
async function answer(
  store: Store,
  snapshot: Snapshot,
  wish: Wish,
  circumstances: Circumstances,
  { origin, policies = snapshot.config.policies }: Assumptions = {},
): Promise<Explanation> {
  const changed = { ...snapshot, config: { ...snapshot.config, policies } };
  const found = await gatherFacts(store, changed, circumstances, wish);
  const facts = origin ? { ...found, release: { ...found.release, origin } } : found;
  const rulings = judge(facts, policies);
  const from = allowedFrom(facts, policies);
  return {
    application: wish.application,
    environment: wish.environment,
    version: wish.release.version,
    allowed: rulings.every(({ allowed }) => allowed),
    ...(from !== undefined && { allowedFrom: from }),
    rulings,
    problems: [],
  };
}

/** What is asked, as what would be done. */
function requestOf(
  { application, environment, from, version }: Question,
  { config, branches }: Snapshot,
  former: readonly RecordedRelease[],
): Request {
  const subject = { application, environment };
  if (from !== undefined) {
    return { ...subject, verb: 'promote', from, version };
  }
  if (version !== undefined) {
    return { ...subject, verb: 'release', version };
  }
  const stored = branches.get(environment)?.holdings.get(application)?.state;
  const slots = stored instanceof Error ? undefined : stored?.state.slots;
  const waits = slots?.next === undefined ? undefined : heldBy(slots, slots.next);
  if (waits !== undefined) {
    return { ...subject, verb: slots?.share === undefined ? 'switch' : 'shift' };
  }
  const previous = environmentBefore(config, environment);
  if (previous !== undefined) {
    return { ...subject, verb: 'promote', from: previous };
  }
  const [newest] = former;
  return newest
    ? { ...subject, verb: 'release', version: newest.version }
    : refuse('TF2103', placeOf(subject), 'why', 'nothing was ever released', 'see `twelve status`');
}

/** The environment that releases go through before another one. */
function environmentBefore(config: PlatformConfig | undefined, environment: string): string | undefined {
  const names = config?.environments.map(({ name }) => name) ?? [];
  return names[names.indexOf(environment) - 1];
}
