import { branchRef } from '../git';
import type { PullRequest } from './forge';
import { refuse } from '../errors';

/** @throws TwelveFactorError TF2407 if it is merged */
export function requireNotMerged({ number, state, base, mergedBy, mergedAt, mergeCommit }: PullRequest): void {
  if (state === 'merged') {
    const who = mergedBy === undefined ? 'it was merged' : `${mergedBy} merged it`;
    const when = mergedAt === undefined ? '' : ` at ${mergedAt}`;
    const what = mergeCommit === undefined ? '' : `, as ${mergeCommit.slice(0, 10)}`;
    refuse('TF2407', `#${number}`, 'close', `${who}${when}${what} on ${base}`, 'nothing is left to do');
  }
}

/**
 * @param tips where refs are
 * @throws TwelveFactorError TF2403 or TF2404 if there is no such branch
 */
export function requireBranches(
  tips: ReadonlyMap<string, string>,
  { head, base }: Pick<PullRequest, 'head' | 'base'>,
  place: string,
): void {
  if (!tips.has(branchRef(head))) {
    const remedy = 'push it first, or run the release again, which makes it';
    refuse('TF2403', place, `branch ${head}`, 'the platform repository does not have it', remedy);
  }
  if (!tips.has(branchRef(base))) {
    const remedy = 'push it back from another clone, or make it with `twelve init-platform`';
    refuse('TF2404', place, `branch ${base}`, 'the platform repository does not have it', remedy);
  }
}
