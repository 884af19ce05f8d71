import { HEAD, prepare, PROPOSAL, told } from '../support';
import { SERVERS, useForges } from './support';

const { host } = useForges();
const PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';

/** What passes by itself, and how it looks. */
const PASSING = [
  ['a server error', { answer: { status: 500 } }],
  ['a bad gateway with a page', { answer: { status: 502, body: PAGE } }],
  ['a server that is busy', { answer: { status: 503, headers: { 'retry-after': '3' } } }],
  ['a gateway that waited in vain', { answer: { status: 504 } }],
  ['a connection that breaks', { wire: 'reset' }],
  ['an answer that breaks off', { wire: 'cut' }],
  ['a server that does not answer', { wire: 'silence' }],
] as const;

describe.each(SERVERS)('at %s', (_, kind) => {
  const { requests } = kind;

  describe.each(PASSING)('%s', (_name, fault) => {
    test('while reading is tried again', async () => {
      const hosted = await host(kind);
      prepare(hosted.repository);
      await hosted.forge().propose(PROPOSAL);
      hosted.server.fail({ ...fault, times: 2 });
      expect(await hosted.forge({ answerTimeout: 400 }).list()).toMatchObject([{ number: 1 }]);
      expect(hosted.clock.sleeps.length).toBeGreaterThanOrEqual(2);
    });

    test('while opening never makes two, though it was done', async () => {
      const hosted = await host(kind);
      prepare(hosted.repository);
      hosted.server.fail({ ...fault, on: requests.open, isDone: true });
      const { pullRequest, action } = await hosted.forge({ answerTimeout: 400 }).propose(PROPOSAL);
      expect({ number: pullRequest.number, action }).toEqual({ number: 1, action: 'opened' });
      expect(hosted.server.pulls.all).toHaveLength(1);
      expect(hosted.server.count(requests.open)).toBe(1);
    });

    test('while merging merges once, though it was done', async () => {
      const hosted = await host(kind);
      const { head } = prepare(hosted.repository);
      await hosted.forge().propose(PROPOSAL);
      hosted.server.fail({ ...fault, on: requests.merge, isDone: true });
      expect((await hosted.forge({ answerTimeout: 400 }).merge(1, 'merge')).state).toBe('merged');
      expect(hosted.repository.git('rev-list', '--count', '--merges', 'production')).toBe('1');
      expect(hosted.repository.git('merge-base', head, 'production')).toBe(head);
      expect(hosted.repository.tip(HEAD)).toBeUndefined();
    });
  });

  test.each(PASSING.slice(3, 6))(
    '%s, and nothing was done: opening, merging and closing try again',
    async (_name, fault) => {
      const hosted = await host(kind);
      prepare(hosted.repository);
      const forge = () => hosted.forge({ answerTimeout: 400 });
      hosted.server.fail(
        { ...fault, on: requests.open },
        { ...fault, on: requests.comment, isDone: true },
        { ...fault, on: requests.merge },
      );
      expect(await forge().propose(PROPOSAL)).toMatchObject({ action: 'opened', pullRequest: { number: 1 } });
      expect((await forge().close(1, 'superseded')).state).toBe('closed');
      expect(hosted.server.pulls.find(1)?.comments).toHaveLength(1);
      prepare(hosted.repository);
      await forge().propose(PROPOSAL);
      expect((await forge().merge(2, 'merge')).state).toBe('merged');
      expect(hosted.server.pulls.all).toHaveLength(2);
    },
  );

  test('trouble that does not pass is told when the time is over, and git is as it was', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const refs = hosted.repository.refs();
    hosted.server.fail({ answer: { status: 503, body: PAGE }, times: 1000 });
    expect(await told(hosted.forge({ timeout: 10_000 }).propose(PROPOSAL))).toMatch(
      new RegExp(
        `^\\[${kind.name} acme/platform\\] GET /.*: 503 a page: 502 Bad Gateway; what was pushed stays; .* \\(TF2421\\)$`,
      ),
    );
    const waited = hosted.clock.sleeps.reduce((a, b) => a + b, 0);
    expect(waited).toBeGreaterThan(1000);
    expect(waited).toBeLessThanOrEqual(10_000);
    expect(hosted.repository.refs()).toBe(refs);
    hosted.server.heal();
    expect((await hosted.forge().propose(PROPOSAL)).action).toBe('opened');
  });

  test('a server that is not there is told', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const { url } = hosted.server;
    await hosted.server.close();
    expect(await told(hosted.forge({ url, timeout: 1000 }).list())).toMatch(
      /GET \/.*: connect ECONNREFUSED.*\(TF2421\)$/,
    );
    expect(hosted.clock.sleeps.length).toBeGreaterThan(1);
  });

  test('Retry-After is honoured, in seconds and as a date, whatever was asked', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const date = new Date(Date.now() + 9000).toUTCString();
    const limited = (value: string) => ({
      status: 429,
      body: { message: 'Too Many Requests' },
      headers: { 'retry-after': value },
    });
    hosted.server.fail({ on: requests.list, answer: limited('7') }, { on: requests.open, answer: limited(date) });
    expect((await hosted.forge().propose(PROPOSAL)).action).toBe('opened');
    expect(hosted.clock.sleeps[0]).toBe(7000);
    expect(hosted.clock.sleeps[1]).toBeLessThanOrEqual(9000);
    expect(hosted.server.pulls.all).toHaveLength(1);
  });

  test('a limit that lasts longer than there is time is told at once, with its end', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.fail({
      times: 9,
      answer: { status: 429, body: { message: 'Slow down' }, headers: { 'retry-after': '1800' } },
    });
    expect(await told(hosted.forge().list())).toMatch(
      /: too many requests, until 30 min from now: 429 Slow down; .* \(TF2425\)$/,
    );
    expect(hosted.clock.sleeps).toEqual([]);
  });

  test('an answer that is no JSON is told, and so is a page of a login', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const login = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';
    hosted.server.fail({ times: 99, answer: { status: 200, body: login } });
    expect(await told(hosted.forge({ timeout: 2000 }).list())).toMatch(
      /: 200 no JSON, but a page: Sign in; see that forge\.url .*\(TF2426\)$/,
    );
    hosted.server.heal();
    hosted.server.fail({ times: 99, answer: { status: 200, body: { hello: 'world' } } });
    expect(await told(hosted.forge({ timeout: 2000 }).get(1))).toMatch(/\(TF2426\)$/);
    hosted.server.heal();
    hosted.server.fail({ times: 99, answer: { status: 403, body: login } });
    expect(await told(hosted.forge({ timeout: 2000 }).list())).toMatch(/403 a page: Sign in; .*\(TF2426\)$/);
  });

  test('a redirect is followed within the server, and nowhere else: the token stays here', async () => {
    const hosted = await host(kind);
    const other = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    const away = (status: number, location: string) => ({
      on: requests.find,
      answer: { status, headers: { location } },
    });
    hosted.server.fail(away(301, `${other.server.url}/api/v3/`));
    expect(await told(hosted.forge().get(1))).toMatch(/301 it leads to http:.*\(TF2426\)$/);
    expect(other.server.calls).toEqual([]);
    const call = hosted.server.calls.find(({ path, method }) => requests.find.test(`${method} ${path}`));
    hosted.server.fail(away(307, `${hosted.server.root}${call?.path}`));
    expect((await hosted.forge().get(1)).number).toBe(1);
  });

  test('somebody else opens it at the same moment', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.before(requests.open, () => hosted.server.pulls.open({ ...PROPOSAL, title: 'Other', draft: false }));
    expect(await hosted.forge().propose(PROPOSAL)).toMatchObject({
      action: 'updated',
      pullRequest: { number: 1, title: PROPOSAL.title },
    });
  });

  test('somebody else merges or closes it at the same moment', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    const { pulls } = hosted.server;
    hosted.server.before(requests.merge, () => pulls.merge(pulls.all[0] as never, 'merge', undefined, 'by hand'));
    expect(await hosted.forge().merge(1, 'merge')).toMatchObject({ state: 'merged', mergedBy: 'ada' });
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    hosted.server.before(requests.merge, () => pulls.close(pulls.all[1] as never));
    expect(await told(hosted.forge().merge(2, 'merge'))).toMatch(/^\[#2\] merge: it was closed at .*\(TF2407\)$/);
  });

  test('a branch that is deleted while it is being proposed is told', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.before(requests.open, () => hosted.repository.set(HEAD, undefined));
    expect(await told(hosted.forge().propose(PROPOSAL))).toMatch(/\(TF2403\)$/);
  });
});
