import type { Octokit } from '@octokit/rest';
import { z } from 'zod';
import type { PullRequest } from '../../forge';
import { HttpFailure } from '../failure';
import type { Merging } from '../host';
import { shaped } from '../shape';

/** GitHub has no other way to ask for it than GraphQL. */
const ENABLE = `mutation ($pullRequestId: ID!, $mergeMethod: PullRequestMergeMethod!, $headCommit: GitObjectID!) {
  enablePullRequestAutoMerge(
    input: { pullRequestId: $pullRequestId, mergeMethod: $mergeMethod, expectedHeadOid: $headCommit }
  ) {
    pullRequest { number }
  }
}`;

/** What an answer in GraphQL says in vain. */
const refusals = z.object({ errors: z.array(z.object({ message: z.string(), type: z.string().optional() })).min(1) });

/** GitHub lets nobody wait where there is nothing to wait for. */
const READY = /clean status|unstable status|protected branch rules not configured/i;

/** What GitHub says if its settings rule it out. */
const FORBIDDEN = /auto.?merge is not (?:allowed|enabled)/i;

/** Asks GitHub to merge later; `ready` if nothing stands in the way of merging now. */
export async function mergeWhenReady(
  octokit: Octokit,
  at: { readonly owner: string; readonly repo: string },
  { number }: PullRequest,
  { method, headCommit }: Merging,
): Promise<'waiting' | 'forbidden' | 'ready'> {
  const { data } = await octokit.rest.pulls.get({ ...at, pull_number: number });
  const { node_id: pullRequestId } = shaped(z.object({ node_id: z.string() }), data, 'GET pull');
  try {
    await octokit.graphql(ENABLE, { pullRequestId, mergeMethod: method.toUpperCase(), headCommit });
    return 'waiting';
  } catch (error) {
    const refused = refusals.safeParse(error);
    if (!refused.success) {
      throw error;
    }
    const words = refused.data.errors.map(({ message }) => message).join(', ');
    if (READY.test(words)) {
      return 'ready';
    }
    if (FORBIDDEN.test(words)) {
      return 'forbidden';
    }
    const isDenied = refused.data.errors.some(({ type }) => type === 'FORBIDDEN');
    const request = 'POST /graphql';
    throw new HttpFailure({ kind: 'refused', request, method: 'POST', status: isDenied ? 403 : 422, words });
  }
}
