import { parsePlatform } from '../../../lib/release/platform-config';
import { evaluate, type Policy, type PolicyFacts } from '../../../lib/release/policies';

/** A `twelve.yaml` with every rule that there is. */
export const EVERYTHING = `schema: 1
environments:
  staging: {}
  production:
    flow: pullRequest
keep: 20
policies:
  master:
    environments: [staging]
    autoRelease: { branches: [master], tags: ['v*'] }
  production:
    environments: [production]
    applications: [lulu, 'shop-*']
    owners: [team-lulu]
    except: [shop-test]
    reason: as agreed
    branches: ['release/*']
    tags: ['v*']
    promoteFrom: staging
    soak: { on: staging, for: 1d 12h }
    requires: { auth: 2.3.0 }
    approvals:
      people: [ada@example.com, '*@ops.example.com']
      pipelines:
        - provider: github
          repository: example/platform
          workflow: release
          branches: [main]
          users: [grace]
    freeze:
      - { days: [sat, sun], zone: Europe/Copenhagen, reason: nobody is there }
      - { days: [mon], from: '18:00', until: '06:00', zone: Europe/Copenhagen, reason: backups }
      - { from: fri 16:00, until: mon 08:00, zone: Europe/Copenhagen, reason: the weekend }
      - { from: 12-20 18:00, until: 01-02 08:00, zone: Europe/Copenhagen, reason: Christmas }
      - { from: 2026-11-27 00:00, until: 2026-11-27 24:00, zone: America/New_York, reason: Black Friday }
`;

/** Policies as twelve.yaml has them. */
export function policiesOf(yaml: string): readonly Policy[] {
  const lines = yaml.trim().split('\n');
  return parsePlatform(
    `schema: 1\nenvironments:\n  staging: {}\n  qa: {}\n  production: {}\npolicies:\n${lines.map((line) => `  ${line}\n`).join('')}`,
  ).policies;
}

/** A policy of production alone. */
export function rule(yaml: string): readonly Policy[] {
  return policiesOf(`rule: { environments: [production], ${yaml} }`);
}

/** Facts of somebody who promotes lulu 1.5.0 to production, with some of them changed. */
export function facts(changed: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    application: 'lulu',
    environment: 'production',
    isPut: true,
    release: { version: '1.5.0', tree: 'tree-1.5.0', origin: { branch: 'master' } },
    at: '2026-01-07T12:00:00.000Z',
    actor: 'Ada Lovelace <ada@example.com>',
    live: new Map(),
    served: new Map(),
    ...changed,
  };
}

/** What is live: versions by application and environment. */
export function live(places: Readonly<Record<string, Readonly<Record<string, string>>>>): PolicyFacts['live'] {
  return new Map(
    Object.entries(places).map(([environment, versions]) => [
      environment,
      new Map(Object.entries(versions).map(([name, version]) => [name, { version, tree: `tree-${version}` }])),
    ]),
  );
}

/** What denies it, and until when, as one line each. */
export function told(changed: Partial<PolicyFacts>, policies: readonly Policy[]): string[] {
  return evaluate(facts(changed), policies).map(
    ({ why, until }) => `${why}; ${Object.entries(until).flat().join(' ')}`,
  );
}
