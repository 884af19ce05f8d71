import { refuse } from '../../errors';
import { shortName } from '../../git';
import type { Operation } from '../state';
import type { Decision } from './decide';
import { proposalRef } from './refs';
import type { Target } from './target';

/** What somebody decided about what runs there. A release that comes by, of a pipeline for instance, is no answer to it. */
const HELD: readonly string[] = ['rollback', 'pin', 'unpin'];

/**
 * What waits in a pull request and is gone with a change: `promote 1.1.0 by Bob <bob@example.com>`. Of a change that waits already it is what
 * its commit says.
 */
export function replacedBy({ target, step, waits }: Decision): string | undefined {
  if (waits) {
    return target.proposal?.replaces;
  }
  const { waiting, proposal } = target;
  if (!step.changed || !proposal || isMerged(target) || (target.config.flow === 'direct' && !proposal.isOurs)) {
    return undefined;
  }
  const pushed = proposal.isOurs ? [] : [`what somebody pushed (${proposal.branch.tip.slice(0, 10)})`];
  return [...(waiting ? [sentenceOf(waiting.state.operation)] : []), ...pushed].join(', and ') || undefined;
}

/**
 * Answers a decision, if what waits may be replaced by it: a release by a newer one, anything by a rollback, and all of it where somebody says so.
 *
 * @param replace - whether somebody does
 * @throws TwelveFactorError TF2121 for a rollback, a pin or an unpin, TF2206 if somebody pushed to the pull request
 */
export function mayReplace(decision: Decision, replace: boolean): Decision {
  const { target, step } = decision;
  const { request, place, config, waiting, proposal } = target;
  if (!step.changed || replace) {
    return decision;
  }
  if (proposal && !proposal.isOurs && !isMerged(target) && config.flow === 'pullRequest') {
    const branch = shortName(proposalRef(request.environment, request.application));
    const remedy = 'merge or close its pull request first, or give --replace';
    refuse('TF2206', place, branch, 'somebody pushed to it, and that would be lost', remedy);
  }
  const held = waiting?.state.operation;
  if (held && HELD.includes(held.verb) && request.verb !== 'rollback') {
    const why = held.reason === undefined ? '' : ` (${held.reason})`;
    const given = `a pull request waits with ${sentenceOf(held)} since ${held.at}${why}, and that would be lost`;
    refuse(
      'TF2121',
      place,
      `${request.verb} ${step.version}`,
      given,
      'merge or close it first (`twelve pr list`), or give --replace',
    );
  }
  return decision;
}

/** Whether what the branch of a pull request has is what runs. */
export function isMerged({ proposal, before }: Pick<Target, 'proposal' | 'before'>): boolean {
  return proposal?.state !== undefined && proposal.state.text === before?.text;
}

function sentenceOf({ verb, version, actor }: Operation): string {
  return `${verb} ${version} by ${actor}`;
}
