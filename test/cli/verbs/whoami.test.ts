import { usePlatform } from '../../support/platform';

const make = usePlatform();
const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ACTOR: 'grace',
  GITHUB_ACTOR_ID: '1906',
  GITHUB_RUN_NUMBER: '417',
  GITHUB_RUN_ID: '900',
  GITHUB_REPOSITORY: 'example/lulu',
  GITHUB_SERVER_URL: 'https://github.example.com',
  GITHUB_REF: 'refs/heads/master',
  GITHUB_WORKFLOW: 'release',
};

/** A source with one commit. */
function source() {
  const platform = make();
  let commit = '';
  platform.workIn((git, write) => {
    write('a', '1');
    git('init', '--quiet', '--initial-branch=feature', '.');
    git('remote', 'add', 'origin', 'https://me:secret@git.example.com/lulu.git');
    git('add', 'a');
    git('commit', '--quiet', '-m', 'a');
    git('tag', 'v1');
    commit = git('rev-parse', 'HEAD');
  });
  return { platform, commit };
}

test('on a plain machine git says who and what', async () => {
  const { platform, commit } = source();
  const { out, code } = await platform.twelve('whoami', '--actor', 'Ada <ada@example.com>', '--order', '5');
  expect(code).toBe(0);
  expect(out).toBe(
    [
      'actor       Ada <ada@example.com> (--actor)',
      'order       5 (--order)',
      'repository  https://***@git.example.com/lulu.git',
      `commit      ${commit}`,
      'branch      feature',
      'tag         v1',
      '',
    ].join('\n'),
  );
});

test('in GitHub Actions the run says it, with links', async () => {
  const { platform, commit } = source();
  platform.variables = { ...GITHUB, GITHUB_SHA: commit };
  const { out } = await platform.twelve('whoami');
  expect(out).toMatch(
    /^actor {7}grace <1906\+grace@users\.noreply\.github\.com> \(GitHub Actions\)\norder {7}417 \(GitHub Actions\)\n/,
  );
  expect(out).toContain('branch      master\n');
  expect(out).toContain(
    'pipeline    GitHub Actions, example/lulu, release, https://github.example.com/example/lulu/actions/runs/900\n',
  );
  expect(out).toContain(`commit at   https://github.example.com/example/lulu/commit/${commit}\n`);
});

test('in GitLab CI likewise, as JSON too', async () => {
  const { platform, commit } = source();
  platform.variables = {
    GITLAB_CI: 'true',
    GITLAB_USER_NAME: 'Grace',
    GITLAB_USER_EMAIL: 'grace@example.com',
    GITLAB_USER_LOGIN: 'grace',
    CI_PIPELINE_IID: '77',
    CI_COMMIT_SHA: commit,
    CI_COMMIT_TAG: 'v2',
    CI_PROJECT_PATH: 'example/lulu',
  };
  expect(JSON.parse((await platform.twelve('whoami', '--json')).out)).toMatchObject({
    actor: 'Grace <grace@example.com>',
    actorFrom: 'GitLab CI',
    order: 77,
    orderFrom: 'GitLab CI',
    source: { commit, tag: 'v2', dirty: false },
    pipeline: { provider: 'gitlab', repository: 'example/lulu', user: 'grace' },
  });
});

test('outside of a repository there is no source and no order', async () => {
  const { out } = await make().twelve('whoami', '--actor', 'Ada <ada@example.com>');
  expect(out).toBe('actor       Ada <ada@example.com> (--actor)\norder       not known: give --order\n');
});
