import type { Person } from './identity';

/** What a pipeline says of itself. It is as true as the machine that sets its variables. */
export interface Pipeline {
  readonly provider: 'github' | 'gitlab';
  /** What people call the provider. */
  readonly label: string;
  /** Who started it, as git names people. */
  readonly person?: Person;
  /** Who started it, by the name at the forge. */
  readonly user?: string;
  /** A number that grows with each run. */
  readonly number?: string;
  /** `owner/name` */
  readonly repository?: string;
  /** The commit that it runs for. */
  readonly commit?: string;
  /** The branch that it runs for; none for a tag, and none for a pull request: that could be called like any branch. */
  readonly branch?: string;
  readonly tag?: string;
  /** The workflow's name, at GitHub. */
  readonly workflow?: string;
  /** The environment of the job, at GitLab. */
  readonly environment?: string;
  /** Where people see the run. */
  readonly url?: string;
  /** Where people see the commit. */
  readonly commitUrl?: string;
}

/** The pipeline that some variables are those of; undefined on a plain machine. */
export function pipelineOf(env: NodeJS.ProcessEnv): Pipeline | undefined {
  if (env['GITHUB_ACTIONS'] === 'true') {
    return github(env);
  }
  return env['GITLAB_CI'] === 'true' ? gitlab(env) : undefined;
}

/** @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function github(env: NodeJS.ProcessEnv): Pipeline {
  const { GITHUB_ACTOR: actor, GITHUB_ACTOR_ID: id, GITHUB_REF: ref = '', GITHUB_REPOSITORY: repository } = env;
  // Whoever runs it again acts, not who ran it first.
  const user = env['GITHUB_TRIGGERING_ACTOR'] || actor;
  // The address by which GitHub knows its user in a commit.
  const address = `${id && user === actor ? `${id}+` : ''}${user}@users.noreply.github.com`;
  const home = env['GITHUB_SERVER_URL'] && repository && `${env['GITHUB_SERVER_URL']}/${repository}`;
  return known({
    provider: 'github',
    label: 'GitHub Actions',
    person: user ? { name: user, email: address } : undefined,
    user,
    number: env['GITHUB_RUN_NUMBER'],
    repository,
    commit: env['GITHUB_SHA'],
    branch: /^refs\/heads\/(.+)$/.exec(ref)?.[1],
    tag: /^refs\/tags\/(.+)$/.exec(ref)?.[1],
    workflow: env['GITHUB_WORKFLOW'],
    url: home && env['GITHUB_RUN_ID'] && `${home}/actions/runs/${env['GITHUB_RUN_ID']}`,
    commitUrl: home && env['GITHUB_SHA'] && `${home}/commit/${env['GITHUB_SHA']}`,
  });
}

/** @see https://docs.gitlab.com/ci/variables/predefined_variables/ */
function gitlab(env: NodeJS.ProcessEnv): Pipeline {
  const { GITLAB_USER_LOGIN: user, GITLAB_USER_EMAIL: email, CI_PROJECT_URL: home, CI_COMMIT_SHA: commit } = env;
  return known({
    provider: 'gitlab',
    label: 'GitLab CI',
    person: email ? { name: env['GITLAB_USER_NAME'] || user || 'GitLab', email } : undefined,
    user,
    number: env['CI_PIPELINE_IID'],
    repository: env['CI_PROJECT_PATH'],
    commit,
    branch: env['CI_COMMIT_BRANCH'],
    tag: env['CI_COMMIT_TAG'],
    environment: env['CI_ENVIRONMENT_NAME'],
    url: env['CI_PIPELINE_URL'],
    commitUrl: home && commit && `${home}/-/commit/${commit}`,
  });
}

/** Without what is not there, or empty: a pipeline may set a variable to nothing. */
function known(pipeline: { readonly [K in keyof Pipeline]: Pipeline[K] | undefined }): Pipeline {
  return Object.fromEntries(Object.entries(pipeline).filter(([, value]) => value)) as unknown as Pipeline;
}
