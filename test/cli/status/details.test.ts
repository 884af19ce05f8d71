import { statusDetails } from '../../../lib/cli/status';
import type { StatusReport } from '../../../lib/release/report';
import { EVERYTHING, live, NOW, reportOf } from './support';

function only(name: string): StatusReport {
  return { ...EVERYTHING, applications: EVERYTHING.applications.filter(({ application }) => application === name) };
}

test('an application alone says who did what, when and why, what its slots hold, what holds it and what waits', () => {
  expect(`\n${statusDetails(only('ledger'), { color: false })}\n`).toBe(`
ledger

staging     1.6.0
  since     2026-06-30 12:00 UTC, 1 d ago
  last      promote 1.6.0 from staging by ann, 2026-06-30 12:00 UTC, 1 d ago

production  1.4.0 → 1.6.0 waits in blue  drifted  pinned  #12 1.6.0
  since     2026-04-02 12:00 UTC, 2 mo ago, when it was asked for
  last      promote 1.4.0 from staging by ann, 2026-04-02 12:00 UTC, 2 mo ago
  slots     blue: 1.6.0, next
            green: 1.4.0, live
  differs   behind staging, which has 1.6.0
  drift     env/production differs from what its state says; twelve verify names the files
  pin       held at 1.4.0 by Bea <bea@example.com>, 2026-06-29 12:00 UTC, 2 d ago
            because: quarter end
  waiting   #12 promote 1.6.0 by cai, 2026-07-01 11:00 UTC, 1 h ago
            https://git.example.com/pulls/12

Read 2026-07-01 12:00 UTC from git@example.com:shop/platform.git.
`);
});

test('what went against a policy says against which, and why', () => {
  expect(statusDetails(only('basket'), { color: false })).toContain(`
production  2.3.0  glass broken
  since     2026-06-28 12:00 UTC, 3 d ago, when it was asked for
  last      promote 2.3.0 from staging by ann, 2026-06-28 12:00 UTC, 3 d ago
            against the policies: audit (freeze)
            because: the shop is down
`);
});

test('a state that cannot be read says why', () => {
  expect(`\n${statusDetails(only('lulu'), { color: false, width: 60 })}\n`).toBe(`
lulu

staging     broken
  broken    the state on env/staging can't be read: not
            JSON: line 3

production  1.5.0 green
  since     2026-06-30 16:00 UTC, 20 h ago, when it was
            asked for
  last      promote 1.5.0 from staging by ann, 2026-06-30
            16:00 UTC, 20 h ago
  slots     blue: 1.4.0
            green: 1.5.0, live

Read 2026-07-01 12:00 UTC from
git@example.com:shop/platform.git.
`);
});

test('a first release that waits says so, and that the other environment has nothing', () => {
  expect(`\n${statusDetails(only('mailer'), { color: false })}\n`).toBe(`
mailer

staging     –

production  nothing live  PR 0.1.0
  waiting   release 0.1.0 by ann, 2026-07-01 12:00 UTC, now

Read 2026-07-01 12:00 UTC from git@example.com:shop/platform.git.
`);
});

test('both sides of a canary say their share of the traffic', () => {
  const details = statusDetails(only('billing'), { color: false });
  expect(details).toContain('canary: 3.2.0, next, 25 % of the traffic');
  expect(details).toContain('stable: 3.1.0, live, 75 % of the traffic');
});

test('reason and source of the last operation are told where they are known', () => {
  const place = live('1.0.0', NOW);
  const operation = { ...place.operation!, reason: 'fixes\nBIL-1', source: '4f2a9c1d0e5b6a7f8c9d0e1f2a3b4c5d6e7f8a9b' };
  const details = statusDetails(reportOf({ lulu: { staging: { ...place, operation } } }), { color: false });
  expect(details).toContain('because: fixes BIL-1');
  expect(details).toContain('built from 4f2a9c1d0e5b6a7f8c9d0e1f2a3b4c5d6e7f8a9b');
});

test('an address is never broken over lines', () => {
  expect(statusDetails(only('ledger'), { color: false, width: 30 })).toContain('https://git.example.com/pulls/12');
});

test('colours add nothing but colour', () => {
  const plain = statusDetails(EVERYTHING, { color: true }).replace(/\u001b\[\d+m/g, '');
  expect(plain).toBe(statusDetails(EVERYTHING, { color: false }));
});
