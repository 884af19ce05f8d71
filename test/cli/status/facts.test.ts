import { differenceOf } from '../../../lib/cli/status/difference';
import { slotWords } from '../../../lib/cli/status/slot-facts';
import type { PlaceStatus } from '../../../lib/release/report';
import { live, NOW, reportOf } from './support';

function slotsOf(slots: PlaceStatus['slots'], version = '1.0.0'): string {
  return slotWords(live(version, NOW, { slots })).join(' ');
}

test('without slots there is nothing to say of them', () => {
  expect(slotsOf(undefined)).toBe('');
});

test('of slots at rest, the live one is named, whatever the other one holds', () => {
  expect(slotsOf({ live: 'green', holds: { green: '1.0.0', blue: '0.9.0' } })).toBe('green');
  expect(slotsOf({ live: 'stable', share: 0, holds: { stable: '1.0.0', canary: '0.9.0' } })).toBe('stable');
});

test('a release that waits for a switch is named with its slot', () => {
  const holds = { green: '1.0.0', blue: '1.1.0' };
  expect(slotsOf({ live: 'green', holds, next: 'blue' })).toBe('→ 1.1.0 waits in blue');
});

test('a canary is named with its share from its first step to its end', () => {
  const holds = { stable: '1.0.0', canary: '1.1.0' };
  expect(slotsOf({ live: 'stable', share: 0, holds, next: 'canary' })).toBe('→ 1.1.0 0 %');
  expect(slotsOf({ live: 'stable', share: 25, holds, next: 'canary' })).toBe('→ 1.1.0 25 %');
  expect(slotsOf({ live: 'stable', share: 25, holds })).toBe('→ 1.1.0 25 %');
  const settled = { stable: '1.1.0', canary: '1.1.0' };
  expect(slotsOf({ live: 'stable', share: 100, holds: settled }, '1.1.0')).toBe('100 % in canary');
});

test('a slot that holds nothing known is no reason to fail', () => {
  expect(slotsOf({ live: 'green', holds: {}, next: 'blue' })).toBe('→ ? waits in blue');
  expect(slotsOf({ live: 'green', holds: {}, next: 'constructor' })).toBe('→ ? waits in constructor');
});

test.each([
  ['1.5.0', 7, '1.5.0', 7, undefined],
  ['4f2a9c1', 8, '1234567', 7, 'behind'],
  ['1.4.0', 6, '1.5.0', 7, 'ahead of'],
  ['1.5.0', 7, '1.5.0-rc.1', 7, 'differs from'],
])(
  'with %s, order %d, on staging, production with %s, order %d, is %s it',
  (version, order, other, lower, relation) => {
    const places = { staging: live(version, NOW, { order }), production: live(other, NOW, { order: lower }) };
    const report = reportOf({ lulu: places });
    expect(differenceOf(report.applications[0]!, report.environments, 1)?.relation).toBe(relation);
  },
);

test('an environment is compared with the nearest one before it that has the application', () => {
  const environments = ['dev', 'staging', 'production'].map((name) => ({
    name,
    branch: name,
    flow: 'direct' as const,
  }));
  const places = { dev: live('2.0.0', NOW), production: live('1.0.0', NOW) };
  const application = { application: 'lulu', environments: places };
  expect(differenceOf(application, environments, 0)).toBeUndefined();
  expect(differenceOf(application, environments, 2)).toMatchObject({ relation: 'behind', environment: 'dev' });
});
