import { Duration, Size } from 'cdk8s';
import fc from 'fast-check';
import {
  Application,
  Config,
  Cpu,
  CronTask,
  Disruption,
  ExternalService,
  Health,
  Metrics,
  Middleware,
  Network,
  Peer,
  Platform,
  type ProcessProps,
  Quota,
  ReleaseTask,
  Resources,
  Rollout,
  Route,
  Scaling,
  Secrets,
  Security,
  Shutdown,
  WebService,
  Worker,
} from '../../lib';

/** What a careful team gives, mostly; and what nobody in their right mind would, sometimes. */
function mostly<T>(good: fc.Arbitrary<T>, hostile: fc.Arbitrary<unknown> = hostileText): fc.Arbitrary<T> {
  return fc.oneof({ weight: 30, arbitrary: good }, { weight: 1, arbitrary: hostile as fc.Arbitrary<T> });
}

const hostileText = fc.oneof(
  fc.constantFrom('', ' ', '__proto__', 'constructor', '../x', '-rf', 'null', 'yes', '0o17', '1e3', '~', 'a\0b', '🚀'),
  fc.constantFrom('a'.repeat(64), 'a'.repeat(300), '\ud800', '\u2028', 'x: y', '${IFS}', '$(ls)', '<b>', '%', '|'),
  fc.string({ unit: 'binary', maxLength: 80 }),
);
const hostileNumber = fc.oneof(
  fc.constantFrom(0, -1, 0.5, NaN, Infinity, 2 ** 31, 2 ** 53, 1e308, -0),
  fc.double(),
  fc.constantFrom<unknown>('8080', null),
);

const name = mostly(fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/));
const port = mostly(fc.integer({ min: 1024, max: 65000 }), hostileNumber);
const count = mostly(fc.integer({ min: 1, max: 30 }), hostileNumber);
const text = fc.oneof({ weight: 4, arbitrary: fc.string({ maxLength: 20 }) }, { weight: 1, arbitrary: hostileText });
const host = mostly(fc.domain());
const path = mostly(fc.stringMatching(/^(\/[a-z0-9]{1,6}){0,3}$/).map((part) => part || '/'));
const key = mostly(fc.stringMatching(/^[A-Z]{2}[A-Z0-9_]{0,10}$/));
const duration = fc.integer({ min: 0, max: 5000 }).map((seconds) => Duration.seconds(seconds));
const amount = fc.integer({ min: 0, max: 5000 });

/** A value that is made when the application is described, so that what its factory throws is the application's to tell. */
type Later<T> = () => T;

const config: fc.Arbitrary<Later<Config>> = fc.oneof(
  fc.constant(() => Config.logs()),
  fc
    .dictionary(key, fc.oneof(text, fc.integer(), fc.boolean()), { maxKeys: 4 })
    .map((data) => () => Config.fromObject(data)),
);

const secret: fc.Arbitrary<Later<Secrets>> = fc.oneof(
  name.map((given) => () => Secrets.existing(given)),
  fc
    .record({
      store: name,
      path: mostly(fc.constant('lulu/production')),
      keys: fc.dictionary(key, mostly(fc.constantFrom('token', 'user')), { minKeys: 1, maxKeys: 2 }),
    })
    .map((props) => {
      return () => Secrets.external(props);
    }),
);

const scaling: fc.Arbitrary<Later<Scaling>> = fc.oneof(
  count.map((replicas) => () => Scaling.fixed(replicas)),
  fc.record({ min: count, more: count, cpu: mostly(fc.integer({ min: 1, max: 100 }), hostileNumber) }).map((given) => {
    return () => Scaling.between(given.min, given.min + given.more, { cpu: given.cpu });
  }),
);

const rollout: fc.Arbitrary<Later<Rollout>> = fc.oneof(
  fc.constantFrom(
    () => Rollout.rolling(),
    () => Rollout.recreate(),
    () => Rollout.blueGreen(),
    () => Rollout.blueGreen({ standby: 'minimum' }),
    () => Rollout.blueGreen({ standby: 'full' }),
    () => Rollout.canary({ steps: [50], by: 'replicas' }),
  ),
  fc
    .uniqueArray(mostly(fc.integer({ min: 5, max: 95 }), hostileNumber), { minLength: 1, maxLength: 3 })
    .map((steps) => {
      return () => Rollout.canary({ steps: [...steps].sort((a, b) => a - b), by: 'replicas' });
    }),
  fc
    .record({ maxSurge: mostly(fc.constantFrom(1, '25%' as const), hostileNumber) })
    .map((props) => () => Rollout.rolling(props)),
);

const middleware: fc.Arbitrary<Later<Middleware>> = fc.oneof(
  path.map((prefix) => () => Middleware.stripPrefix(prefix)),
  count.map((average) => () => Middleware.rateLimit({ average })),
);

const route: fc.Arbitrary<Later<Route>> = fc
  .record({
    host,
    path,
    exact: fc.boolean(),
    middlewares: fc.array(middleware, { maxLength: 2 }),
    traefik: fc.boolean(),
  })
  .map(({ host: to, path: at, exact, middlewares, traefik }) => () => {
    const props = { exact, middlewares: middlewares.map((make) => make()) };
    return traefik ? Route.traefik(to, at, props) : Route.to(to, at, props);
  });

const health: fc.Arbitrary<Later<Health>> = fc.oneof(
  fc.constant(() => Health.http()),
  fc.record({ liveness: path, readiness: path }).map((props) => () => Health.http(props)),
  duration.map((startup) => () => Health.http({ startup })),
  fc.array(text, { minLength: 1, maxLength: 2 }).map((command) => () => Health.exec({ liveness: command })),
);

const network: fc.Arbitrary<Later<Network>> = fc
  .record({
    from: name,
    to: fc.oneof(
      fc.ipV4().map((ip) => `${ip}/32`),
      mostly(fc.constant('10.0.0.0/8')),
    ),
    on: port,
  })
  .map(({ from, to, on }) => {
    return () => Network.policy({ allowFrom: [Peer.application(from)], allowTo: [Peer.cidr(to).on(on)] });
  });

const resources: fc.Arbitrary<Later<Resources>> = fc
  .record({ cpu: amount, memory: amount })
  .map(({ cpu, memory }) => () => {
    return Resources.of({ cpu: { request: Cpu.millis(cpu) }, memory: { request: Size.mebibytes(memory) } });
  });

const process = fc.record(
  {
    image: mostly(fc.constantFrom('a/b:1.0', 'registry.example.com/lulu/api:1.5.0', `a/b@sha256:${'0'.repeat(64)}`)),
    args: fc.array(text, { maxLength: 3 }),
    env: fc.dictionary(key, text, { maxKeys: 3 }),
    config,
    secrets: fc.array(secret, { maxLength: 2 }),
    scaling,
    health,
    network,
    resources,
    security: fc.constantFrom(
      () => Security.restricted(),
      () => Security.restricted({ user: 20001 }),
      () => Security.relaxed({ writableRoot: 'writes beside its binary' }),
    ),
    shutdown: mostly(
      fc.integer({ min: 0, max: 25 }).map((seconds) => Duration.seconds(seconds)),
      duration,
    ).map((drain) => () => Shutdown.graceful({ drain })),
    writable: fc.uniqueArray(mostly(fc.constantFrom('/data', '/var/cache'), fc.constant('/tmp')), { maxLength: 2 }),
    owner: name,
    disruption: mostly(fc.constantFrom(1, '25%' as const)).map((most) => () => Disruption.atMost(most)),
    rollout,
    routes: fc.array(route, { maxLength: 3 }),
    metrics: path.map((at) => () => Metrics.at(at)),
    servicePort: port,
  },
  { requiredKeys: ['image'] },
);

type Process = typeof process extends fc.Arbitrary<infer T> ? T : never;
type Made = Omit<ProcessProps, 'config'> & Record<string, unknown>;

const TASK = ['image', 'args', 'env', 'config', 'secrets', 'resources', 'security', 'writable', 'owner'];
const WORKER = [...TASK, 'scaling', 'shutdown', 'disruption'];
const WEB = [...WORKER, 'network', 'rollout', 'health', 'routes', 'metrics', 'servicePort'];

/** The props of a process type: what is made later is made now. */
function propsOf(given: Process, names: readonly string[]): Made {
  const made = Object.entries(given).filter(([prop]) => names.includes(prop));
  return Object.fromEntries(made.map(([prop, value]) => [prop, now(value)])) as Made;
}

function now(value: unknown): unknown {
  if (typeof value === 'function') return (value as Later<unknown>)();
  return Array.isArray(value) ? value.map(now) : value;
}

const service = fc.record({
  id: name,
  type: fc.constantFrom('web', 'web', 'worker', 'cron', 'release', 'external'),
  process,
  port,
  host,
});

/** An application of some services, for three environments; nothing is checked before it is rendered. */
export const applications = fc
  .record({
    name,
    version: mostly(fc.constantFrom('1.5.0', 'v2', 'a1b2c3d')),
    owner: name,
    services: fc.array(service, { minLength: 1, maxLength: 4 }),
    headroom: mostly(fc.integer({ min: 0, max: 100 }), hostileNumber),
    defaults: fc.record(
      {
        metrics: fc.constantFrom('annotations' as const, 'podMonitor' as const, 'serviceMonitor' as const),
        cpuLimits: fc.boolean(),
        imagePullPolicy: fc.constantFrom('Always' as const, 'IfNotPresent' as const),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ name: application, version, owner, services, headroom, defaults }) => {
    const platform = new Platform({
      ...defaults,
      environments: {
        development: { domain: 'dev.example.com', kubernetes: '1.34' },
        staging: { domain: 'staging.example.com' },
        production: { domain: 'example.com', protected: true },
      },
    });
    const quota = () => Quota.computed({ headroomPercent: headroom });
    return new Application(application, { platform, version, owner, quota }, (chart) => {
      for (const { id, type, process: given, port: at, host: to } of services) {
        if (type === 'web') new WebService(chart, id, { ...propsOf(given, WEB), port: at });
        else if (type === 'worker') new Worker(chart, id, propsOf(given, WORKER));
        else if (type === 'cron') new CronTask(chart, id, { ...propsOf(given, TASK), schedule: '30 3 * * *' });
        else if (type === 'release') new ReleaseTask(chart, id, propsOf(given, TASK));
        else new ExternalService(chart, id, { host: to });
      }
    });
  });
