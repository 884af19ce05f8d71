import { prepare, PROPOSAL, told } from '../support';
import { gitea, gitHub, gitLab } from './contenders';
import { useForges } from './support';

const { host } = useForges();
const soon = () => String(Math.floor(Date.now() / 1000) + 5);

test('GitHub: a secondary limit is waited for as long as it says, also where something is opened', async () => {
  const hosted = await host(gitHub);
  prepare(hosted.repository);
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  hosted.server.fail({
    on: gitHub.requests.open,
    answer: { status: 403, body: { message }, headers: { 'retry-after': '12' } },
  });
  expect((await hosted.forge().propose(PROPOSAL)).action).toBe('opened');
  expect(hosted.clock.sleeps).toEqual([12_000]);
  expect(hosted.server.pulls.all).toHaveLength(1);
});

test('GitHub: a secondary limit that says no time is a minute', async () => {
  const hosted = await host(gitHub);
  prepare(hosted.repository);
  const answer = { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } };
  hosted.server.fail({ answer });
  await hosted.forge({ timeout: 90_000 }).list();
  expect(hosted.clock.sleeps).toEqual([60_000]);
  hosted.server.fail({ answer });
  expect(await told(hosted.forge().list())).toMatch(/until 60 s from now: 403 .*\(TF2425\)$/);
});

test('GitHub: the hour of requests begins anew when X-RateLimit-Reset says', async () => {
  const hosted = await host(gitHub);
  prepare(hosted.repository);
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() };
  hosted.server.fail({ answer: { status: 403, body: { message: 'API rate limit exceeded for user ID 1.' }, headers } });
  await hosted.forge().list();
  expect(hosted.clock.sleeps).toHaveLength(1);
  expect(hosted.clock.sleeps[0]).toBeGreaterThan(3000);
  expect(hosted.clock.sleeps[0]).toBeLessThanOrEqual(6000);
});

test('GitLab: RateLimit-Reset is waited for', async () => {
  const hosted = await host(gitLab);
  prepare(hosted.repository);
  hosted.server.fail({ answer: { status: 429, body: 'Retry later', headers: { 'ratelimit-reset': soon() } } });
  await hosted.forge().list();
  expect(hosted.clock.sleeps[0]).toBeGreaterThan(3000);
});

test('Gitea: a limit without a time is tried again, later each time', async () => {
  const hosted = await host(gitea);
  prepare(hosted.repository);
  hosted.server.fail({ answer: { status: 429, body: { message: 'Too Many Requests' } }, times: 4 });
  await hosted.forge().list();
  expect(hosted.clock.sleeps).toHaveLength(4);
  expect(hosted.clock.sleeps[3]).toBeGreaterThan(4 * (hosted.clock.sleeps[0] as number));
});

test('GitHub: settings without auto-merge are told, and the pull request is open', async () => {
  const hosted = await host(gitHub);
  prepare(hosted.repository);
  Object.assign(hosted.server, { autoMerge: false });
  expect(await told(hosted.forge().propose({ ...PROPOSAL, autoMerge: 'merge' }))).toBe(
    '[#1] autoMerge: GitHub does not merge by itself here; allow auto-merge in its settings, or take autoMerge out of twelve.yaml (TF2430)',
  );
  expect(await hosted.forge().list()).toMatchObject([{ number: 1 }]);
});

test('GitHub and Gitea ask teams, GitLab people alone', async () => {
  for (const kind of [gitHub, gitea]) {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const { pullRequest } = await hosted.forge().propose({ ...PROPOSAL, reviewers: ['acme/lulu', 'eve'] });
    expect(pullRequest.reviewers).toEqual(['acme/lulu', 'eve']);
  }
  const hosted = await host(gitLab);
  prepare(hosted.repository);
  expect(await told(hosted.forge().propose({ ...PROPOSAL, reviewers: ['acme/lulu'] }))).toBe(
    '[#1] reviewer: GitLab knows no account acme/lulu; correct it in twelve.yaml (TF2428)',
  );
});

test('GitLab: the token of a job is one of its own kind, and one that may not merge is told so', async () => {
  const hosted = await host({ ...gitLab, variable: 'CI_JOB_TOKEN' });
  prepare(hosted.repository);
  await hosted.forge().propose(PROPOSAL);
  expect(hosted.server.calls.every(({ headers }) => headers['job-token'] !== undefined)).toBe(true);
  hosted.server.fail({ on: gitLab.requests.merge, answer: { status: 401, body: { message: '401 Unauthorized' } } });
  expect(await told(hosted.forge().merge(1, 'merge'))).toMatch(
    /the token of CI_JOB_TOKEN may not do this .*\(TF2423\)$/,
  );
});

test('GitLab: a branch behind its base is told to be rebuilt where the project only forwards', async () => {
  const hosted = await host(gitLab);
  prepare(hosted.repository);
  gitLab.allow(hosted.server, ['rebase']);
  await hosted.forge().propose(PROPOSAL);
  hosted.repository.commit('production', { 'moon/Deployment.yaml': 'image: moon:2.0.0\n' });
  expect((await hosted.forge().get(1)).mergeState).toBe('behind');
  expect(await told(hosted.forge().merge(1, 'rebase'))).toMatch(
    /^\[#1\] merge: its base has moved, .*; run the release again, .*\(TF2427\)$/,
  );
});
