import type { ApplicationStatus, PlaceStatus, StatusReport } from '../../../lib/release/report';

/** When the reports of these tests are read. */
export const NOW = '2026-07-01T12:00:00.000Z';

/** A time that long before. */
export function before({ days = 0, hours = 0 }: { days?: number; hours?: number }): string {
  return new Date(Date.parse(NOW) - (days * 24 + hours) * 3_600_000).toISOString();
}

/** A report of a staging and a production environment. */
export function reportOf(applications: Record<string, Record<string, PlaceStatus>>): StatusReport {
  return {
    platform: 'git@example.com:shop/platform.git',
    at: NOW,
    environments: [
      { name: 'staging', branch: 'env/staging', flow: 'direct' },
      { name: 'production', branch: 'env/production', flow: 'pullRequest' },
    ],
    missing: [],
    applications: Object.entries(applications).map(([application, environments]) => ({ application, environments })),
  };
}

/** A release that was promoted and nothing else. Its order grows with the numbers of its version. */
export function live(version: string, since: string, more: Partial<PlaceStatus> = {}): PlaceStatus {
  const operation = { verb: 'promote', version, actor: 'ann', at: since, from: 'staging' };
  const order = version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return { version, order, since, drifted: false, operation, ...more };
}

/** One of everything that can be said of an application. */
export const EVERYTHING = reportOf({
  basket: {
    staging: live('2.3.0', before({ hours: 2 })),
    production: live('2.3.0', before({ days: 3 }), {
      operation: {
        ...{ verb: 'promote', version: '2.3.0', actor: 'ann', at: before({ days: 3 }), from: 'staging' },
        ...{ reason: 'the shop is down', breakGlass: ['audit (freeze)'] },
      },
    }),
  },
  billing: {
    staging: live('3.2.0', before({ hours: 5 })),
    production: live('3.1.0', before({ days: 12 }), {
      slots: { live: 'stable', share: 25, holds: { stable: '3.1.0', canary: '3.2.0' }, next: 'canary' },
    }),
  },
  ledger: {
    staging: live('1.6.0', before({ days: 1 })),
    production: live('1.4.0', before({ days: 90 }), {
      slots: { live: 'green', holds: { green: '1.4.0', blue: '1.6.0' }, next: 'blue' },
      pin: { version: '1.4.0', by: 'Bea <bea@example.com>', at: before({ days: 2 }), reason: 'quarter end' },
      drifted: true,
      waiting: {
        verb: 'promote',
        version: '1.6.0',
        actor: 'cai',
        at: before({ hours: 1 }),
        number: 12,
        url: 'https://git.example.com/pulls/12',
      },
    }),
  },
  lulu: {
    staging: { drifted: true, broken: 'not JSON:\n  line 3' },
    production: live('1.5.0', before({ hours: 20 }), {
      slots: { live: 'green', holds: { green: '1.5.0', blue: '1.4.0' } },
    }),
  },
  mailer: {
    production: { drifted: false, waiting: { verb: 'release', version: '0.1.0', actor: 'ann', at: NOW } },
  },
});

/** A platform of that size, in which one place of ten has something to look at. */
export function largeReport(applications: number, environments: readonly string[]): StatusReport {
  return {
    ...EVERYTHING,
    environments: environments.map((name) => ({ name, branch: `env/${name}`, flow: 'pullRequest' })),
    applications: Array.from({ length: applications }, (_, index) => largeApplication(index, environments)),
  };
}

function largeApplication(index: number, environments: readonly string[]): ApplicationStatus {
  const isSlotted = index % 3 === 0;
  const places = environments.map((name, column): [string, PlaceStatus] => {
    const at = before({ hours: index + column * 30 });
    const special = (index + column) % 10 === 0;
    const version = `1.${index}.${special ? 1 : 0}`;
    const operation = {
      ...{ verb: 'promote', version, actor: 'Beatrix Okafor <beatrix.okafor@example.com>', at, from: 'staging' },
      ...(index % 2 === 0 && { reason: 'weekly release, see REL-1234' }),
      ...{ source: '4f2a9c1d0e5b6a7f8c9d0e1f2a3b4c5d6e7f8a9b' },
    };
    const slots = { live: 'green', holds: { green: version, blue: `1.${index}.9` }, ...(special && { next: 'blue' }) };
    const pin = { version, by: 'Eva Lindqvist <eva.lindqvist@example.com>', at, reason: 'quarter end' };
    return [
      name,
      { version, since: at, drifted: special, operation, ...(isSlotted && { slots }), ...(special && { pin }) },
    ];
  });
  return { application: `application-${index}`, environments: Object.fromEntries(places) };
}
