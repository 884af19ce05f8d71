import { FILES, HEAD, prepare, PROPOSAL, told } from '../support';
import { EVERYWHERE, SERVERS, useForges } from './support';

const { contend, host } = useForges();

describe.each(EVERYWHERE)('at %s', (_, kind) => {
  test('one that is closed keeps its reason, and loses its branch', async () => {
    const { repository, forge, hosted } = await contend(kind);
    const { base } = prepare(repository);
    await forge().propose(PROPOSAL);
    const reason = 'superseded by promote 1.2.0\n\nsee `twelve history lulu`';
    expect(await forge().close(1, reason)).toMatchObject({ state: 'closed', closedReason: reason });
    expect((await forge().get(1)).state).toBe('closed');
    expect(repository.tip(HEAD)).toBeUndefined();
    expect(repository.tip('production')).toBe(base);
    expect(hosted?.server.pulls.find(1)?.comments.map(({ body }) => body) ?? [reason]).toEqual([reason]);
    expect((await forge().close(1, reason)).state).toBe('closed');
    expect(hosted?.server.pulls.find(1)?.comments.length ?? 1).toBe(1);
    expect(await told(forge().close(2))).toMatch(/\(TF2401\)$/);
  });

  test('one that was merged can not be closed', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    await forge().merge(1, 'merge');
    expect(await told(forge().close(1))).toMatch(/\(TF2407\)$/);
  });

  test('one whose branch is gone can be closed, and gets its reason', async () => {
    const { repository, forge } = await contend(kind);
    prepare(repository);
    await forge().propose(PROPOSAL);
    repository.set(HEAD, undefined);
    expect(await forge().close(1, 'why')).toMatchObject({ state: 'closed', closedReason: 'why' });
    expect((await forge().get(1)).state).toBe('closed');
  });

  test('lists are newest first, by head and by base', async () => {
    const { repository, forge } = await contend(kind);
    const { base } = prepare(repository);
    repository.set('staging', base);
    const heads = ['a', 'b', 'c'].map((name) => `twelve/production/${name}`);
    for (const head of heads) {
      repository.commit(head, { ...FILES, [head]: 'x\n' }, { onto: base });
      await forge().propose({ ...PROPOSAL, head });
    }
    await forge().propose({ ...PROPOSAL, head: heads[0] as string, base: 'staging' });
    const numbers = async (options: object) => (await forge().list(options)).map(({ number }) => number);
    expect(await numbers({})).toEqual([4, 3, 2, 1]);
    expect(await numbers({ head: heads[0] })).toEqual([4, 1]);
    expect(await numbers({ base: 'production' })).toEqual([3, 2, 1]);
    expect(await numbers({ head: heads[0], base: 'staging' })).toEqual([4]);
    expect(await numbers({ head: 'twelve/production' })).toEqual([]);
  });
});

describe.each(SERVERS)('at %s', (_, kind) => {
  test('more than a page of pull requests is listed, and the one of a pair is found among them', async () => {
    const hosted = await host(kind);
    const { repository, server } = hosted;
    const { head } = prepare(repository);
    for (let index = 0; index < 230; index++) {
      const name = `twelve/production/app-${index}`;
      repository.set(name, head);
      server.pulls.open({ ...PROPOSAL, head: name, draft: false });
    }
    const found = await hosted.forge().list();
    expect(found.map(({ number }) => number)).toEqual(Array.from({ length: 230 }, (_, index) => 230 - index));
    expect(await hosted.forge().list({ head: 'twelve/production/app-0' })).toMatchObject([{ number: 1 }]);
    const again = await hosted.forge().propose({ ...PROPOSAL, head: 'twelve/production/app-3' });
    expect(again).toMatchObject({ action: 'unchanged', pullRequest: { number: 4 } });
  }, 300_000);

  test('a comment is not written twice, though closing was cut off after it', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    hosted.server.fail({ on: kind.requests.rewrite, answer: { status: 503 }, times: 99 });
    expect(await told(hosted.forge({ timeout: 2000 }).close(1, 'superseded'))).toMatch(/\(TF2421\)$/);
    hosted.server.heal();
    await hosted.forge().close(1, 'superseded');
    expect(hosted.server.pulls.find(1)?.comments.map(({ body }) => body)).toEqual(['superseded']);
  });
});
