import { HEAD, prepare, PROPOSAL, told } from '../support';
import { EVERYWHERE, SERVERS, useForges } from './support';

const { contend, host } = useForges();

test.each(EVERYWHERE)('%s takes labels, reviewers, a draft and auto-merge, or leaves them be', async (_, kind) => {
  const { repository, forge } = await contend(kind);
  prepare(repository);
  const extras = { labels: ['release'], reviewers: ['eve'], draft: true, autoMerge: 'merge', owner: 'team' } as const;
  const { pullRequest } = await forge().propose({ ...PROPOSAL, ...extras });
  expect(pullRequest).toMatchObject({ number: 1, state: 'open', title: PROPOSAL.title });
  expect((await forge().propose({ ...PROPOSAL, ...extras })).action).toBe('unchanged');
});

describe.each(SERVERS)('at %s', (_, kind) => {
  test('labels are added, and those of people stay', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const { pullRequest } = await hosted.forge().propose({ ...PROPOSAL, labels: ['release', 'team: lulu'] });
    expect(pullRequest.labels).toEqual(['release', 'team: lulu']);
    hosted.server.pulls.find(1)?.labels.add('by hand');
    expect((await hosted.forge().propose({ ...PROPOSAL, labels: ['Release', 'team: lulu'] })).action).toBe('unchanged');
    const more = await hosted.forge().propose({ ...PROPOSAL, labels: ['release', 'new'] });
    expect(more).toMatchObject({
      action: 'updated',
      pullRequest: { labels: ['by hand', 'new', 'release', 'team: lulu'] },
    });
  });

  test('reviewers are asked once: not again when they have answered, and not who proposed it', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const reviewers = ['eve', 'ada', 'bob'];
    expect((await hosted.forge().propose({ ...PROPOSAL, reviewers })).pullRequest.reviewers).toEqual(['bob', 'eve']);
    const pull = hosted.server.pulls.find(1);
    hosted.server.pulls.review(1, 'eve');
    const asked = [...(pull?.reviewers ?? [])];
    expect((await hosted.forge().propose({ ...PROPOSAL, reviewers })).action).toBe('unchanged');
    expect([...(pull?.reviewers ?? [])]).toEqual(asked);
  });

  test('a reviewer whom the server does not know is told; the pull request is open', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    expect(await told(hosted.forge().propose({ ...PROPOSAL, reviewers: ['nobody'] }))).toMatch(/\(TF2428\)$/);
    expect(await hosted.forge().list({ head: HEAD })).toMatchObject([{ number: 1 }]);
    expect((await hosted.forge().propose(PROPOSAL)).action).toBe('unchanged');
  });

  test('a draft is opened as one, and stays ready once somebody says that it is', async () => {
    const hosted = await host(kind);
    const { base } = prepare(hosted.repository);
    const { pullRequest } = await hosted.forge().propose({ ...PROPOSAL, draft: true });
    expect(pullRequest).toMatchObject({ title: PROPOSAL.title, draft: true, mergeState: 'draft' });
    expect(await told(hosted.forge().merge(1, 'merge'))).toMatch(
      /^\[#1\] merge: .* says that it is a draft; mark it .*\(TF2427\)$/,
    );
    expect(hosted.repository.tip('production')).toBe(base);
    expect((await hosted.forge().propose({ ...PROPOSAL, title: 'Another', draft: true })).pullRequest).toMatchObject({
      title: 'Another',
      draft: true,
    });
    const pull = hosted.server.pulls.find(1);
    if (pull) {
      pull.draft = false;
    }
    expect((await hosted.forge().propose({ ...PROPOSAL, draft: true })).pullRequest.draft).toBe(false);
    expect((await hosted.forge().merge(1, 'merge')).state).toBe('merged');
  });

  test('auto-merge waits while something is missing, and is asked for once', async () => {
    const hosted = await host(kind);
    const { base } = prepare(hosted.repository);
    hosted.server.pulls.blocked = true;
    const first = await hosted.forge().propose({ ...PROPOSAL, autoMerge: 'squash' });
    expect(first.pullRequest).toMatchObject({
      state: 'open',
      ...(kind.tellsRules && { mergeState: 'blocked', autoMerge: 'squash' }),
    });
    expect(hosted.server.pulls.find(1)?.autoMerge).toBe('squash');
    expect((await hosted.forge().propose({ ...PROPOSAL, autoMerge: 'squash' })).action).toBe('unchanged');
    expect(hosted.repository.tip('production')).toBe(base);
  });

  test('auto-merge merges at once where nothing stands in the way', async () => {
    const hosted = await host(kind);
    const { head } = prepare(hosted.repository);
    const { pullRequest, action } = await hosted.forge().propose({ ...PROPOSAL, autoMerge: 'merge' });
    expect(action).toBe('opened');
    expect(pullRequest).toMatchObject({ state: 'merged', headCommit: head });
    expect(hosted.repository.git('merge-base', head, 'production')).toBe(head);
  });

  test('the state of one that is open says what stands in the way', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    const state = async () => (await hosted.forge().get(1)).mergeState;
    expect(await state()).toBe('ready');
    hosted.server.pulls.blocked = true;
    expect(await state()).toBe(kind.tellsRules ? 'blocked' : 'ready');
    hosted.server.pulls.blocked = false;
    hosted.repository.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:9\n' });
    expect(await state()).toBe(kind.tellsRules ? 'conflicting' : 'checking');
  });
});
