import { Duration, Size } from 'cdk8s';
import { Cpu, Health, Probe, Resources, Shutdown } from '../../../lib';
import { type BadInput, untyped, web, worker } from '../support';

const ok = Probe.http('/healthz');

export const health: readonly BadInput[] = [
  {
    what: 'a probe at no path',
    told: '[lulu/production/api] health.liveness.path: "healthz" is no path; begin it with / and leave out spaces (TF1301)',
    define: web({ health: Health.http({ liveness: 'healthz' }) }),
  },
  {
    what: 'a probe at a path with a space',
    told: '[lulu/production/api] health.readiness.path: "/ready or not" is no path; begin it with / and leave out spaces (TF1301)',
    define: web({ health: Health.http({ readiness: '/ready or not' }) }),
  },
  {
    what: 'a probe by no command',
    told: `[lulu/production/mailer] health.liveness.command: the command is empty; give the program and its arguments, as in ['bin/alive'] (TF1302)`,
    define: worker({ health: Health.exec({ liveness: [] }) }),
  },
  {
    what: 'a probe that waits half a second',
    told: '[lulu/production/api] health.liveness.timeout: 0.5 seconds; give whole seconds from 1 (TF1303)',
    define: web({ health: Health.of({ liveness: Probe.tcp({ timeout: Duration.millis(500) }), readiness: ok }) }),
  },
  {
    what: 'a probe that asks all the time',
    told: '[lulu/production/api] health.readiness.period: 0 seconds; give whole seconds from 1 (TF1303)',
    define: web({ health: Health.of({ liveness: ok, readiness: Probe.tcp({ period: Duration.seconds(0) }) }) }),
  },
  {
    what: 'a probe that fails before it asks',
    told: '[lulu/production/api] health.readiness.failureThreshold: 0 is no count; give a whole number from 1 (TF1303)',
    define: web({ health: Health.of({ liveness: ok, readiness: Probe.http('/r', { failureThreshold: 0 }) }) }),
  },
  {
    what: 'a probe of a process that listens on nothing',
    told: '[lulu/production/mailer] health.readiness: no port is given and the process listens on none; give `port`, or use Probe.exec (TF1304)',
    define: worker({ health: Health.tcp() }),
  },
  {
    what: 'one question for liveness and readiness',
    told: '[lulu/production/api] health: liveness and readiness ask the same question, so a process that is busy would be restarted; give readiness a path or command of its own, or leave liveness out (TF1311)',
    define: web({ health: Health.http({ liveness: '/ok', readiness: '/ok' }) }),
  },
  {
    what: 'a probe at no port',
    told: '[lulu/production/api] health.liveness.port: 99999 is no port; give a whole number from 1 to 65535 (TF1012)',
    define: web({ health: Health.of({ liveness: Probe.grpc({ port: 99_999 }), readiness: ok }) }),
  },
  {
    what: 'probes at a port that nothing listens on',
    told: [
      '[lulu/production/api] health.liveness.port: 9090 is not declared; use a declared port (8080), or declare it in `ports` or a sidecar (TF1310)',
      '[lulu/production/api] health.readiness.port: 9090 is not declared; use a declared port (8080), or declare it in `ports` or a sidecar (TF1310)',
    ],
    define: web({ health: Health.http({ port: 9090 }) }),
  },
  {
    what: "a sidecar's probe at a port that nothing listens on",
    told: '[lulu/production/mailer/exporter] health.readiness.port: 9150 is not declared; use a declared port (none), or declare it in `ports` or a sidecar (TF1310)',
    define: worker({
      sidecars: [
        {
          name: 'exporter',
          image: 'a/b:1',
          health: Health.of({ liveness: Probe.exec(['alive']), readiness: Probe.grpc({ port: 9150 }) }),
        },
      ],
    }),
  },
  {
    what: 'a probe with a header that is none',
    told: [
      '[lulu/production/api] health.liveness.headers: "X Probe" is no header name; use letters, digits and hyphens (TF1305)',
      '[lulu/production/api] health.readiness.headers: "X Probe" is no header name; use letters, digits and hyphens (TF1305)',
    ],
    define: web({ health: Health.http({ headers: { 'X Probe': '1' } }) }),
  },
  {
    what: 'no probes and no reason',
    told: '[lulu/production/api] health: Health.none has no reason; say why in `because` (TF1306)',
    define: web({ health: Health.none({ because: '' }) }),
  },
  {
    what: 'a start that is over before it is asked for',
    told: '[lulu/production/api] health.startup: 10 seconds; give more than 10 seconds and at most a day (TF1307)',
    define: web({ health: Health.slowStart(Duration.seconds(10)) }),
  },
  {
    what: 'a start that takes two days',
    told: '[lulu/production/api] health.startup: 172800 seconds; give more than 10 seconds and at most a day (TF1307)',
    define: web({ health: Health.slowStart(Duration.days(2)) }),
  },
];

export const shutdown: readonly BadInput[] = [
  {
    what: 'a drain that takes all of the grace',
    told: '[lulu/production/api] shutdown: drain 30 s leaves nothing of grace 30 s; give a grace longer than the drain: the process has the rest to finish its requests (TF1308)',
    define: web({ shutdown: Shutdown.graceful({ drain: Duration.seconds(30) }) }),
  },
  {
    what: 'a grace that is shorter than the drain that goes without saying',
    told: '[lulu/production/api] shutdown: drain 5 s leaves nothing of grace 5 s; give a grace longer than the drain: the process has the rest to finish its requests (TF1308)',
    define: web({ shutdown: Shutdown.graceful({ grace: Duration.seconds(5) }) }),
  },
  {
    what: 'no grace',
    told: '[lulu/production/mailer] shutdown: drain 0 s, grace 0 s; give whole seconds, and a grace of at least 1 (TF1309)',
    define: worker({ shutdown: Shutdown.bySignal({ grace: Duration.seconds(0) }) }),
  },
  {
    what: 'a drain of half a second',
    told: '[lulu/production/api] shutdown: drain 0.5 s, grace 30 s; give whole seconds, and a grace of at least 1 (TF1309)',
    define: web({ shutdown: Shutdown.graceful({ drain: Duration.millis(500) }) }),
  },
];

export const resources: readonly BadInput[] = [
  {
    what: 'a negative cpu',
    told: [
      '[lulu/production/api] resources.cpu.request: -1 is no positive amount; give more than 0 (TF1205)',
      '[lulu/production/api] resources.cpu.limit: -1 is no positive amount; give more than 0 (TF1205)',
    ],
    define: web({ resources: Resources.of({ cpu: { request: Cpu.units(-1) } }) }),
  },
  {
    what: 'a cpu that is no number',
    told: '[lulu/production/api] resources.cpu.limit: NaNm is no positive amount; give more than 0 (TF1205)',
    define: web({ resources: Resources.of({ cpu: { request: Cpu.millis(100), limit: Cpu.millis(NaN) } }) }),
  },
  {
    what: 'no memory',
    told: [
      '[lulu/production/api] resources.memory.request: 0Mi is no positive amount; give more than 0 (TF1205)',
      '[lulu/production/api] resources.memory.limit: 0Mi is no positive amount; give more than 0 (TF1205)',
    ],
    define: web({ resources: Resources.of({ memory: { request: Size.mebibytes(0) } }) }),
  },
  {
    what: 'less than a thousandth of a core',
    told: [
      '[lulu/production/api] resources.cpu.request: 0.0005 is less than 1m; give 1m or more (TF1205)',
      '[lulu/production/api] resources.cpu.limit: 0.5m is less than 1m; give 1m or more (TF1205)',
    ],
    define: web({ resources: Resources.of({ cpu: { request: Cpu.units(0.0005), limit: Cpu.millis(0.5) } }) }),
  },
  {
    what: 'less than a byte',
    told: '[lulu/production/api] resources.memory.request: 0.0005Ki is less than a byte; give a byte or more (TF1205)',
    define: web({ resources: Resources.of({ memory: { request: Size.kibibytes(0.0005), limit: Size.mebibytes(1) } }) }),
  },
  {
    what: 'an override that asks for what is no quantity',
    told: `[lulu/production/api] podOverrides: a container asks for an amount that is no quantity; give cpu and memory as in '500m' and '256Mi' (TF1205)`,
    define: web({ podOverrides: { containers: [{ name: 'api', resources: { limits: { memory: '1 GB' } } }] } }),
  },
  {
    what: 'a cpu request above its limit',
    told: '[lulu/production/api] resources.cpu: request 2 exceeds limit 500m; give request <= limit (TF1206)',
    define: web({ resources: Resources.of({ cpu: { request: Cpu.units(2), limit: Cpu.millis(500) } }) }),
  },
  {
    what: 'a memory request above its limit',
    told: '[lulu/production/mailer] resources.memory: request 2Gi exceeds limit 512Mi; give request <= limit (TF1206)',
    define: worker({ resources: Resources.of({ memory: { request: Size.gibibytes(2), limit: Size.mebibytes(512) } }) }),
  },
  {
    what: 'an ephemeral storage request above its limit',
    told: '[lulu/production/api] resources.ephemeral-storage: request 1Gi exceeds limit 1Mi; give request <= limit (TF1206)',
    define: web({
      resources: Resources.of({ ephemeralStorage: { request: Size.gibibytes(1), limit: Size.mebibytes(1) } }),
    }),
  },
  {
    what: 'a sidecar that asks for more than it may have',
    told: '[lulu/production/api/exporter] resources.cpu: request 2 exceeds limit 1; give request <= limit (TF1206)',
    define: web({
      sidecars: [
        {
          name: 'exporter',
          image: 'a/b:1',
          health: Health.none({ because: 'it exits' }),
          resources: Resources.of({ cpu: { request: Cpu.units(2), limit: Cpu.units(1) } }),
        },
      ],
    }),
  },
];

export const links: readonly BadInput[] = [
  {
    what: 'an owner that no label can name',
    told: `[lulu/production/api] owner: "team lulu!" can't be a label; use letters, digits, dots, hyphens and underscores, at most 63, beginning and ending with a letter or digit (TF1008)`,
    define: web({ owner: 'team lulu!' }),
  },
  {
    what: 'a link that is no URL',
    told: '[lulu/production/api] links.runbook: "runbooks/lulu" is no URL; give it whole, beginning with https:// (TF1403)',
    define: web({ links: { runbook: 'runbooks/lulu' } }),
  },
  {
    what: 'a link that runs code',
    told: '[lulu/production/api] links.dashboard: "javascript:alert(1)" is no URL; give it whole, beginning with https:// (TF1403)',
    define: web({ links: { dashboard: 'javascript:alert(1)' } }),
  },
  {
    what: 'a link that is a number',
    told: '[lulu/production/api] links.repository: 5 is no URL; give it whole, beginning with https:// (TF1403)',
    define: web({ links: { repository: untyped(5) } }),
  },
];
