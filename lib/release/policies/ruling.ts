import type { PolicyFacts } from './facts';
import type { Policy } from './policy';
import type { RULES } from './schema';

/** A rule that can deny something. */
export type RuleName = Exclude<(typeof RULES)[number], 'autoRelease'>;

/** From when on something is allowed: from an instant on, once something has happened, or never as it is, and what helps then. */
export type Until = { readonly at: string } | { readonly when: string } | { readonly never: string };

/** What a rule says of what somebody wants. */
export type Opinion =
  | { readonly allowed: true; readonly why: string }
  | { readonly allowed: false; readonly why: string; readonly until: Until };

/** What a rule of a policy says. */
export type Ruling = Opinion & {
  /** The policy's name. */
  readonly policy: string;
  readonly rule: RuleName;
  /** The policy's line in `twelve.yaml`. */
  readonly line?: number;
  /** Why the policy is there. */
  readonly reason?: string;
};

/** A rule that forbids it. */
export type Denial = Ruling & { readonly allowed: false };

/** Looks at the facts by one rule of a policy; nothing if the policy does not have it, or if it is about something else. */
export type Judge = (facts: PolicyFacts, policy: Policy) => Opinion | undefined;

/** A denial's name, for people: `weekend (freeze)`; where the policy is called like the rule, that alone. */
export function nameOf({ policy, rule }: Pick<Ruling, 'policy' | 'rule'>): string {
  return policy === rule ? policy : `${policy} (${rule})`;
}
