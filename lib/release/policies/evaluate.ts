import { judgeApprovals } from './approvals';
import { judgeBranches } from './branches';
import type { PolicyFacts } from './facts';
import { judgeFreeze } from './freeze';
import type { Policy } from './policy';
import { judgePromoteFrom } from './promote-from';
import { judgeRequires } from './requires';
import type { Denial, Judge, RuleName, Ruling } from './ruling';
import { holdsFor } from './scope';
import { judgeSoak } from './soak';

/** In the order in which they are told. */
const JUDGES: readonly (readonly [RuleName, Judge])[] = [
  ['approvals', judgeApprovals],
  ['branches', judgeBranches],
  ['promoteFrom', judgePromoteFrom],
  ['requires', judgeRequires],
  ['soak', judgeSoak],
  ['freeze', judgeFreeze],
];

/** How often a time is looked at again: a soak may end in a window, and a window in another one. */
const MAX_LOOKS = 100;

/** What every rule says that holds for an application in an environment, those that allow it too. Pure: reads no clock, no git. */
export function judge(facts: PolicyFacts, policies: readonly Policy[]): Ruling[] {
  return policies
    .filter((policy) => holdsFor(policy, facts))
    .flatMap((policy) => {
      const { name, line, reason } = policy;
      const said = { policy: name, ...(line !== undefined && { line }), ...(reason !== undefined && { reason }) };
      return JUDGES.flatMap(([rule, look]): Ruling[] => {
        const opinion = look(facts, policy);
        return opinion ? [{ ...said, rule, ...opinion }] : [];
      });
    });
}

/** Every reason why something is not allowed; none if it is. */
export function evaluate(facts: PolicyFacts, policies: readonly Policy[]): Denial[] {
  return denialsIn(judge(facts, policies));
}

/** Those of some rulings that forbid it. */
export function denialsIn(rulings: readonly Ruling[]): Denial[] {
  return rulings.filter((ruling): ruling is Denial => !ruling.allowed);
}

/** From when on it is allowed if nothing but the time changes, as ISO 8601; undefined if time alone is not enough. */
export function allowedFrom(facts: PolicyFacts, policies: readonly Policy[]): string | undefined {
  let { at } = facts;
  for (let look = 0; look < MAX_LOOKS; look++) {
    const denials = evaluate({ ...facts, at }, policies);
    if (denials.length === 0) {
      return at;
    }
    const times = denials.map(({ until }) => ('at' in until ? until.at : undefined));
    if (times.includes(undefined)) {
      return undefined;
    }
    at = (times as string[]).reduce((latest, time) => (Date.parse(time) > Date.parse(latest) ? time : latest));
  }
  return undefined;
}
