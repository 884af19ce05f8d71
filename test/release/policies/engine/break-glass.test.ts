import { usePlatform } from '../../../support/platform';
import { expectDenied, FROZEN, promote, setPolicies } from './support';

const make = usePlatform();

async function frozen(
  flow: 'direct' | 'pullRequest' = 'direct',
  policies = `audit: { environments: [production], ${FROZEN} }`,
) {
  const platform = await make().init(flow);
  await platform.release('lulu', '1.4.0', 1);
  setPolicies(platform, policies);
  return platform;
}

test('with a reason it is done, and said loudly: to people, in the commit, in the state, in the history', async () => {
  const platform = await frozen();
  const answer = await promote(platform, 'lulu', '--break-glass', '--reason', 'the shop is down');
  expect(answer.code).toBe(0);
  expect(answer.err).toContain(
    '! production: against a policy, because: the shop is down\n    audit (freeze): it is frozen until',
  );
  expect(
    platform.git('log', '-1', '--format=%s%n%(trailers:key=Break-Glass)%n%(trailers:key=Reason)', 'production'),
  ).toBe(
    'production: promote lulu 1.4.0 from staging [break-glass]\nBreak-Glass: audit (freeze)\n\nReason: the shop is down',
  );
  expect(platform.state('lulu', 'production')['operation']).toMatchObject({
    reason: 'the shop is down',
    breakGlass: ['audit (freeze)'],
  });
  expect((await platform.verb('history', 'lulu', '--env', 'production')).out).toContain(
    'against audit (freeze): the shop is down',
  );
  expect((await platform.verb('verify')).code).toBe(0);
});

test('programs learn what was overridden', async () => {
  const platform = await frozen();
  const { outcomes } = await platform.ok<{ outcomes: object[] }>(
    ...['promote', 'lulu', '--from', 'staging', '--to', 'production', '--break-glass', '--reason', 'x'],
  );
  expect(outcomes).toEqual([
    expect.objectContaining({ overridden: [expect.objectContaining({ policy: 'audit', rule: 'freeze' })] }),
  ]);
});

test.each([[[]], [['--reason', '']], [['--reason', '  ']]])(
  'without a reason (%j) nothing is overridden',
  async (reason) => {
    const platform = await frozen();
    const refs = platform.refs();
    expect(await promote(platform, 'lulu', '--break-glass', ...reason)).toMatchObject({
      code: 2,
      err: '--break-glass: it has no reason; give --reason, for the record (TF2503)\n',
    });
    expect(platform.refs()).toBe(refs);
  },
);

test('where nothing forbids it, no glass is broken', async () => {
  const platform = await frozen('direct', 'proven: { environments: [production], promoteFrom: staging }');
  const { err } = await promote(platform, 'lulu', '--break-glass', '--reason', 'to be sure');
  expect(err).not.toContain('against');
  expect(platform.state('lulu', 'production')['operation']).not.toHaveProperty('breakGlass');
});

test('the rules of releases hold all the same', async () => {
  const platform = await frozen();
  await promote(platform, 'lulu', '--break-glass', '--reason', 'x');
  await platform.ok('pin', 'lulu', '--env', 'production');
  await platform.release('lulu', '1.5.0', 2);
  expect((await promote(platform, 'lulu', '--break-glass', '--reason', 'x')).err).toMatch(
    /^\[lulu\/production\] 1\.5\.0.*TF2101\)\n$/,
  );
});

test('a pull request that overrides a policy may be merged; one that does not override it may not', async () => {
  const platform = await make().init('pullRequest');
  await platform.release('lulu', '1.4.0', 1);
  await promote(platform, 'lulu');
  setPolicies(platform, `audit: { environments: [production], ${FROZEN} }`);
  await expectDenied(platform, () => platform.verb('pr', 'merge', '1'), /audit \(freeze/);
  // The same change, as an override: the pull request says so from then on.
  await expectDenied(platform, () => promote(platform, 'lulu'), /audit \(freeze/);
  await expectDenied(platform, () => promote(platform, 'lulu', '--merge'), /audit \(freeze/);
  await platform.ok('promote', 'lulu', '--from', 'staging', '--to', 'production', '--break-glass', '--reason', 'down');
  expect((await platform.verb('pr', 'show', '1')).out).toMatch(/Against the policies \| \*\*audit \(freeze\)\*\*/);
  // Asked for again, it waits already: nothing is overridden anew.
  const refs = platform.refs();
  expect((await promote(platform, 'lulu')).code).toBe(0);
  expect(platform.refs()).toBe(refs);
  expect((await platform.verb('pr', 'merge', '1')).code).toBe(0);
  expect(platform.state('lulu', 'production')['operation']).toMatchObject({ breakGlass: ['audit (freeze)'] });
});

test('another policy that came since is asked', async () => {
  const platform = await frozen('pullRequest');
  await promote(platform, 'lulu', '--break-glass', '--reason', 'down');
  setPolicies(
    platform,
    `audit: { environments: [production], ${FROZEN} }\nmore: { environments: [production], ${FROZEN} }`,
  );
  const { err } = await expectDenied(platform, () => platform.verb('pr', 'merge', '1'), /more \(freeze/);
  expect(err).not.toContain('audit (freeze');
});

test('a pull request of another branch is none of ours', async () => {
  const platform = await make().init('pullRequest');
  await platform.release('lulu', '1.4.0', 1);
  await promote(platform, 'lulu');
  setPolicies(platform, `audit: { environments: [staging], ${FROZEN} }`);
  expect((await platform.verb('pr', 'merge', '1')).code).toBe(0);
});
