import type { Problem } from '../../errors';
import type { Denial, Ruling, Until } from './ruling';
import { timeOf } from '../time';

/** A denial as a problem. */
export function problemOf(denial: Denial, place: string): Problem {
  const { why, until, reason } = denial;
  const given = `${why}${reason === undefined ? '' : ` (${reason})`}`;
  return { code: 'TF2117', place, subject: titleOf(denial), given, remedy: whenOf(until) };
}

/** A rule, and where it is: `weekend (freeze, twelve.yaml:14)`. */
export function titleOf({ policy, rule, line }: Pick<Ruling, 'policy' | 'rule' | 'line'>): string {
  const more = [...(policy === rule ? [] : [rule]), ...(line === undefined ? [] : [`twelve.yaml:${line}`])];
  return more.length === 0 ? policy : `${policy} (${more.join(', ')})`;
}

/** From when on something is allowed, in words. */
export function whenOf(until: Until): string {
  return 'at' in until
    ? `allowed from ${timeOf(until.at)} on`
    : 'when' in until
      ? `allowed once ${until.when}`
      : until.never;
}
