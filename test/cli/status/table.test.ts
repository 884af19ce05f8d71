import { statusTable } from '../../../lib/cli/status';
import type { PlaceStatus } from '../../../lib/release/report';
import { EVERYTHING, largeReport, live, NOW, reportOf } from './support';

const COLORS = /\u001b\[\d+m/g;

function widthOf(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

test('each application has a line with what runs in each environment, since when, and what there is to look at', () => {
  expect(`\n${statusTable(EVERYTHING, { color: false, width: 140 })}\n`).toBe(`
application  staging  age  production                                                age
──────────────────────────────────────────────────────────────────────────────────────────
basket       2.3.0    2 h  2.3.0  glass broken                                       3 d
billing      3.2.0    5 h  3.1.0 → 3.2.0 25 %                                       12 d
ledger       1.6.0    1 d  1.4.0 → 1.6.0 waits in blue  drifted  pinned  #12 1.6.0  2 mo
lulu         broken        1.5.0 green                                              20 h
mailer       –             nothing live  PR 0.1.0

broken lulu in staging: not JSON: line 3

5 applications: 2 out of step, 2 under way, 2 to be merged, 1 pinned, 1 glass broken, 1 drifted, 1 broken. Read 2026-07-01 12:00 UTC.
`);
});

test('on a narrow terminal, what does not fit goes to the next line', () => {
  expect(`\n${statusTable(EVERYTHING, { color: false, width: 72 })}\n`).toBe(`
application  staging  age  production                             age
───────────────────────────────────────────────────────────────────────
basket       2.3.0    2 h  2.3.0  glass broken                    3 d
billing      3.2.0    5 h  3.1.0 → 3.2.0 25 %                    12 d
ledger       1.6.0    1 d  1.4.0 → 1.6.0 waits in blue  drifted  2 mo
                           pinned  #12 1.6.0
lulu         broken        1.5.0 green                           20 h
mailer       –             nothing live  PR 0.1.0

broken lulu in staging: not JSON: line 3

5 applications: 2 out of step, 2 under way, 2 to be merged, 1 pinned, 1
glass broken, 1 drifted, 1 broken. Read 2026-07-01 12:00 UTC.
`);
});

test('on a very narrow terminal, each environment has a line of its own', () => {
  expect(`\n${statusTable(EVERYTHING, { color: false, width: 46 })}\n`).toBe(`
application  environment   age  runs
───────────────────────────────────────────────
basket       staging       2 h  2.3.0
             production    3 d  2.3.0
                                glass broken
billing      staging       5 h  3.2.0
             production   12 d  3.1.0 → 3.2.0
                                25 %
ledger       staging       1 d  1.6.0
             production   2 mo  1.4.0 → 1.6.0
                                waits in blue
                                drifted
                                pinned
                                #12 1.6.0
lulu         staging            broken
             production   20 h  1.5.0 green
mailer       production         nothing live
                                PR 0.1.0

broken lulu in staging: not JSON: line 3

5 applications: 2 out of step, 2 under way, 2
to be merged, 1 pinned, 1 glass broken, 1
drifted, 1 broken. Read 2026-07-01 12:00 UTC.
`);
});

test.each([48, 60, 72, 80, 100, 120, 200])('nothing is wider than a terminal of %d columns', (width) => {
  expect(widthOf(statusTable(EVERYTHING, { color: false, width }))).toBeLessThanOrEqual(width);
});

test('colours add nothing but colour', () => {
  const colored = statusTable(EVERYTHING, { color: true });
  expect(colored).toMatch(COLORS);
  expect(colored.replace(COLORS, '').replace(/ +$/gm, '')).toBe(statusTable(EVERYTHING, { color: false }));
});

test('a platform without applications says so', () => {
  expect(statusTable(reportOf({}), { color: false })).toBe(
    'No application has been released to git@example.com:shop/platform.git yet.',
  );
});

test('what others wrote cannot steer the terminal', () => {
  const report = reportOf({ 'evil\u001b]0;title\u0007': { staging: live('1.0\u001b[2J', NOW) } });
  expect(statusTable(report, { color: false })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});

test('environments and slots may have the names of what every object has', () => {
  const report = {
    ...reportOf({ lulu: {} }),
    environments: [{ name: 'constructor', branch: 'main', flow: 'direct' as const }],
  };
  expect(statusTable(report, { color: false })).toContain('lulu         –');
});

test('many broken states are counted instead of listed', () => {
  const places: Record<string, Record<string, PlaceStatus>> = {};
  for (let index = 0; index < 25; index++) places[`app-${index}`] = { staging: { drifted: true, broken: 'x' } };
  const table = statusTable(reportOf(places), { color: false });
  expect(table).not.toContain('drifted');
  expect(table.match(/^broken /gm)).toHaveLength(20);
  expect(table).toContain('\nand 5 more\n');
});

test('2,000 applications in three environments are one table', () => {
  const table = statusTable(largeReport(2000, ['dev', 'staging', 'production']), { color: true });
  expect(table.split('\n').length).toBeGreaterThan(2000);
  expect(table).toContain('2,000 applications');
});
