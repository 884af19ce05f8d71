import { Cron, Duration } from 'cdk8s';
import { Config, Secrets } from '../config';
import type { Place } from '../errors';
import { Rollout } from '../rollout';
import { Network, Route } from '../traffic';
import { Disruption } from './disruption';
import { Health } from './health';
import { Metrics } from './metrics';
import { Resources } from './resources';
import { Scaling } from './scaling';
import { Security } from './security';
import { Shutdown } from './shutdown';

/** What a prop has to be, and how one is written. */
interface Kind {
  readonly is: (value: unknown) => boolean;
  readonly example: string;
}

type Class = abstract new (...args: never[]) => unknown;

// The constructors are private, which makes no difference to `instanceof`.
const made = (type: unknown, example: string): Kind => ({ is: (value) => value instanceof (type as Class), example });
const listOf = (item: Kind): Kind => ({
  is: (value) => Array.isArray(value) && value.every(item.is),
  example: `[${item.example}]`,
});
const text = (example: string): Kind => ({ is: (value) => typeof value === 'string', example });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (example: string): Kind => ({ is: isRecord, example });

/** Props whose wrong values no check of their own would tell. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    command: listOf(text("'bin/api'")),
    args: listOf(text("'--quiet'")),
    config: {
      is: (value) => value instanceof Config || Array.isArray(value),
      example: "Config.fromObject({ LOG_LEVEL: 'info' })",
    },
    secrets: listOf(made(Secrets, "Secrets.existing('lulu-secret')")),
    env: record("{ TZ: 'UTC' }"),
    resources: made(Resources, 'Resources.of({})'),
    security: made(Security, 'Security.restricted()'),
    writable: { is: Array.isArray, example: "['/data']" },
    shutdown: made(Shutdown, 'Shutdown.graceful()'),
    network: made(Network, 'Network.policy({})'),
    sidecars: listOf({
      is: (value) => isRecord(value) && value['health'] instanceof Health,
      example: "{ name: 'exporter', image, health: Health.tcp() }",
    }),
    serviceAccount: record("ServiceAccount.fromServiceAccountName(chart, 'account', 'lulu')"),
    owner: text("'team-lulu'"),
    links: record("{ runbook: 'https://...' }"),
    podOverrides: record('{ hostNetwork: true }'),
    ports: listOf(record("{ name: 'admin', port: 9090 }")),
    health: made(Health, 'Health.http()'),
    metrics: made(Metrics, "Metrics.at('/metrics')"),
    routes: listOf(made(Route, "Route.to('api.example.com')")),
    scaling: made(Scaling, 'Scaling.fixed(3)'),
    rollout: made(Rollout, 'Rollout.rolling()'),
    disruption: made(Disruption, 'Disruption.atMost(1)'),
    deadline: made(Duration, 'Duration.minutes(20)'),
    keepFor: made(Duration, 'Duration.days(30)'),
    latestStart: made(Duration, 'Duration.minutes(10)'),
    schedule: { is: (value) => typeof value === 'string' || value instanceof Cron, example: "'30 3 * * *'" },
    concurrency: { is: (value) => ['forbid', 'allow', 'replace'].includes(value as string), example: "'forbid'" },
    suspend: { is: (value) => typeof value === 'boolean', example: 'true' },
    addresses: listOf(text("'10.0.0.1'")),
  }),
);

/**
 * Tells props that are not what they have to be, and gives the others: what is wrong counts as not given, so that the rest
 * is checked too. A compiler has told it already; JavaScript has none.
 */
export function checkedProps<Props extends object>(place: Place, props: Props): Props {
  if (!isRecord(props)) {
    const image = "image: 'registry.example.com/lulu/api:1.5.0'";
    place.problem('TF1017', 'props', `${shown(props)} is no object`, `give one, as in { ${image} }`);
    return {} as Props;
  }
  const wrong = Object.keys(props).filter((name) => !isFine(name, props[name]));
  if (wrong.length === 0) {
    return props;
  }
  for (const name of wrong) {
    const remedy = `give it as in ${name}: ${KINDS.get(name)?.example}`;
    place.problem('TF1017', name, `${shown(props[name])} is not what it has to be`, remedy);
  }
  return Object.fromEntries(Object.entries(props).filter(([name]) => !wrong.includes(name))) as Props;
}

function isFine(name: string, value: unknown): boolean {
  return value === undefined || (KINDS.get(name)?.is(value) ?? true);
}

/** What something is, without telling what is in it. */
function shown(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return Array.isArray(value) ? 'that list' : typeof value === 'object' ? 'that object' : `a ${typeof value}`;
}
