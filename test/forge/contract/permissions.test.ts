import type { Pull } from '../servers/pulls';
import { prepare, PROPOSAL, told } from '../support';
import { SERVERS, useForges } from './support';

const { host } = useForges();
const SECRET = 'secret-token-0123456789';

describe.each(SERVERS)('at %s', (_, kind) => {
  test('without a token nothing is asked', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    expect(await told(hosted.forge({ token: '' }).propose(PROPOSAL))).toMatch(
      new RegExp(
        `^\\[${kind.name} acme/platform\\] token: there is none; set ${kind.variable}.* to one with .* \\(TF2422\\)$`,
      ),
    );
    expect(await told(hosted.forge({ token: `${SECRET}\nX-Evil: 1` }).list())).toMatch(
      /a character that no token has.*\(TF2422\)$/,
    );
    expect(hosted.server.calls).toEqual([]);
  });

  test('a token that the server does not know is told, and not shown', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const words = await told(hosted.forge({ token: SECRET }).list());
    expect(words).toMatch(
      new RegExp(`it does not know the token of ${kind.variable} \\(401 .*\\); set .* \\(TF2422\\)$`),
    );
    expect(words).not.toContain(SECRET);
    expect(hosted.clock.sleeps).toEqual([]);
  });

  test('a token that may only read is told, with what it lacks', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.readOnly = true;
    expect(await told(hosted.forge().propose(PROPOSAL))).toMatch(
      new RegExp(
        `the token of ${kind.variable} may not do this \\(403 .*\\); give it .*(?:write|api|repository).* \\(TF2423\\)$`,
      ),
    );
    expect(hosted.server.count(kind.requests.open)).toBe(1);
  });

  test('a repository that is not there, or not to be seen, is told from a pull request that is not', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    const elsewhere = hosted.forge({ repository: 'acme/elsewhere' });
    expect(await told(elsewhere.list())).toMatch(
      /repository: there is none, or the token of .* may not see it .*\(TF2424\)$/,
    );
    expect(await told(elsewhere.get(1))).toMatch(/\(TF2424\)$/);
    expect(await told(elsewhere.propose(PROPOSAL))).toMatch(/\(TF2424\)$/);
    expect(await told(hosted.forge().get(1))).toMatch(/\(TF2401\)$/);
  });

  test('a token in an answer is not shown, in whatever form', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    hosted.server.tokens.add(SECRET);
    const basic = Buffer.from(SECRET).toString('base64');
    const message = `no ${SECRET}, no ${basic}, no https://ada:${SECRET}@example.com, no ghp_${'a1'.repeat(18)}`;
    for (const status of [400, 401, 403, 422, 500]) {
      hosted.server.heal();
      hosted.server.fail({ times: 99, answer: { status, body: { message } } });
      const words = await told(hosted.forge({ token: SECRET, timeout: 500 }).list());
      expect(words).toContain('no ***, no ***');
      expect(words).not.toMatch(/secret-token|c2VjcmV0|ghp_/);
    }
  });

  test('a token that the server says back where all is well, or in a header, is not shown', async () => {
    const hosted = await host(kind);
    prepare(hosted.repository);
    await hosted.forge().propose(PROPOSAL);
    hosted.server.tokens.add(SECRET);
    const pull = hosted.server.pulls.find(1) as Pull;
    pull.title = `Bearer ${SECRET}`;
    pull.body = `\\ "${SECRET}"`;
    pull.labels.add(SECRET);
    const shown = JSON.stringify(await hosted.forge({ token: SECRET }).list());
    expect(shown).toContain('Bearer ***');
    expect(shown).not.toContain(SECRET);
    const headers = { 'x-accepted-github-permissions': SECRET };
    hosted.server.fail({ times: 99, answer: { status: 403, body: { message: 'no' }, headers } });
    expect(await told(hosted.forge({ token: SECRET }).list())).not.toContain(SECRET);
  });
});
