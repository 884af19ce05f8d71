import type { MergeMethod } from '../../../lib/forge';
import { FILES, HEAD, MERGED, openMoved, prepare, PROPOSAL, told } from '../support';
import { type Contender, EVERYWHERE, SERVERS, useForges } from './support';

const { contend, host } = useForges();
const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** What a merge of the release comes to where nothing else happened. */
const RELEASED = {
  ...FILES,
  'README.md': '# production\n',
  'moon/Deployment.yaml': 'image: moon:1.0.0\n',
  '.twelve/moon.json': '{"release":"1.0.0"}\n',
};

/** The contender, whose settings allow a method. */
async function allowing(contender: Promise<Contender>, method: MergeMethod): Promise<Contender> {
  const { hosted, ...rest } = await contender;
  hosted?.kind.allow(hosted.server, [method]);
  return { ...rest, ...(hosted && { hosted }) };
}

describe.each(EVERYWHERE)('at %s', (_, kind) => {
  test.each(METHODS)('%s brings the files to the base, and deletes the branch', async (method) => {
    const { repository, forge } = await allowing(contend(kind), method);
    const { head } = prepare(repository);
    await forge().propose(PROPOSAL);
    const merged = await forge().merge(1, method);
    expect(merged).toMatchObject({ number: 1, state: 'merged', headCommit: head, method });
    expect(merged.mergeCommit).toBe(repository.tip('production'));
    expect(repository.files('production')).toEqual(RELEASED);
    expect(repository.tip(HEAD)).toBeUndefined();
    expect(await forge().get(1)).toMatchObject({ state: 'merged', mergeCommit: repository.tip('production') });
    expect(await forge().list()).toEqual([]);
  });

  test.each(['merge', 'squash'] as const)('%s takes in what others changed on the base meanwhile', async (method) => {
    const { repository, forge } = await allowing(contend(kind), method);
    const { base, moved } = await (async () => {
      const made = prepare(repository);
      await forge().propose(PROPOSAL);
      const files = { 'moon/Deployment.yaml': 'image: moon:2.0.0\n', '.twelve/moon.json': '{"release":"2.0.0"}\n' };
      return { ...made, moved: repository.commit('production', files, { message: 'moon 2.0.0' }) };
    })();
    await forge().merge(1, method);
    expect(repository.files('production')).toEqual(MERGED);
    expect(repository.git('merge-base', moved, 'production')).toBe(moved);
    expect(base).not.toBe(moved);
  });

  test('a squash of one commit keeps its trailers', async () => {
    const { repository, forge } = await allowing(contend(kind), 'squash');
    prepare(repository);
    await forge().propose(PROPOSAL);
    await forge().merge(1, 'squash');
    expect(repository.git('log', '-3', '--format=%(trailers:key=Version,valueonly)', 'production')).toContain('1.1.0');
  });

  test('a branch that is not one of ours stays', async () => {
    const { repository, forge } = await contend(kind);
    const { head } = prepare(repository);
    repository.set('feature', head);
    await forge().propose({ ...PROPOSAL, head: 'feature' });
    await forge().merge(1, 'merge');
    expect(repository.tip('feature')).toBe(head);
  });

  test('a branch that another pull request needs stays', async () => {
    const { repository, forge } = await contend(kind);
    const { base, head } = prepare(repository);
    repository.set('other', base);
    await forge().propose(PROPOSAL);
    await forge().propose({ ...PROPOSAL, base: 'other' });
    await forge().merge(1, 'merge');
    expect(repository.tip(HEAD)).toBe(head);
    await forge().merge(2, 'merge');
    expect(repository.tip(HEAD)).toBeUndefined();
  });

  test('one that conflicts is not merged', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    const moved = repository.commit('production', { 'lulu/Deployment.yaml': 'image: lulu:9\n' });
    expect(await told(forge().merge(1, 'merge'))).toMatch(/^\[#1\] merge: .* both changed .* \(TF2406\)$/);
    expect(repository.tip('production')).toBe(moved);
    expect((await forge().get(1)).state).toBe('open');
  });

  test('one that is merged stays as it is; one that is closed or not there is not merged', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    await forge().merge(1, 'merge');
    const tip = repository.tip('production');
    expect(await forge().merge(1, 'merge')).toMatchObject({ number: 1, state: 'merged', mergeCommit: tip });
    expect(repository.tip('production')).toBe(tip);
    const { base } = prepare(repository);
    await forge().propose(PROPOSAL);
    await forge().close(2);
    expect(await told(forge().merge(2, 'merge'))).toMatch(/^\[#2\] merge: it was closed at .* \(TF2407\)$/);
    expect(await told(forge().merge(7, 'merge'))).toMatch(/^\[#7\] pull request: there is none; .* \(TF2401\)$/);
    expect(await told(forge().merge(2, 'octopus' as MergeMethod))).toMatch(/\(TF2402\)$/);
    expect(await told(forge().merge(2, undefined as never))).toMatch(/\(TF2402\)$/);
    expect(repository.tip('production')).toBe(base);
  });

  test('one whose branch is gone is not merged', async () => {
    const { repository, forge } = await contend(kind);
    const { base, head } = prepare(repository);
    await forge().propose(PROPOSAL);
    repository.set(HEAD, undefined);
    // A server that closes it then says so.
    const isClosed = kind?.closesWithBranch ?? false;
    expect(await told(forge().merge(1, 'merge'))).toMatch(isClosed ? /\(TF2407\)$/ : /\(TF2403\)$/);
    expect(repository.tip('production')).toBe(base);
    repository.set(HEAD, head);
    const { pullRequest } = await forge().propose(PROPOSAL);
    expect((await forge().merge(pullRequest.number, 'merge')).state).toBe('merged');
  });

  test('one whose base is gone is not merged', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    repository.set('production', undefined);
    const isClosed = kind?.closesWithBranch ?? false;
    expect(await told(forge().merge(1, 'merge'))).toMatch(isClosed ? /\(TF2407\)$/ : /\(TF2404\)$/);
  });

  test('one whose changes are on the base already is not merged', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    repository.commit('production', FILES);
    const tip = repository.tip('production');
    // The local forge finds that it is merged.
    expect(await told(forge().merge(1, 'merge'))).toMatch(/\(TF2405\)$|^nothing$/);
    expect(repository.tip('production')).toBe(tip);
  });

  test('a head that moved since it was proposed is merged as it is', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    const head = repository.commit(HEAD, { 'lulu/Service.yaml': 'port: 80\n' });
    expect(await forge().merge(1, 'merge')).toMatchObject({ headCommit: head, state: 'merged' });
    expect(repository.files('production')).toEqual({ ...RELEASED, 'lulu/Service.yaml': 'port: 80\n' });
  });
});

test('the local forge rebases onto a base that moved', async () => {
  const { repository } = await contend(undefined);
  await openMoved(repository);
  await repository.forge().merge(1, 'rebase');
  expect(repository.files('production')).toEqual(MERGED);
});

describe.each(SERVERS)('at %s', (_, kind) => {
  test('a merge waits until the server knows whether it can merge', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.pulls.computing = 4;
    await hosted.forge().propose(PROPOSAL);
    expect((await hosted.forge().merge(1, 'merge')).state).toBe('merged');
    expect(hosted.clock.sleeps.length).toBeGreaterThan(0);
    expect(hosted.server.count(kind.requests.merge)).toBeLessThan(5);
  });

  test('a server that never knows is told in its words, when the time is over', async () => {
    const hosted = await host(kind);
    const { base } = prepare(hosted.repository);
    hosted.server.pulls.computing = 1000;
    await hosted.forge().propose(PROPOSAL);
    expect(await told(hosted.forge({ timeout: 5000 }).merge(1, 'merge'))).toMatch(
      /^\[#1\] merge: not yet \(4.*\(TF2427\)$/,
    );
    expect(hosted.repository.tip('production')).toBe(base);
    expect(hosted.clock.sleeps.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(5000);
  });

  test('rules of the branch are told, and nothing is merged', async () => {
    const hosted = await host(kind);
    const { base, head } = prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    hosted.server.pulls.blocked = true;
    expect(await told(hosted.forge().merge(1, 'merge'))).toMatch(
      /^\[#1\] merge: not yet \(4\d\d .*see what is missing at http.*\(TF2427\)$/,
    );
    expect(hosted.repository.tip('production')).toBe(base);
    expect(hosted.repository.tip(HEAD)).toBe(head);
  });

  test('a method that the settings forbid is told', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    kind.allow(hosted.server, ['squash']);
    expect(await told(hosted.forge().merge(1, 'rebase'))).toMatch(
      /^\[#1\] rebase: .*; take another method.* \(TF2408\)$/,
    );
    kind.allow(hosted.server, ['rebase']);
    expect(await told(hosted.forge().merge(1, 'squash'))).toMatch(
      /^\[#1\] squash: .*; take another method.* \(TF2408\)$/,
    );
  });

  test('a head that moves while it is being merged is not merged', async () => {
    const hosted = await host(kind);
    const { base } = prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    hosted.server.before(kind.requests.merge, () => hosted.repository.commit(HEAD, { 'lulu/x.yaml': 'x\n' }));
    expect(await told(hosted.forge().merge(1, 'merge'))).toMatch(/^\[#1\] branch: somebody pushed .*\(TF2410\)$/);
    expect(hosted.repository.tip('production')).toBe(base);
  });

  test('a branch with the same name in a fork is none of ours', async () => {
    const hosted = await host(kind);
    const { head } = prepare(hosted.repository);
    hosted.server.pulls.open({ ...PROPOSAL, draft: false, fork: 'eve' });
    expect(await hosted.forge().list()).toMatchObject([{ number: 1, head: `${kind.forkOwner}:${HEAD}` }]);
    expect(await hosted.forge().list({ head: HEAD })).toEqual([]);
    expect(await hosted.forge().propose(PROPOSAL)).toMatchObject({
      action: 'opened',
      pullRequest: { number: 2, head: HEAD },
    });
    await hosted.forge().merge(1, 'merge');
    expect(hosted.repository.tip(HEAD)).toBe(head);
  });
});
