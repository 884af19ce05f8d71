import { closed, commit, DocumentedApi, flag, list, nullable, number, text, time, whole } from './documented';

// What Gitea documents of its API v1, as far as it is used: templates/swagger/v1_json.tmpl and modules/structs of go-gitea/gitea,
// which every Gitea and Forgejo shows at /api/swagger. The descriptions are ours.

const account = whole({ id: number, login: text, full_name: text, email: text, avatar_url: text });
const team = whole({ id: number, name: text });
const label = whole({ id: number, name: text, color: text, description: text, url: text });
const repository = closed({ id: number, name: text, full_name: text, html_url: text, default_branch: text }, [
  'id',
  'full_name',
]);
const branch = whole({ label: text, ref: text, sha: commit, repo_id: number, repo: nullable(repository) });

const pull = whole({
  id: number,
  url: text,
  number,
  user: account,
  title: text,
  body: text,
  labels: list(label),
  assignees: nullable(list(account)),
  requested_reviewers: nullable(list(account)),
  requested_reviewers_teams: nullable(list(team)),
  state: { enum: ['open', 'closed'] },
  draft: flag,
  is_locked: flag,
  comments: number,
  html_url: text,
  mergeable: flag,
  merged: flag,
  merged_at: nullable(time),
  merge_commit_sha: nullable(commit),
  merged_by: nullable(account),
  base: branch,
  head: branch,
  merge_base: text,
  created_at: time,
  updated_at: time,
  closed_at: nullable(time),
});

const review = whole({
  id: number,
  user: nullable(account),
  team: nullable(team),
  state: { enum: ['APPROVED', 'PENDING', 'COMMENT', 'REQUEST_CHANGES', 'REQUEST_REVIEW'] },
  body: text,
  submitted_at: time,
});
const comment = whole({ id: number, body: text, user: account, created_at: time, updated_at: time });
const error = closed({ message: text, url: text, errors: nullable(list(text)) }, ['message']);
const page = { page: { type: 'integer', minimum: 1 }, limit: { type: 'integer', minimum: 1 } };
const AT = '/repos/{owner}/{repo}';

/** Gitea's API as it is documented. */
export const giteaApi = new DocumentedApi(
  [
    { method: 'GET', path: AT, answers: { 200: repository } },
    {
      method: 'GET',
      path: `${AT}/pulls`,
      query: { state: { enum: ['open', 'closed', 'all'] }, sort: text, labels: text, ...page },
      answers: { 200: list(pull) },
    },
    {
      method: 'POST',
      path: `${AT}/pulls`,
      body: closed({ head: text, base: text, title: text, body: text, labels: list(number) }, [
        'head',
        'base',
        'title',
      ]),
      answers: { 201: pull },
    },
    { method: 'GET', path: `${AT}/pulls/{index}`, answers: { 200: pull } },
    {
      method: 'PATCH',
      path: `${AT}/pulls/{index}`,
      body: closed({ title: text, body: text, base: text, labels: list(number), state: { enum: ['open', 'closed'] } }),
      answers: { 201: pull, 412: error },
    },
    {
      method: 'POST',
      path: `${AT}/pulls/{index}/merge`,
      body: closed(
        {
          Do: { enum: ['merge', 'rebase', 'rebase-merge', 'squash', 'fast-forward-only', 'manually-merged'] },
          MergeTitleField: text,
          MergeMessageField: text,
          head_commit_id: commit,
          delete_branch_after_merge: flag,
          merge_when_checks_succeed: flag,
        },
        ['Do'],
      ),
      answers: { 200: null, 201: null, 405: error },
    },
    { method: 'GET', path: `${AT}/pulls/{index}/reviews`, query: page, answers: { 200: list(review) } },
    {
      method: 'POST',
      path: `${AT}/pulls/{index}/requested_reviewers`,
      body: closed({ reviewers: list(text), team_reviewers: list(text) }),
      answers: { 201: list(review) },
    },
    { method: 'GET', path: `${AT}/labels`, query: page, answers: { 200: list(label) } },
    {
      method: 'POST',
      path: `${AT}/labels`,
      body: closed({ name: text, color: { type: 'string', pattern: '^#[0-9a-f]{6}$' }, description: text }, [
        'name',
        'color',
      ]),
      answers: { 201: label },
    },
    {
      method: 'POST',
      path: `${AT}/issues/{index}/labels`,
      body: closed({ labels: list(number) }),
      answers: { 200: list(label) },
    },
    {
      method: 'GET',
      path: `${AT}/issues/{index}/comments`,
      query: { since: text, before: text },
      answers: { 200: list(comment) },
    },
    {
      method: 'POST',
      path: `${AT}/issues/{index}/comments`,
      body: closed({ body: text }, ['body']),
      answers: { 201: comment },
    },
  ],
  { 400: error, 401: error, 403: error, 404: error, 409: error, 422: error, 423: error },
);
