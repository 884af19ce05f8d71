import { pipelineOf } from '../../lib/git';

const github = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'ada',
  GITHUB_ACTOR_ID: '42',
  GITHUB_RUN_NUMBER: '417',
  GITHUB_RUN_ID: '900',
  GITHUB_REPOSITORY: 'example/lulu',
  GITHUB_SERVER_URL: 'https://github.example.com',
  GITHUB_SHA: 'c0ffee',
  GITHUB_REF: 'refs/heads/release/1.5',
  GITHUB_WORKFLOW: 'release',
};
const gitlab = {
  GITLAB_CI: 'true',
  GITLAB_USER_NAME: 'Ada Lovelace',
  GITLAB_USER_LOGIN: 'ada',
  GITLAB_USER_EMAIL: 'ada@example.com',
  CI_PIPELINE_IID: '77',
  CI_PIPELINE_URL: 'https://gitlab.example.com/example/lulu/-/pipelines/9',
  CI_PROJECT_PATH: 'example/lulu',
  CI_PROJECT_URL: 'https://gitlab.example.com/example/lulu',
  CI_COMMIT_SHA: 'c0ffee',
  CI_COMMIT_TAG: 'v1.5.0',
  CI_ENVIRONMENT_NAME: 'production',
};

test('GitHub Actions tells who, which run, which commit of which branch, and where people see it', () => {
  expect(pipelineOf(github)).toEqual({
    provider: 'github',
    label: 'GitHub Actions',
    person: { name: 'ada', email: '42+ada@users.noreply.github.com' },
    user: 'ada',
    number: '417',
    repository: 'example/lulu',
    commit: 'c0ffee',
    branch: 'release/1.5',
    workflow: 'release',
    url: 'https://github.example.com/example/lulu/actions/runs/900',
    commitUrl: 'https://github.example.com/example/lulu/commit/c0ffee',
  });
});

test('GitLab CI tells the same', () => {
  expect(pipelineOf(gitlab)).toEqual({
    provider: 'gitlab',
    label: 'GitLab CI',
    person: { name: 'Ada Lovelace', email: 'ada@example.com' },
    user: 'ada',
    number: '77',
    repository: 'example/lulu',
    commit: 'c0ffee',
    tag: 'v1.5.0',
    environment: 'production',
    url: 'https://gitlab.example.com/example/lulu/-/pipelines/9',
    commitUrl: 'https://gitlab.example.com/example/lulu/-/commit/c0ffee',
  });
});

test('a plain machine is no pipeline, and variables alone make none', () => {
  expect(pipelineOf({})).toBeUndefined();
  expect(pipelineOf({ ...github, GITHUB_ACTIONS: 'false' })).toBeUndefined();
  expect(pipelineOf({ ...gitlab, GITLAB_CI: '' })).toBeUndefined();
});

test('whoever runs it again acts', () => {
  expect(pipelineOf({ ...github, GITHUB_TRIGGERING_ACTOR: 'bea' })).toMatchObject({
    user: 'bea',
    person: { name: 'bea', email: 'bea@users.noreply.github.com' },
  });
});

test.each(['refs/pull/12/merge', 'refs/heads/', ''])('GITHUB_REF %j is no branch', (ref) => {
  const pipeline = pipelineOf({ ...github, GITHUB_REF: ref, GITHUB_HEAD_REF: 'release/1.5' });
  expect(pipeline).not.toHaveProperty('branch');
  expect(pipeline).not.toHaveProperty('tag');
});

test('a pipeline that tells nothing is one all the same', () => {
  expect(pipelineOf({ GITHUB_ACTIONS: 'true' })).toEqual({ provider: 'github', label: 'GitHub Actions' });
  expect(pipelineOf({ GITLAB_CI: 'true' })).toEqual({ provider: 'gitlab', label: 'GitLab CI' });
});
