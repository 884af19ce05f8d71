import { allowedFrom, autoReleaseTo, evaluate, judge, nameOf } from '../../../lib/release/policies';
import { EVERYTHING, facts, live, policiesOf, rule, told } from './support';
import { parsePlatform } from '../../../lib/release/platform-config';

test('without a rule that holds there, everything is allowed', () => {
  expect(evaluate(facts(), [])).toEqual([]);
  expect(evaluate(facts({ environment: 'staging' }), rule('promoteFrom: staging'))).toEqual([]);
});

test('every reason is told at once, with the rule, its line, and from when on it would be allowed', () => {
  const { policies } = parsePlatform(EVERYTHING);
  const denials = evaluate(
    facts({ owner: 'team-lulu', at: '2026-01-10T12:00:00Z', actor: 'Eve <eve@example.com>' }),
    policies,
  );
  expect(denials.map((denial) => [nameOf(denial), denial.line, denial.reason, Object.keys(denial.until)[0]])).toEqual([
    ['production (approvals)', 11, 'as agreed', 'never'],
    ['production (branches)', 11, 'as agreed', 'never'],
    ['production (promoteFrom)', 11, 'as agreed', 'when'],
    ['production (requires)', 11, 'as agreed', 'when'],
    ['production (soak)', 11, 'as agreed', 'when'],
    ['production (freeze)', 11, 'as agreed', 'at'],
  ]);
});

test('what allows it is told too', () => {
  const policies = rule('promoteFrom: staging, requires: { auth: 1.0.0 }');
  const there = live({ staging: { lulu: '1.5.0' }, production: { auth: '1.2.0' } });
  expect(judge(facts({ live: there }), policies).map(({ allowed, why }) => `${allowed} ${why}`)).toEqual([
    'true 1.5.0 is live on staging',
    'true production has auth 1.2.0',
  ]);
});

test('when a soak ends in a freeze, it is allowed after that', () => {
  const policies = rule(
    'soak: { on: staging, for: 24h }, freeze: [{ days: [sat, sun], zone: Etc/UTC, reason: so }, { from: mon 00:00, until: mon 09:00, zone: Etc/UTC, reason: so }]',
  );
  const served = new Map([['staging', [{ from: Date.parse('2026-01-09T12:00:00Z') }]]]);
  expect(allowedFrom(facts({ at: '2026-01-09T13:00:00Z', served }), policies)).toBe('2026-01-12T09:00:00.000Z');
});

test('when time alone is not enough, no time is told', () => {
  const policies = rule('promoteFrom: staging, freeze: [{ days: [wed], zone: Etc/UTC, reason: so }]');
  expect(allowedFrom(facts(), policies)).toBeUndefined();
});

test('what is allowed is allowed from now on', () => {
  expect(allowedFrom(facts(), [])).toBe('2026-01-07T12:00:00.000Z');
});

describe('for whom a policy holds', () => {
  const denies = (scope: string, changed: Parameters<typeof told>[0] = {}) =>
    told(changed, rule(`promoteFrom: staging, ${scope}`)).length > 0;

  test.each([
    ['its name', 'applications: [shop, lulu]', true],
    ['a pattern', "applications: ['lu*']", true],
    ['other applications', "applications: [shop, 'lulu-*']", false],
    ['all but it', 'except: [lulu]', false],
    ['all but others', "except: ['shop*']", true],
    ['a pattern, but it is excepted', "applications: ['lu*'], except: [lulu]", false],
  ])('%s', (_, scope, expected) => {
    expect(denies(scope)).toBe(expected);
  });

  test('an owner, if that is known', () => {
    expect(denies('owners: [team-lulu]', { owner: 'team-lulu' })).toBe(true);
    expect(denies("owners: ['team-*']", { owner: 'team-lulu' })).toBe(true);
    expect(denies('owners: [team-shop]', { owner: 'team-lulu' })).toBe(false);
    expect(denies('owners: [team-lulu]')).toBe(false);
  });
});

describe('autoRelease', () => {
  const policies = policiesOf(`master:
  environments: [staging]
  autoRelease: { branches: [master] }
tags:
  environments: [production, qa]
  applications: ['lu*']
  autoRelease: { tags: ['v*'], branches: ['hotfix/*'] }
`);
  const to = (origin: { branch?: string; tag?: string }, application = 'lulu') =>
    autoReleaseTo({ application }, origin, policies, ['staging', 'qa', 'production']);

  test('goes to the environments of every rule that its branch or tag is of, in the order of the platform', () => {
    expect(to({ branch: 'master' })).toEqual(['staging']);
    expect(to({ tag: 'v1.5.0' })).toEqual(['qa', 'production']);
    expect(to({ branch: 'master', tag: 'v1.5.0' })).toEqual(['staging', 'qa', 'production']);
    expect(to({ branch: 'hotfix/1' })).toEqual(['qa', 'production']);
  });

  test('goes nowhere for other branches, other applications, or where the branch is not known', () => {
    expect(to({ branch: 'main' })).toEqual([]);
    expect(to({ tag: 'v1.5.0' }, 'shop')).toEqual([]);
    expect(to({})).toEqual([]);
  });

  test('denies nothing', () => {
    expect(evaluate(facts({ environment: 'staging' }), policies)).toEqual([]);
  });
});
