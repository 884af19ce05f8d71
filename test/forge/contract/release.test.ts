import { execFileSync } from 'node:child_process';
import type { Pull } from '../servers/pulls';
import { TOKEN } from '../servers/server';
import { LIVE, production, useForgePlatforms } from './platform';
import { SERVERS } from './support';

const make = useForgePlatforms();
const HEAD = 'twelve/production/lulu';
const PROMOTE = ['promote', 'lulu', '--from', 'staging', '--to', 'production'] as const;

describe.each(SERVERS)('through %s', (_, kind) => {
  test('a forge that is down leaves the branch, and the same command finishes the job', async () => {
    const platform = await make(kind).begin();
    await platform.release('lulu', '1.4.0', 1);
    platform.server.fail({ answer: { status: 503, body: 'down' }, times: 10_000 });
    const down = await platform.twelve(...PROMOTE, ...platform.common('promote'), '--timeout', '1');
    expect(down).toMatchObject({
      code: 6,
      err: expect.stringMatching(/503 down; what was pushed stays; .*\(TF2421\)\n$/) as string,
    });
    const pushed = platform.git('rev-parse', HEAD);
    // What runs and what waits is known without the forge.
    const status = await platform.twelve('status', 'lulu', ...platform.common('status'), '--timeout', '1', '--json');
    expect(status).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^warning: numbers of pull requests .*\(TF2421\)\n$/) as string,
    });
    expect(platform.server.pulls.all).toEqual([]);
    platform.server.heal();
    const again = await platform.ok<{ outcomes: { pullRequest: object }[] }>(...PROMOTE);
    expect(again.outcomes).toMatchObject([{ pullRequest: { number: 1, state: 'open' } }]);
    expect(platform.git('rev-parse', HEAD)).toBe(pushed);
    await platform.ok(...PROMOTE);
    expect(platform.server.pulls.all).toHaveLength(1);
    await platform.ok('pr', 'merge', '1');
    expect(await production(platform)).toEqual({ ...LIVE, version: '1.4.0' });
  });

  test('the token is in no output, no cache and no record', async () => {
    const platform = await make(kind).begin();
    await platform.release('lulu', '1.4.0', 1);
    platform.server.fail({
      on: kind.requests.open,
      answer: { status: 422, body: { message: `no ${TOKEN}` } },
      times: 99,
    });
    expect(await platform.verb(...PROMOTE, '--json')).toMatchObject({
      code: 5,
      out: expect.stringContaining('TF2428') as string,
    });
    platform.server.heal();
    await platform.ok(...PROMOTE, '--merge');
    expect(platform.said).toContain('no ***');
    expect(platform.said).not.toContain(TOKEN);
    for (const folder of [...platform.caches(), platform.repo]) {
      const found = execFileSync('sh', ['-c', `grep -rl -- ${TOKEN} . || true`], { cwd: folder, encoding: 'utf8' });
      expect(found).toBe('');
    }
  });

  test('what twelve.yaml says of labels, reviewers and the method is done', async () => {
    const settings = '  labels: [release]\n  mergeMethod: squash\n  reviewers:\n    team-lulu: [eve]\n    "*": [bob]\n';
    const platform = await make(kind).begin(settings);
    const meta = { name: 'lulu', labels: { owner: 'team-lulu' } };
    const files = { 'ConfigMap.lulu.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta } };
    await platform.release('lulu', '1.4.0', 1, 'staging', { files });
    await platform.release('moon', '2.0.0', 2);
    await platform.ok(...PROMOTE);
    await platform.ok('promote', 'moon', '--from', 'staging', '--to', 'production');
    const asked = platform.server.pulls.all.map(({ reviewers, labels }) => [[...reviewers], [...labels]]);
    expect(asked).toEqual([
      [['eve'], ['release']],
      [['bob'], ['release']],
    ]);
    await platform.ok(...PROMOTE, '--merge');
    expect(platform.server.pulls.find(1)?.style).toMatch(/^squash/);
    expect(await production(platform)).toEqual({ ...LIVE, version: '1.4.0' });
  });

  test('auto-merge that twelve.yaml asks for merges at once where it can', async () => {
    const platform = await make(kind).begin('  autoMerge: true\n');
    await platform.release('lulu', '1.4.0', 1);
    const { outcomes } = await platform.ok<{ outcomes: object[] }>(...PROMOTE, '--merge');
    expect(outcomes).toMatchObject([{ pullRequest: { number: 1, state: 'merged' } }]);
    expect(await production(platform)).toEqual({ ...LIVE, version: '1.4.0' });
  });

  test('a change that goes past a pull request closes it, with the reason as a comment', async () => {
    const platform = await make(kind).begin();
    await platform.release('lulu', '1.4.0', 1);
    await platform.ok(...PROMOTE);
    platform.configure('', (text) => text.replace('flow: pullRequest', 'flow: direct'));
    await platform.release('lulu', '1.5.0', 2);
    await platform.ok(...PROMOTE);
    const pull = platform.server.pulls.find(1);
    expect(pull).toMatchObject({ state: 'closed' });
    expect(pull?.comments.map(({ body }) => body)).toEqual(['superseded by promote 1.5.0, a commit on production']);
    expect(platform.git('for-each-ref', `refs/heads/${HEAD}`)).toBe('');
  });

  test('pull requests are listed, shown and closed', async () => {
    const platform = await make(kind).begin();
    await platform.release('lulu', '1.4.0', 1);
    await platform.ok(...PROMOTE);
    expect((await platform.verb('pr', 'list')).out).toMatch(/#1 +open +.*promote lulu 1\.4\.0.* ada /);
    expect((await platform.verb('pr', 'show', '1')).out).toContain('| Operation | promote from staging |');
    const reason = 'not today, @ada: fixes #3';
    expect(await platform.ok('pr', 'close', '1', '--reason', reason)).toMatchObject({ state: 'closed' });
    const pull = platform.server.pulls.find(1) as Pull;
    expect(pull.comments.map(({ body }) => body)).toEqual([
      'not today, <code><!-- -->&#64;ada</code>: fixes <code>&#35;3</code>',
    ]);
    await platform.ok('pr', 'close', '1', '--reason', reason);
    expect(pull.comments).toHaveLength(1);
    expect((await platform.verb('pr', 'list')).err).toBe('no pull request is open\n');
  });

  test('what twelve.yaml says of drafts is done: it waits until somebody says at the forge that it is ready', async () => {
    const platform = await make(kind).begin('  draft: true\n  autoMerge: true\n');
    await platform.release('lulu', '1.4.0', 1);
    await platform.ok(...PROMOTE);
    const pull = platform.server.pulls.find(1) as Pull;
    expect([pull.draft, pull.autoMerge]).toEqual([true, undefined]);
    expect((await platform.verb('pr', 'merge', '1')).err).toMatch(/says that it is a draft; mark it as ready at http/);
    pull.draft = false;
    await platform.ok(...PROMOTE);
    expect(pull.state).toBe('merged');
  });

  test('what others wrote at the forge gives a terminal no orders', async () => {
    const platform = await make(kind).begin();
    await platform.release('lulu', '1.4.0', 1);
    await platform.ok(...PROMOTE);
    Object.assign(platform.server.pulls.find(1) as Pull, { title: 'a\u001b]0;b', body: 'c\u001b[31m\r\n\td' });
    expect((await platform.verb('pr', 'list')).out).toContain('a\\u{1b}]0;b');
    expect((await platform.verb('pr', 'show', '1')).out).toBe('# a\\u{1b}]0;b\n\nc\\u{1b}[31m\n    d\n');
  });
});
