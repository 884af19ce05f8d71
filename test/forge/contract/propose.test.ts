import { FILES, HEAD, prepare, PROPOSAL, told } from '../support';
import { EVERYWHERE, useForges } from './support';

const { contend } = useForges();

describe.each(EVERYWHERE)('at %s', (_, kind) => {
  test('a proposal is opened, and found by its branches and its number', async () => {
    const { repository, forge } = await contend(kind);
    const { head } = prepare(repository);
    const { pullRequest, action } = await forge().propose(PROPOSAL);
    expect(action).toBe('opened');
    expect(pullRequest).toMatchObject({ ...PROPOSAL, body: expect.stringContaining('What changes') as string });
    expect(pullRequest).toMatchObject({ number: 1, state: 'open', headCommit: head });
    expect(new Date(pullRequest.createdAt).getFullYear()).toBe(2026);
    expect(await forge().list({ head: HEAD, base: 'production' })).toMatchObject([{ number: 1, headCommit: head }]);
    expect(await forge().get(1)).toMatchObject({ number: 1, title: PROPOSAL.title, base: 'production' });
  });

  test('the same proposal again changes nothing', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    const { pullRequest } = await forge().propose(PROPOSAL);
    const again = await forge().propose(PROPOSAL);
    expect(again).toMatchObject({ action: 'unchanged', pullRequest: { number: 1, updatedAt: pullRequest.updatedAt } });
  });

  test('another title or body brings the open one up to date', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    const next = {
      ...PROPOSAL,
      title: 'Release lulu 1.2.0',
      body: 'Something else\n\n- with `code` & <b>*stars*</b>\n',
    };
    const { action, pullRequest } = await forge().propose(next);
    expect(action).toBe('updated');
    expect(pullRequest).toMatchObject({ number: 1, title: next.title });
    expect(pullRequest.body.trim()).toBe(next.body.trim());
    expect((await forge().propose(next)).action).toBe('unchanged');
  });

  test('a head that was replaced is the head of the open one', async () => {
    const { repository, forge } = await contend(kind);
    const { base } = prepare(repository);
    await forge().propose(PROPOSAL);
    const head = repository.commit(HEAD, { ...FILES, 'lulu/Service.yaml': 'port: 80\n' }, { onto: base });
    const { pullRequest } = await forge().propose(PROPOSAL);
    expect(pullRequest).toMatchObject({ number: 1, headCommit: head });
  });

  test('one that was closed or merged stays as it is, and the next has a number of its own', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    await forge().close(1, 'not today');
    prepare(repository);
    expect((await forge().propose(PROPOSAL)).pullRequest.number).toBe(2);
    await forge().merge(2, 'merge');
    const tip = repository.tip('production') as string;
    repository.commit(HEAD, { 'lulu/Deployment.yaml': 'image: lulu:1.2.0\n' }, { onto: tip });
    const { pullRequest, action } = await forge().propose(PROPOSAL);
    expect(action).toBe('opened');
    expect(pullRequest.number).toBe(3);
    expect((await forge().list({ state: 'all' })).map(({ number, state }) => [number, state])).toEqual([
      [3, 'open'],
      [2, 'merged'],
      [1, 'closed'],
    ]);
    expect((await forge().list()).map(({ number }) => number)).toEqual([3]);
  });

  test('a branch that is missing, or has nothing to merge, is told before anything is opened', async () => {
    const { repository, forge, hosted } = await contend(kind);
    const { base } = prepare(repository);
    expect(await told(forge().propose({ ...PROPOSAL, head: 'twelve/production/moon' }))).toMatch(/\(TF2403\)$/);
    expect(await told(forge().propose({ ...PROPOSAL, base: 'nowhere' }))).toMatch(/\(TF2404\)$/);
    repository.set(HEAD, base);
    expect(await told(forge().propose(PROPOSAL))).toMatch(/\(TF2405\)$/);
    expect(await told(forge().propose({ ...PROPOSAL, title: 'two\nlines' }))).toMatch(/\(TF2402\)$/);
    expect(await forge().list({ state: 'all' })).toEqual([]);
    expect(hosted?.server.count(/^POST/) ?? 0).toBe(0);
  });

  test('two who propose the same at once get one pull request', async () => {
    const { repository, forge, hosted } = await contend(kind);
    prepare(repository);
    const other = hosted ? hosted.forge({ name: 'Bob' }) : repository.forge({ name: 'Bob' });
    const both = await Promise.all([forge().propose(PROPOSAL), other.propose(PROPOSAL)]);
    expect(both.map(({ pullRequest }) => pullRequest.number)).toEqual([1, 1]);
    expect(await forge().list({ state: 'all' })).toHaveLength(1);
  });

  test('a branch with odd letters is proposed like any other', async () => {
    const { repository, forge } = await contend(kind);
    const { base } = prepare(repository);
    const head = 'twelve/live/eu+1/größe#2%20&x=y';
    repository.commit(head, FILES, { onto: base });
    await forge().propose({ ...PROPOSAL, head });
    expect(await forge().list({ head })).toMatchObject([{ head, number: 1 }]);
    expect(await forge().propose({ ...PROPOSAL, head })).toMatchObject({ action: 'unchanged' });
  });
});
