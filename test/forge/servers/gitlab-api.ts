import {
  closed,
  commit,
  DocumentedApi,
  flag,
  list,
  nullable,
  number,
  type Schema,
  text,
  time,
  whole,
} from './documented';

// What GitLab documents of its REST API v4, as far as it is used: docs.gitlab.com/api/merge_requests, /notes, /projects,
// /users and /rest. The descriptions are ours.

const account = whole({
  id: number,
  username: text,
  name: text,
  state: text,
  avatar_url: nullable(text),
  web_url: text,
});

const STATUSES = [
  ...['approvals_syncing', 'checking', 'ci_must_pass', 'ci_still_running', 'conflict', 'discussions_not_resolved'],
  ...['draft_status', 'mergeable', 'need_rebase', 'not_approved', 'not_open', 'preparing', 'unchecked'],
];

/** A merge request of a list; one alone says more. */
const listed = {
  id: number,
  iid: number,
  project_id: number,
  title: text,
  description: nullable(text),
  state: { enum: ['opened', 'closed', 'locked', 'merged'] },
  created_at: time,
  updated_at: time,
  merged_at: nullable(time),
  merge_user: nullable(account),
  merged_by: nullable(account),
  closed_at: nullable(time),
  closed_by: nullable(account),
  source_branch: text,
  target_branch: text,
  source_project_id: nullable(number),
  target_project_id: number,
  author: account,
  assignees: list(account),
  reviewers: list(account),
  labels: list(text),
  draft: flag,
  work_in_progress: flag,
  merge_when_pipeline_succeeds: flag,
  merge_status: { enum: ['unchecked', 'checking', 'can_be_merged', 'cannot_be_merged'] },
  detailed_merge_status: { enum: STATUSES },
  sha: nullable(commit),
  merge_commit_sha: nullable(commit),
  squash_commit_sha: nullable(commit),
  squash: flag,
  should_remove_source_branch: nullable(flag),
  force_remove_source_branch: nullable(flag),
  user_notes_count: number,
  web_url: text,
  has_conflicts: flag,
  blocking_discussions_resolved: flag,
} satisfies Record<string, Schema>;

const shown = whole({ ...listed, merge_error: nullable(text), changes_count: nullable(text) });
const note = whole({ id: number, body: text, author: account, system: flag, created_at: time, updated_at: time });
const page = { page: { type: 'integer', minimum: 1 }, per_page: { type: 'integer', minimum: 1, maximum: 100 } };
const PROJECT = '/projects/{id}';
const ONE = `${PROJECT}/merge_requests/{iid}`;
const message = whole({ message: { anyOf: [text, list(text), { type: 'object' }] } });

/** GitLab's API as it is documented. */
export const gitLabApi = new DocumentedApi(
  [
    {
      method: 'GET',
      path: PROJECT,
      answers: {
        200: closed(
          {
            id: number,
            path_with_namespace: text,
            web_url: text,
            merge_method: { enum: ['merge', 'rebase_merge', 'ff'] },
            squash_option: { enum: ['never', 'always', 'default_on', 'default_off'] },
          },
          ['id', 'path_with_namespace', 'merge_method', 'squash_option'],
        ),
      },
    },
    {
      method: 'GET',
      path: `${PROJECT}/merge_requests`,
      query: {
        state: { enum: ['opened', 'closed', 'locked', 'merged', 'all'] },
        scope: { enum: ['created_by_me', 'assigned_to_me', 'all'] },
        order_by: { enum: ['created_at', 'updated_at', 'title'] },
        sort: { enum: ['asc', 'desc'] },
        source_branch: text,
        target_branch: text,
        ...page,
      },
      answers: { 200: list(whole(listed)) },
    },
    {
      method: 'POST',
      path: `${PROJECT}/merge_requests`,
      body: closed(
        {
          source_branch: text,
          target_branch: text,
          title: { type: 'string', minLength: 1, maxLength: 255 },
          description: { type: 'string', maxLength: 1_048_576 },
          labels: text,
          reviewer_ids: list(number),
          remove_source_branch: flag,
          squash: flag,
        },
        ['source_branch', 'target_branch', 'title'],
      ),
      answers: { 201: shown },
    },
    { method: 'GET', path: ONE, answers: { 200: shown } },
    {
      method: 'PUT',
      path: ONE,
      body: {
        ...closed({
          title: { type: 'string', minLength: 1, maxLength: 255 },
          description: { type: 'string', maxLength: 1_048_576 },
          add_labels: text,
          reviewer_ids: list(number),
          state_event: { enum: ['close', 'reopen'] },
        }),
        minProperties: 1,
      },
      answers: { 200: shown },
    },
    {
      method: 'PUT',
      path: `${ONE}/merge`,
      body: closed({
        sha: commit,
        squash: flag,
        squash_commit_message: text,
        merge_commit_message: text,
        merge_when_pipeline_succeeds: flag,
        should_remove_source_branch: flag,
      }),
      answers: { 200: shown, 405: message, 406: message },
    },
    {
      method: 'GET',
      path: `${ONE}/notes`,
      query: { sort: { enum: ['asc', 'desc'] }, order_by: { enum: ['created_at', 'updated_at'] }, ...page },
      answers: { 200: list(note) },
    },
    {
      method: 'POST',
      path: `${ONE}/notes`,
      body: closed({ body: { type: 'string', minLength: 1, maxLength: 1_000_000 }, internal: flag }, ['body']),
      answers: { 201: note },
    },
    { method: 'GET', path: '/users', query: { username: text, ...page }, answers: { 200: list(account) } },
  ],
  { 400: message, 401: message, 403: message, 404: message, 409: message, 422: message },
);
