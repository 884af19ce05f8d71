import { z } from 'zod';
import type { MergeState, PullRequest } from '../../forge';
import { pageAddress } from '../shape';

const account = z.object({ login: z.string() });
const branch = z.object({
  ref: z.string(),
  sha: z.string(),
  label: z.string().optional(),
  repo_id: z.int().optional(),
  repo: z.object({ full_name: z.string() }).nullish(),
});

/** What is used of a pull request. */
export const pull = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  user: account.nullish(),
  created_at: z.string(),
  updated_at: z.string(),
  merged: z.boolean().nullish(),
  merged_at: z.string().nullish(),
  merged_by: account.nullish(),
  merge_commit_sha: z.string().nullish(),
  html_url: pageAddress,
  draft: z.boolean().optional(),
  mergeable: z.boolean().nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
  requested_reviewers: z.array(account).nullish(),
  requested_reviewers_teams: z.array(z.object({ name: z.string() })).nullish(),
  head: branch,
  base: branch,
});

type Pull = z.infer<typeof pull>;

export const label = z.object({ id: z.int(), name: z.string() });
export const comment = z.object({ body: z.string() });
export const review = z.object({ user: account.nullish(), state: z.string() });

/** A draft is one by its title. */
export const DRAFT = 'WIP: ';
const DRAFTS = /^\s*(?:\[wip\]|wip:)\s*/i;

/** A pull request as everybody else sees it. */
export function toPullRequest(one: Pull, repository: string): PullRequest {
  const { head, base, merged_by: mergedBy, merged_at: mergedAt, merge_commit_sha: mergeCommit } = one;
  const [owner] = repository.split('/');
  const draft = one.draft ?? DRAFTS.test(one.title);
  const state = one.merged ? 'merged' : one.state;
  const isOurs = (head.repo ? head.repo.full_name : '').toLowerCase() === repository.toLowerCase();
  const teams = one.requested_reviewers_teams?.map(({ name }) => `${owner}/${name}`) ?? [];
  return {
    number: one.number,
    head: isOurs ? head.ref : `${head.repo?.full_name.split('/')[0] ?? 'unknown'}:${head.ref}`,
    base: base.ref,
    title: draft ? one.title.replace(DRAFTS, '') : one.title,
    body: one.body ?? '',
    state,
    author: one.user?.login ?? 'unknown',
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    headCommit: head.sha,
    url: one.html_url,
    labels: one.labels?.map(({ name }) => name).sort() ?? [],
    reviewers: [...(one.requested_reviewers?.map(({ login }) => login) ?? []), ...teams].sort(),
    draft,
    ...(state === 'open' && { mergeState: mergeStateOf(one, draft) }),
    ...(state === 'merged' && mergedAt && { mergedAt }),
    ...(state === 'merged' && mergeCommit && { mergeCommit }),
    ...(state === 'merged' && mergedBy && { mergedBy: mergedBy.login }),
  };
}

/** Gitea says whether git can merge it. It says no while it finds out, and says nothing of the rules of the branch. */
function mergeStateOf({ mergeable }: Pull, draft: boolean): MergeState {
  return draft ? 'draft' : mergeable ? 'ready' : 'checking';
}
