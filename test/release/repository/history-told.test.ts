import type { HistoryEntry } from '../../../lib/release/repository/history';
import { usePlatform } from '../../support/platform';

const make = usePlatform();

test('the history of a canary tells its steps apart', async () => {
  const platform = await make().init();
  const environments = { production: 'canary' as const };
  await platform.release('lulu', '1.0.0', 10, 'production', { environments });
  await platform.release('lulu', '1.1.0', 11, 'production', { environments });
  for (const share of ['25', '100', '25', '100', undefined, undefined]) {
    await platform.ok('shift', 'lulu', '--env', 'production', ...(share === undefined ? [] : ['--share', share]));
  }
  const { entries } = await platform.ok<{ entries: HistoryEntry[] }>('history', 'lulu');
  expect(entries.slice(0, 6).map(({ step, share }) => [step, share])).toEqual([
    ['return', 0],
    ['settle', 100],
    ['share', 100],
    ['share', 25],
    ['share', 100],
    ['share', 25],
  ]);
  expect(entries[6]).not.toHaveProperty('step');
  const { out } = await platform.verb('history', 'lulu');
  expect(out.match(/shift(?: to \d+ %|: \w+)/g)).toEqual([
    'shift: return',
    'shift: settle',
    'shift to 100 %',
    'shift to 25 %',
    'shift to 100 %',
    'shift to 25 %',
  ]);
});

test.each([
  ['a schema of its own', (state: object) => ({ ...state, schema: 2 })],
  ['a field of its own', (state: object) => ({ ...state, mood: 'good' })],
])('a record that a newer twelve wrote (%s) is no file to be put back', async (_, alter) => {
  const platform = await make().init();
  await platform.release('lulu', '1.0.0', 10);
  const state = platform.state('lulu');
  platform.edit('staging', '.twelve/lulu.json', `${JSON.stringify(alter(state), undefined, 2)}\n`);
  const { err, code } = await platform.verb('pin', 'lulu', '--env', 'staging');
  expect(err).toMatch(/newer twelve.*; upgrade `twelve`; if it was edited by hand, put back .* \(TF2205\)/);
  expect(code).toBe(4);
  expect((await platform.verb('promote', 'lulu', '--from', 'staging', '--to', 'production')).err).toContain('upgrade');
  expect((await platform.verb('status')).out).toContain('newer twelve');
  expect((await platform.verb('verify')).err).toContain('newer twelve');
  expect((await platform.verb('history', 'lulu')).out).toContain('by a newer twelve');
});
