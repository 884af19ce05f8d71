import { z } from 'zod';
import type { MergeState, PullRequest } from '../../forge';
import { pageAddress } from '../shape';

const account = z.object({ username: z.string() });

/** What is used of a merge request. */
export const mergeRequest = z.object({
  iid: z.int(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(['opened', 'closed', 'locked', 'merged']),
  author: account.nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  merged_at: z.string().nullish(),
  merge_user: account.nullish(),
  merged_by: account.nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  sha: z.string().nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.int().nullish(),
  target_project_id: z.int(),
  labels: z.array(z.string()),
  reviewers: z.array(account.extend({ id: z.int() })).nullish(),
  draft: z.boolean().optional(),
  work_in_progress: z.boolean().optional(),
  merge_status: z.string().optional(),
  detailed_merge_status: z.string().optional(),
  merge_when_pipeline_succeeds: z.boolean().nullish(),
  squash: z.boolean().optional(),
  web_url: pageAddress,
});

export type MergeRequest = z.infer<typeof mergeRequest>;

/** What of a project says how it merges. */
export const project = z.object({ merge_method: z.string().optional(), squash_option: z.string().optional() });

export const user = z.object({ id: z.int(), username: z.string() });
export const note = z.object({ body: z.string() });

/** A draft is one by its title. */
export const DRAFT = 'Draft: ';
const DRAFTS = /^\s*(?:\[draft\]|\(draft\)|draft:|\[wip\]|wip:)\s*/i;

const STATES = { opened: 'open', locked: 'open', closed: 'closed', merged: 'merged' } as const;

/** A merge request as everybody else sees a pull request. */
export function toPullRequest(one: MergeRequest): PullRequest {
  const draft = one.draft ?? one.work_in_progress ?? false;
  const state = STATES[one.state];
  const isFork = one.source_project_id !== one.target_project_id;
  const mergedBy = (one.merge_user ?? one.merged_by)?.username;
  // A merge makes a commit of its own, a squash another one; one that is forwarded to has neither.
  const mergeCommit = one.merge_commit_sha ?? one.squash_commit_sha ?? one.sha;
  return {
    number: one.iid,
    head: isFork ? `${one.source_project_id ?? 'unknown'}:${one.source_branch}` : one.source_branch,
    base: one.target_branch,
    title: draft ? one.title.replace(DRAFTS, '') : one.title,
    body: one.description ?? '',
    state,
    author: one.author?.username ?? 'unknown',
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    url: one.web_url,
    labels: [...one.labels].sort(),
    reviewers: one.reviewers?.map(({ username }) => username).sort() ?? [],
    draft,
    ...(one.sha && { headCommit: one.sha }),
    ...(state === 'open' && { mergeState: mergeStateOf(one, draft) }),
    ...(state === 'merged' && one.merged_at && { mergedAt: one.merged_at }),
    ...(state === 'merged' && mergedBy !== undefined && { mergedBy }),
    ...(state === 'merged' && mergeCommit && { mergeCommit }),
    ...(one.merge_when_pipeline_succeeds && { autoMerge: one.squash ? 'squash' : 'merge' }),
  };
}

/** What GitLab says in detail since 15.6, and what it said before. */
const DETAILS: Readonly<Record<string, MergeState>> = {
  mergeable: 'ready',
  can_be_merged: 'ready',
  checking: 'checking',
  unchecked: 'checking',
  preparing: 'checking',
  approvals_syncing: 'checking',
  cannot_be_merged_recheck: 'checking',
  cannot_be_merged_rechecking: 'checking',
  conflict: 'conflicting',
  broken_status: 'conflicting',
  cannot_be_merged: 'conflicting',
  need_rebase: 'behind',
  draft_status: 'draft',
};

function mergeStateOf({ state, detailed_merge_status: detail, merge_status: status }: MergeRequest, draft: boolean) {
  if (state === 'locked') {
    return 'checking';
  }
  return draft ? 'draft' : (DETAILS[detail ?? status ?? 'checking'] ?? 'blocked');
}
