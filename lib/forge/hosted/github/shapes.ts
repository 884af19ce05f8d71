import { z } from 'zod';
import type { MergeState, PullRequest } from '../../forge';
import { pageAddress } from '../shape';

const account = z.object({ login: z.string() });

/** What is used of a pull request. Lists have less of it. */
export const pull = z.object({
  number: z.int(),
  node_id: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  user: account.nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  merged_at: z.string().nullable(),
  merge_commit_sha: z.string().nullable(),
  html_url: pageAddress,
  draft: z.boolean().optional(),
  labels: z.array(z.object({ name: z.string().optional() })),
  requested_reviewers: z.array(account).nullish(),
  requested_teams: z.array(z.object({ slug: z.string() })).nullish(),
  head: z.object({
    ref: z.string(),
    sha: z.string(),
    repo: z.object({ full_name: z.string() }).nullable(),
    user: account.nullable(),
  }),
  base: z.object({ ref: z.string() }),
  auto_merge: z.object({ merge_method: z.enum(['merge', 'squash', 'rebase']) }).nullable(),
  merged_by: account.nullish(),
  mergeable: z.boolean().nullish(),
  mergeable_state: z.string().optional(),
});

type Pull = z.infer<typeof pull>;

export const comment = z.object({ body: z.string().optional() });
export const review = z.object({ user: account.nullable() });

/** A pull request as everybody else sees it. */
export function toPullRequest(one: Pull, repository: string): PullRequest {
  const { head, draft = false, merged_at: mergedAt, merge_commit_sha: mergeCommit, merged_by: mergedBy } = one;
  const [owner] = repository.split('/');
  const isOurs = head.repo?.full_name.toLowerCase() === repository.toLowerCase();
  const teams = one.requested_teams?.map(({ slug }) => `${owner}/${slug}`) ?? [];
  const state = mergedAt !== null ? 'merged' : one.state;
  const mergeState = state === 'open' ? mergeStateOf(one) : undefined;
  return {
    number: one.number,
    head: isOurs ? head.ref : `${head.user?.login ?? 'unknown'}:${head.ref}`,
    base: one.base.ref,
    title: one.title,
    body: one.body ?? '',
    state,
    author: one.user?.login ?? 'unknown',
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    headCommit: head.sha,
    url: one.html_url,
    labels: one.labels.flatMap(({ name }) => name ?? []).sort(),
    reviewers: [...(one.requested_reviewers?.map(({ login }) => login) ?? []), ...teams].sort(),
    draft,
    ...(mergedAt !== null && { mergedAt }),
    ...(mergedAt !== null && mergeCommit !== null && { mergeCommit }),
    ...(mergedBy && { mergedBy: mergedBy.login }),
    ...(one.auto_merge && { autoMerge: one.auto_merge.merge_method }),
    ...(mergeState && { mergeState }),
  };
}

/** Lists say nothing of it. Until GitHub has tried a merge, it doesn't know. */
function mergeStateOf({ mergeable, mergeable_state: state, draft }: Pull): MergeState | undefined {
  if (mergeable === undefined) {
    return undefined;
  }
  if (draft) {
    return 'draft';
  }
  if (mergeable === null || state === 'unknown') {
    return 'checking';
  }
  if (!mergeable || state === 'dirty') {
    return 'conflicting';
  }
  return state === 'behind' || state === 'blocked' ? state : 'ready';
}
