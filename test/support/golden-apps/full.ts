import { Duration, Size } from 'cdk8s';
import {
  Application,
  Config,
  Cpu,
  CronTask,
  Disruption,
  ExternalService,
  Health,
  Metric,
  Metrics,
  Middleware,
  Network,
  Peer,
  Platform,
  Probe,
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
} from 'cdk8s-twelve-factor';
import { join } from 'node:path';

const platform = new Platform({
  registry: 'registry.example.com',
  owner: 'team-platform',
  imagePullSecrets: ['registry-credentials'],
  priorityClassName: 'services',
  ingress: { certificateIssuer: 'letsencrypt' },
  environments: {
    staging: { domain: 'staging.example.com', kubernetes: '1.30' },
    production: { domain: 'example.com', protected: true },
  },
});

/** Every process type, with nearly everything that it takes and nothing relaxed. */
export const full = new Application(
  'full',
  {
    platform,
    version: '1.5.0',
    owner: 'team-full',
    links: { documentation: 'https://docs.example.com/full', chat: '#team-full' },
    quota: () => Quota.computed({ headroomPercent: 20 }),
  },
  (chart, env) => {
    const process: ProcessProps = {
      image: env.image('full/app'),
      config: [
        Config.logs(),
        Config.fromEnvFile(join(__dirname, 'full.env'), { required: ['DATABASE_HOST', 'DATABASE_PASSWORD'] }),
        Config.fromObject({ LOG_LEVEL: 'warn', WORKERS: 4 }, { overrides: ['LOG_LEVEL'] }),
      ],
      secrets: [Secrets.existing('full-database', { keys: ['DATABASE_PASSWORD'] })],
    };

    new WebService(chart, 'api', {
      ...process,
      command: ['/app/full'],
      args: ['serve', '--port=8080'],
      secrets: [
        ...(process.secrets ?? []),
        Secrets.external({
          store: 'vault',
          path: `full/${env.name}`,
          keys: { PAYMENT_TOKEN: 'token' },
          refreshInterval: Duration.minutes(15),
          name: 'payment',
        }),
      ],
      env: { TZ: 'UTC', TEMPLATE: '$(HOSTNAME) costs $5' },
      resources: Resources.of({
        cpu: { request: Cpu.millis(250), limit: Cpu.units(1) },
        memory: { request: Size.mebibytes(512) },
        ephemeralStorage: { request: Size.gibibytes(1) },
      }),
      security: Security.restricted({ user: 20001, group: 20002 }),
      writable: ['/var/cache'],
      shutdown: Shutdown.graceful({ drain: Duration.seconds(10), grace: Duration.seconds(60) }),
      network: Network.policy({
        allowFrom: [Peer.application('shop', { service: 'web' })],
        allowTo: [Peer.cidr('10.20.0.0/24', { except: ['10.20.0.128/25'] }).on(5432), Peer.namespace('queue').on(5672)],
      }),
      sidecars: [
        {
          name: 'exporter',
          image: 'registry.example.com/tools/exporter:0.14.4',
          args: ['--target=127.0.0.1:8080'],
          env: { INTERVAL: '15s' },
          ports: [{ name: 'exporter', port: 9150 }],
          health: Health.of({ liveness: Probe.tcp(), readiness: Probe.http('/ready') }),
          writable: ['/data'],
        },
      ],
      links: { runbook: 'https://runbooks.example.com/full', repository: 'https://git.example.com/full' },
      podOverrides: { nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
      port: 8080,
      servicePort: 8000,
      ports: [{ name: 'admin', port: 9090 }],
      health: Health.http({ liveness: '/alive', port: 9090, headers: { Host: 'full' }, startup: Duration.minutes(3) }),
      metrics: Metrics.at('/metrics', { port: 9150 }),
      routes: [
        Route.to(`api.${env.domain}`, '/v1/full', { middlewares: [Middleware.stripPrefix('/v1/full')] }),
        Route.to(`full.${env.domain}`, '/exact', { exact: true, middlewares: [Middleware.stripPrefix('/v1/full')] }),
      ],
      scaling: env.choose({
        production: Scaling.between(4, 12, {
          cpu: 65,
          memory: 80,
          metrics: [Metric.pods('requests_per_second', '100'), Metric.external('backlog', '30', { queue: 'full' })],
          behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
        }),
        default: Scaling.fixed(1),
      }),
      rollout: Rollout.rolling({ maxSurge: 2, maxUnavailable: '10%' }),
      disruption: Disruption.atMost('25%'),
    });
    new WebService(chart, 'rpc', {
      ...process,
      owner: 'team-rpc',
      port: 50051,
      portName: 'grpc',
      health: Health.grpc({ liveness: 'alive', readiness: 'ready' }),
    });
    new Worker(chart, 'mailer', {
      ...process,
      args: ['mailer'],
      ports: [{ name: 'metrics', port: 9100 }],
      metrics: Metrics.at('/metrics'),
      health: Health.exec({ liveness: ['/app/full', 'alive'], readiness: ['/app/full', 'ready'] }),
      scaling: env.choose({ production: Scaling.between(2, 5), default: Scaling.fixed(0) }),
    });
    new Worker(chart, 'quiet', { image: env.image('full/quiet') });
    new CronTask(chart, 'report', {
      ...process,
      args: ['report'],
      schedule: '30 3 * * 1-5',
      timeZone: 'Europe/Berlin',
      latestStart: Duration.minutes(30),
      concurrency: 'replace',
      suspend: env.name === 'staging',
      deadline: Duration.minutes(45),
      retries: 1,
    });
    new ReleaseTask(chart, 'migrate', { ...process, args: ['migrate'], keepFor: Duration.days(7) });
    new ExternalService(chart, 'database', { addresses: ['10.20.0.15', '10.20.0.16'], port: 5432 });
    new ExternalService(chart, 'search', { host: 'search.example.net' });
  },
);
