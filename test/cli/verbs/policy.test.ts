import { writeFileSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { usePlatform } from '../../support/platform';

const make = usePlatform();

const PROVEN = '{ environments: [production], promoteFrom: staging }';

test('a policy is set by a commit on main with who and why, listed, and removed', async () => {
  const platform = await make().init();
  expect(await platform.verb('policy', 'list')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/there are no policies/) as string,
  });
  const before = platform.git('show', 'main:twelve.yaml');
  const set = await platform.verb('policy', 'set', 'proven', PROVEN, '--reason', 'agreed');
  expect(set).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^set proven, by commit [0-9a-f]{10} on main of/) as string,
  });
  expect(platform.git('log', '-1', '--format=%an%n%B', 'main')).toBe(
    'Ada Lovelace\npolicies: set proven\n\nagreed\n\nOperation: policy-set\nPolicy: proven\nActor: Ada Lovelace <ada@example.com>\nReason: agreed',
  );
  expect(platform.git('show', 'main:twelve.yaml')).toBe(
    `${before}\npolicies:\n  proven:\n    environments: [production]\n    promoteFrom: staging`,
  );
  expect((await platform.verb('policy', 'list')).out).toMatch(
    /proven\s+production\s+all\s+only what is live on staging/,
  );
  expect((await platform.verb('policy', 'set', 'proven', PROVEN)).err).toBe('nothing to do: set proven\n');
  await platform.ok('policy', 'remove', 'proven');
  expect(platform.git('show', 'main:twelve.yaml')).toBe(before);
  expect(await platform.verb('policy', 'remove', 'proven')).toMatchObject({
    code: 2,
    err: 'proven: twelve.yaml has no policy of this name; see `twelve policy list` (TF2207)\n',
  });
});

test('a mistake is told as one of what was given, and nothing is written', async () => {
  const platform = await make().init();
  const refs = platform.refs();
  for (const [rules, message] of [
    [
      '{ environments: [prod], promoteFrom: staging }',
      /^policy a: environments\.0: "prod" is no environment of the file; give one of staging, production; correct it; nothing has changed/,
    ],
    ['{ environments: [production], soke: {} }', /"soke" is no key of it \(did you mean soak\?\)/],
    ['{ environments: [production] }', /^policy a: it says nothing: give one of autoRelease/],
    ['{ environments: [production', /^policy a: Flow sequence .* at line 1, column \d+; correct it \(TF2204\)\n$/],
    ['promoteFrom', /policy a: it has to be a mapping/],
  ] as const) {
    const answer = await platform.verb('policy', 'set', 'a', rules);
    expect(answer.err).toMatch(message);
    expect(answer.code).toBe(2);
  }
  expect((await platform.verb('policy', 'set', 'A(b', PROVEN)).err).toMatch(/^policy A\(b: no name: lower-case/);
  expect(platform.refs()).toBe(refs);
});

test('a dry run shows the file, and writes nothing', async () => {
  const platform = await make().init();
  const refs = platform.refs();
  const answer = await platform.verb('policy', 'set', 'proven', PROVEN, '--dry-run');
  expect(answer.out).toContain('  proven:\n    environments: [production]\n');
  expect(answer.err).toBe('would be done: set proven\n');
  expect(platform.refs()).toBe(refs);
});

test('where main takes pull requests, changes wait in one of them, together', async () => {
  const platform = await make().init();
  platform.edit('main', 'twelve.yaml', `${platform.git('show', 'main:twelve.yaml')}\nmain: { flow: pullRequest }\n`);
  const main = platform.git('rev-parse', 'main');
  expect((await platform.verb('policy', 'set', 'a', PROVEN)).err).toMatch(
    /^set a, in pull request #1, which waits to be merged/,
  );
  expect((await platform.verb('policy', 'set', 'b', PROVEN)).err).toMatch(/^set b, in pull request #1, which waits/);
  expect(platform.git('rev-parse', 'main')).toBe(main);
  expect((await platform.verb('policy', 'list')).out).toBe('');
  expect((await platform.verb('status')).code).toBe(0);
  expect((await platform.verb('pr', 'merge', '1')).code).toBe(0);
  const { policies } = await platform.ok<{ policies: { name: string }[] }>('policy', 'list');
  expect(policies.map(({ name }) => name)).toEqual(['a', 'b']);
  expect((await platform.verb('policy', 'remove', 'a', '--merge')).err).toMatch(/pull request #2, which is merged/);
});

test('a change that waits on an older main is not built upon', async () => {
  const platform = await make().init();
  await platform.ok('policy', 'set', 'a', PROVEN, '--pull-request');
  await platform.ok('policy', 'set', 'b', PROVEN);
  expect(await platform.verb('policy', 'set', 'c', PROVEN, '--pull-request')).toMatchObject({
    code: 4,
    err: expect.stringMatching(
      /twelve\/twelve\.yaml: a change of the policies waits there, made on an older main; .* \(TF2206\)/,
    ) as string,
  });
});

test('a protected main is told, with the way by pull request', async () => {
  const platform = await make().init();
  mkdirSync(join(platform.repo, 'hooks'), { recursive: true });
  const hook = join(platform.repo, 'hooks', 'update');
  writeFileSync(hook, '#!/bin/sh\n[ "$1" != refs/heads/main ] || { echo protected; exit 1; }\n');
  chmodSync(hook, 0o755);
  expect(await platform.verb('policy', 'set', 'a', PROVEN)).toMatchObject({
    code: 5,
    err: expect.stringMatching(
      /it refuses main .*--pull-request.*main: \{ flow: pullRequest \}.* \(TF2302\)/,
    ) as string,
  });
  expect((await platform.verb('policy', 'set', 'a', PROVEN, '--pull-request')).code).toBe(0);
});

test('a case that is made up is tested, by the policies of main or of a file', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok(
    'policy',
    'set',
    'weekend',
    "{ environments: [production], branches: ['release/*'], freeze: [{ days: [sat, sun], zone: Etc/UTC, reason: so }] }",
  );
  const ask = (...more: string[]) => platform.verb('policy', 'test', 'lulu', '--env', 'production', ...more);
  const refs = platform.refs();
  expect(await ask('--version', '9.9.9', '--branch', 'release/9', '--at', '2026-12-24T12:00:00Z')).toMatchObject({
    code: 0,
    out: 'production: lulu 9.9.9 is allowed\n✓ weekend (branches, twelve.yaml:14): 9.9.9 was built from the branch release/9\n✓ weekend (freeze, twelve.yaml:14): it is not frozen\n',
  });
  const denied = await ask('--from', 'staging', '--branch', 'release/1', '--at', '2026-12-26T13:00:00+01:00');
  expect(denied).toMatchObject({
    code: 3,
    out: expect.stringMatching(
      /^production: lulu 1\.4\.0 is not allowed; it will be from 2026-12-28 00:00:00Z on\n/,
    ) as string,
  });
  writeFileSync(
    join(platform.folder, 'work', 'twelve.yaml'),
    'schema: 1\nenvironments: { staging: {}, production: {} }\npolicies:\n  p: { environments: [production], approvals: { people: [eve@example.com] } }\n',
  );
  expect((await ask('--file', 'twelve.yaml')).out).toMatch(
    /✗ p \(approvals, twelve\.yaml:4\): Ada Lovelace <ada@example\.com> may not; never by this person/,
  );
  const eve = ['--file', 'twelve.yaml', '--actor', 'Eve <eve@example.com>', ...platform.common('status')];
  expect((await platform.twelve('policy', 'test', 'lulu', '--env', 'production', ...eve)).code).toBe(0);
  expect((await ask('--file', 'no.yaml')).err).toMatch(/no\.yaml can't be read \(ENOENT\).*TF2502/);
  expect((await ask('--at', '2026-12-26 13:00')).err).toMatch(/a time with its zone/);
  expect(platform.refs()).toBe(refs);
});

test('what is made up has to be possible', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  const ask = (...more: string[]) => platform.verb('policy', 'test', 'lulu', '--env', 'production', ...more);
  expect(await ask('--version', 'a b')).toMatchObject({ code: 2, err: expect.stringContaining('a version') as string });
  expect(await ask('--branch', ' ')).toMatchObject({ code: 2, err: expect.stringContaining('a name') as string });
  writeFileSync(join(platform.folder, 'work', 'mine.yaml'), 'schema: 1\nenvironments: []\n');
  expect(await ask('--file', 'mine.yaml')).toMatchObject({
    code: 2,
    err: 'mine.yaml:2:15: environments: it has to be a mapping; correct it (TF2204)\n',
  });
});

test('the pull request of a policy says who wants it, and its reason is words', async () => {
  const platform = await make().init();
  await platform.ok('policy', 'set', 'a', PROVEN, '--pull-request', '--reason', '/merge @ada, closes #1');
  expect((await platform.verb('pr', 'show', '1')).out).toBe(
    '# policies: set a\n\n| Policy | `a` |\n|:--|:--|\n| Operation | set |\n| Asked for by | Ada Lovelace `<ada@example.com>` |\n' +
      '| Reason | <code>/merge</code> <code><!-- -->&#64;ada</code>, closes <code>&#35;1</code> |\n',
  );
});
