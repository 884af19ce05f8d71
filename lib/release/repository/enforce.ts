import { type Problem, TwelveFactorError } from '../../errors';
import {
  type Denial,
  denialsIn,
  judge,
  type LiveRelease,
  nameOf,
  type PolicyFacts,
  problemOf,
  type Ruling,
} from '../policies';
import type { State } from '../state';
import { decide, type Decision, type Evidence } from './decide';
import { type Circumstances, gatherFacts } from './policy-facts';
import type { RecordedRelease } from './recorded';
import { MAIN } from './refs';
import { mayReplace } from './replaced';
import type { Snapshot } from './snapshot';
import type { Store } from './store';
import type { DriftChoice } from './target';
import { toRule, wishOf } from './wish';

/** How the policies are asked. */
export interface EnforceOptions extends Circumstances {
  readonly drift?: DriftChoice;
  /** Whether denials are overridden, and recorded. `@default false` */
  readonly breakGlass?: boolean;
  /** Whether it takes the place of whatever waits in a pull request. `@default false` */
  readonly replace?: boolean;
}

/** Decisions that the policies allow, with what they said. */
export interface Enforced {
  readonly decisions: readonly Decision[];
  /** What the policies said of each decision that they were asked about. */
  readonly rulings: ReadonlyMap<Decision, readonly Ruling[]>;
  /** Refs that this relies on: they must not have moved when it is pushed. */
  readonly reliesOn: readonly string[];
}

/**
 * Decides what requests come to, by the rules and by the policies of `main` as the snapshot holds it.
 *
 * @throws TwelveFactorError with everything that forbids them at once: TF21xx for the rules, TF2117 for the policies
 */
export async function decideAll(
  store: Store,
  snapshot: Snapshot,
  evidence: readonly Evidence[],
  recordedOf: (application: string, version: string) => RecordedRelease | undefined,
  options: EnforceOptions,
): Promise<Enforced> {
  const attempts: (Decision | TwelveFactorError)[] = [];
  for (const one of evidence) {
    const decided = decide(store, one, options.asker, options.drift);
    attempts.push(await decided.then((decision) => mayReplace(decision, options.replace ?? false)).catch(toRule));
  }
  const problems: Problem[] = [];
  const decisions: Decision[] = [];
  const rulings = new Map<Decision, readonly Ruling[]>();
  const reliesOn = new Set<string>();
  for (const [index, one] of evidence.entries()) {
    const attempt = attempts[index] as Decision | TwelveFactorError;
    const wish = wishOf(one, attempt, recordedOf);
    let said: readonly Ruling[] = [];
    if (wish && snapshot.config.policies.length > 0) {
      const becoming = becomingIn(wish.environment, evidence, attempts);
      const facts = await gatherFacts(store, snapshot, options, wish, becoming);
      said = judge(facts, snapshot.config.policies);
      refsBehind(snapshot, facts).forEach((ref) => reliesOn.add(ref));
    }
    const denials = uncovered(denialsIn(said), one, attempt);
    problems.push(...(attempt instanceof TwelveFactorError ? attempt.problems : []));
    problems.push(...(options.breakGlass ? [] : denials.map((denial) => problemOf(denial, one.target.place))));
    if (attempt instanceof TwelveFactorError) {
      continue;
    }
    const decision = denials.length === 0 ? attempt : await override(store, one, attempt, denials, options);
    decisions.push(decision);
    rulings.set(decision, said);
  }
  const [first, ...more] = problems;
  if (first) {
    throw new TwelveFactorError([first, ...more]);
  }
  return { decisions, rulings, reliesOn: [...reliesOn] };
}

/** What becomes live in an environment by the same push, where it needs no merge. */
function becomingIn(
  environment: string,
  evidence: readonly Evidence[],
  attempts: readonly (Decision | TwelveFactorError)[],
): Map<string, LiveRelease> {
  const pairs = attempts.flatMap((attempt, index): [string, LiveRelease][] => {
    if (attempt instanceof TwelveFactorError) {
      return [];
    }
    const { request, config } = attempt.target;
    const version = attempt.step.position.release;
    const tree = evidence[index]?.releases.get(version)?.tree;
    const isLive = request.environment === environment && config.flow === 'direct' && tree !== undefined;
    return isLive ? [[request.application, { version, tree }]] : [];
  });
  return new Map(pairs);
}

/** The refs whose contents the policies looked at: the policies themselves, and what is live where a rule asks for it. */
export function refsBehind(
  { config, branches }: Snapshot,
  { environment }: Pick<PolicyFacts, 'environment'>,
): string[] {
  const policies = config.policies.filter(({ environments }) => environments.includes(environment));
  const asked = policies.flatMap(({ promoteFrom, requires }) => [promoteFrom, requires && environment]);
  return [MAIN, ...[...branches].filter(([name]) => asked.includes(name)).map(([, { ref }]) => ref)];
}

/** Denials that the change which waits does not override already. */
function uncovered(denials: readonly Denial[], { target }: Evidence, attempt: Decision | TwelveFactorError): Denial[] {
  const waits = !(attempt instanceof TwelveFactorError) && attempt.waits;
  const broken = waits ? target.waiting?.state.operation.breakGlass : undefined;
  return denials.filter((denial) => !broken?.includes(nameOf(denial)));
}

/** The decision against some denials: the state says so. */
async function override(
  store: Store,
  evidence: Evidence,
  attempt: Decision,
  denials: readonly Denial[],
  { asker, drift }: EnforceOptions,
): Promise<Decision> {
  const decision = attempt.waits ? await decide(store, evidence, asker, drift, true) : attempt;
  const breakGlass = denials.map(nameOf);
  const after = (tree: string): State => {
    const state = decision.after(tree);
    return { ...state, operation: { ...state.operation, breakGlass } };
  };
  return { ...decision, after, overridden: denials };
}
