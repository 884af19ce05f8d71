import { Duration, Size } from 'cdk8s';
import {
  Analysis,
  AnalysisMetric,
  Cpu,
  Health,
  Middleware,
  Probe,
  Provider,
  ReleaseTask,
  Resources,
  Rollout,
  Route,
  Secrets,
  Shutdown,
} from '../../../lib';
import { type BadInput, image, untyped, web } from '../support';

const wrong = (value: string, example: string) =>
  `${value} is not what it has to be; give it as in ${example} (TF1017)`;
const row = (what: string, told: string | string[], props: Parameters<typeof web>[0]): BadInput => ({
  what,
  told: [told].flat().map((line) => `[lulu/production/api] ${line}`),
  define: web(props),
});

const traefik = (middleware: Middleware) => ({
  routes: [Route.to('api.example.com', '/', { middlewares: [middleware] })],
});
const judged = (metric: AnalysisMetric) => ({
  routes: [Route.traefik('api.example.com')],
  rollout: Rollout.progressive({
    provider: Provider.traefik(),
    analysis: Analysis.of({ metrics: [metric] }),
  }),
});

/** Amounts and times without their unit: the commonest mistake without a compiler. */
export const units: readonly BadInput[] = [
  row(
    'memory, cpu and storage as text and numbers, with all else that is wrong',
    [
      `resources.memory.request: ${wrong('"512Mi"', 'request: Size.mebibytes(512)')}`,
      `resources.ephemeral-storage.limit: ${wrong('1024', 'limit: Size.gibibytes(1)')}`,
      'metrics.path: "metrics" is no path; begin it with / and leave out spaces (TF1401)',
    ].slice(0, 2),
    {
      resources: Resources.of({
        memory: { request: untyped('512Mi') },
        ephemeralStorage: { request: Size.mebibytes(512), limit: untyped(1024) },
      }),
    },
  ),
  row('cpu as a number', `resources.cpu.request: ${wrong('0.5', 'request: Cpu.millis(500)')}`, {
    resources: Resources.of({ cpu: { request: untyped(0.5) } }),
  }),
  row('cpu as a quantity', `resources.cpu.request: ${wrong('"500m"', 'request: Cpu.millis(500)')}`, {
    resources: Resources.of({ cpu: { request: untyped('500m') } }),
  }),
  row(
    'a limit without a request',
    'resources.cpu.request: none is given; give one, as in request: Cpu.millis(500) (TF1017)',
    { resources: Resources.of({ cpu: untyped({ limit: Cpu.units(1) }) }) },
  ),
  row(
    'a size in the place of an amount',
    `resources.memory: ${wrong('an object', 'memory: { request: Size.mebibytes(512) }')}`,
    { resources: Resources.of({ memory: untyped(Size.mebibytes(512)) }) },
  ),
  row(
    'a slow start as a number, and what is wrong besides',
    [
      `health.startup: ${wrong('600', 'startup: Duration.minutes(10)')}`,
      'servicePort: 0 is no port; give a whole number from 1 to 65535 (TF1012)',
    ].reverse(),
    { health: Health.slowStart(untyped(600)), servicePort: 0 },
  ),
  row('a grace as a number', `shutdown.grace: ${wrong('60', 'grace: Duration.seconds(60)')}`, {
    shutdown: Shutdown.graceful({ grace: untyped(60) }),
  }),
  row('a period of a probe as a number', `health.readiness.period: ${wrong('5', 'period: Duration.seconds(5)')}`, {
    health: Health.of({ readiness: Probe.tcp({ period: untyped(5) }) }),
  }),
  row(
    'a time of HSTS as a number',
    `middleware "headers".hsts: ${wrong('31536000', 'hsts: Duration.days(365)')}`,
    traefik(Middleware.headers({ hsts: untyped(31_536_000), noSniff: true })),
  ),
  row(
    'a time of HSTS that is no whole second',
    'middleware "headers": hsts is 0.5 seconds; give whole seconds (TF1511)',
    traefik(Middleware.headers({ hsts: Duration.millis(500) })),
  ),
  row('a timeout of a route as a number', `routes.timeout: ${wrong('30', 'timeout: Duration.seconds(30)')}`, {
    routes: [Route.gatewayApi('api.example.com', '/', { gateway: { name: 'public' }, timeout: untyped(30) })],
  }),
  row('an interval as text', `secrets.refreshInterval: ${wrong('"1h"', 'refreshInterval: Duration.hours(1)')}`, {
    secrets: [Secrets.external({ store: 'vault', path: 'lulu', refreshInterval: untyped('1h') })],
  }),
  row(
    'a duration that is measured, as a number',
    `rollout.analysis metric "request-duration".most: ${wrong('500', 'most: Duration.millis(500)')}`,
    judged(AnalysisMetric.duration(untyped(500))),
  ),
  row('no provider', 'rollout.provider: none is given; give one, as in provider: Provider.traefik() (TF1017)', {
    rollout: Rollout.progressive(untyped({})),
  }),
  {
    what: 'a deadline as a number',
    told: `[lulu/production/migrate] deadline: ${wrong('600', 'deadline: Duration.minutes(20)')}`,
    define: (chart) => void new ReleaseTask(chart, 'migrate', { image, deadline: untyped(600) }),
    bare: false,
  },
];
