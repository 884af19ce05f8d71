import { usePlatform } from '../../support/platform';

const make = usePlatform();

test('it says whether a release may go there, with every reason, and changes nothing', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  const refs = () => platform.refs();
  const before = refs();
  expect(await platform.verb('why', 'lulu', '--env', 'production')).toEqual({
    code: 0,
    out: 'production: lulu 1.4.0 is allowed: lulu is 1.4.0\n',
    err: '',
  });
  expect(refs()).toBe(before);
  await platform.ok(
    'policy',
    'set',
    'night',
    '{ environments: [production], soak: { on: staging, for: 8h }, promoteFrom: staging, reason: agreed }',
  );
  const answer = await platform.verb('why', 'lulu', '--env', 'production');
  expect(answer).toMatchObject({ code: 3, err: '' });
  expect(answer.out).toMatch(
    /^production: lulu 1\.4\.0 is not allowed; it will be from 2026-01-05 17:02:00Z on\n✓ night \(promoteFrom, twelve\.yaml:14\): 1\.4\.0 is live on staging \(agreed\)\n✗ night \(soak, twelve\.yaml:14\): 1\.4\.0 is live on staging since 2026-01-05 09:02:00Z, and has to be for 8h \(agreed\); allowed from /,
  );
  platform.later(8 * 60);
  expect((await platform.verb('why', 'lulu', '--env', 'production')).code).toBe(0);
});

test('pins, the order of releases and edits by hand are reasons too', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  await platform.release('lulu', '1.5.0', 2);
  await platform.ok('pin', 'lulu', '--env', 'production');
  await platform.ok('policy', 'set', 'x', '{ environments: [production], requires: { auth: 1.0.0 } }');
  const answer = await platform.verb('why', 'lulu', '--env', 'production', '--version', '1.5.0');
  expect(answer.code).toBe(3);
  expect(answer.out).toMatch(
    /^production: lulu 1\.5\.0 is not allowed\n✗ \[lulu\/production\] 1\.5\.0: it is pinned at 1\.4\.0 .*\(TF2101\)\n✗ x \(requires/,
  );
});

test('as JSON it is data', async () => {
  const platform = await make().init();
  await platform.release('lulu', '1.4.0', 1);
  await platform.ok('policy', 'set', 'x', '{ environments: [production], requires: { auth: 1.0.0 } }');
  const { code, out } = await platform.verb('why', 'lulu', '--env', 'production', '--json');
  expect(code).toBe(3);
  expect(JSON.parse(out)).toEqual({
    application: 'lulu',
    environment: 'production',
    version: '1.4.0',
    allowed: false,
    rulings: [
      {
        policy: 'x',
        rule: 'requires',
        line: 14,
        allowed: false,
        why: 'auth is not on production',
        until: { when: 'auth 1.0.0 or newer is live on production' },
      },
    ],
    problems: [],
    said: 'is 1.4.0',
  });
});

test('without a version it is about what waits in a slot, else about the environment before, else about the newest', async () => {
  const platform = await make().init();
  const environments = { staging: 'plain', production: 'blueGreen' } as const;
  for (const [version, order] of [
    ['1.4.0', 1],
    ['1.5.0', 2],
  ] as const) {
    await platform.release('lulu', version, order, 'staging', { environments });
    await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production');
  }
  await platform.release('lulu', '1.6.0', 3, 'staging', { environments });
  const asked = async (environment: string) => (await platform.verb('why', 'lulu', '--env', environment)).out;
  expect(await asked('production')).toMatch(/lulu 1\.5\.0 is allowed: lulu is 1\.5\.0: green is live/);
  await platform.ok('switch', 'lulu', '--env', 'production');
  expect(await asked('production')).toMatch(/lulu 1\.6\.0 is allowed: lulu has 1\.6\.0 in blue/);
  expect(await asked('staging')).toMatch(/lulu 1\.6\.0 is allowed: lulu is 1\.6\.0 already/);
});

test('what was never released, or is nowhere, is told', async () => {
  const platform = await make().init();
  expect((await platform.verb('why', 'lulu', '--env', 'staging')).err).toMatch(/nothing was ever released.*TF2103/);
  expect((await platform.verb('why', 'lulu', '--env', 'production')).err).toMatch(/TF2103/);
  expect((await platform.verb('why', 'lulu', '--env', 'prod')).err).toMatch(/TF2203/);
  await platform.release('lulu', '1.4.0', 1);
  expect((await platform.verb('why', 'lulu', '--env', 'staging', '--version', '9')).err).toMatch(
    /does not have 9.*TF2110/,
  );
});
