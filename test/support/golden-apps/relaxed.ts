import { Duration } from 'cdk8s';
import {
  Application,
  Config,
  Cpu,
  Disruption,
  Health,
  Metrics,
  Middleware,
  Network,
  Platform,
  Quota,
  Resources,
  Rollout,
  Route,
  Scaling,
  Secrets,
  Security,
  Shutdown,
  Tls,
  WebService,
  Worker,
} from 'cdk8s-twelve-factor';
import { ServiceAccount } from 'cdk8s-plus-27';
import { join } from 'node:path';
import { exemptionAnnotation } from '../../../lib/policy';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const platform = new Platform({
  registry: 'registry.example.com',
  owner: 'team-platform',
  namespace: (application) => application,
  cpuLimits: false,
  imagePullPolicy: 'IfNotPresent',
  monitoringNamespace: 'prometheus',
  ingress: { namespace: 'edge', entryPoints: ['public'] },
  environments: {
    staging: { metrics: 'podMonitor', cpuLimits: true },
    production: { metrics: 'serviceMonitor', protected: true },
  },
});

/** Every way out: what a platform or a service can switch off, and the other choice wherever there is one. */
export const relaxed = new Application(
  'relaxed',
  {
    platform,
    version: '2.0.0-rc.1',
    quota: (env) => env.choose({ staging: Quota.computed(), production: Quota.none() }),
  },
  (chart, env) => {
    new WebService(chart, 'legacy', {
      image: env.image(`relaxed/legacy@${DIGEST}`),
      port: 80,
      security: Security.relaxed({
        root: 'binds port 80',
        writableRoot: 'writes its pid file beside its program',
        capabilities: { NET_BIND_SERVICE: 'binds port 80', CHOWN: 'hands its files over' },
      }),
      health: Health.none({ because: 'answers nothing but its own protocol' }),
      network: Network.open({ because: 'clients come from everywhere' }),
      metrics: Metrics.at('/metrics'),
      sidecars: [
        {
          name: 'sync',
          image: `registry.example.com/tools/sync@${DIGEST}`,
          health: Health.none({ because: 'is gone and back between two questions' }),
          security: Security.relaxed({ writableRoot: 'installs its plugins', user: 20001 }),
        },
      ],
    });
    const strip = Middleware.stripPrefix('/edge');
    const edge = new WebService(chart, 'edge', {
      image: env.image(`relaxed/edge@${DIGEST}`),
      port: 8080,
      ports: [{ name: 'metrics', port: 9090 }],
      metrics: Metrics.at('/metrics', { port: 9090 }),
      config: Config.fromObject({ MODE: 'edge' }).immutable(),
      secrets: [
        Secrets.sealed(join(__dirname, 'relaxed.sealed.yaml')),
        Secrets.existing('relaxed-certificate').asFiles('/var/run/certificate'),
        Secrets.external({ store: 'vault', path: 'relaxed', storeKind: 'SecretStore' }).asFiles('/var/run/vault'),
      ],
      serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'operator', 'relaxed-operator'),
      routes: [
        Route.traefik('edge.example.com', '/edge', {
          tls: Tls.issuedBy('letsencrypt'),
          middlewares: [
            strip,
            Middleware.rateLimit({ average: 100, period: Duration.minutes(1), burst: 50, proxies: 1 }),
            Middleware.headers({ request: { 'X-Edge': 'yes' }, response: { Server: '' }, hsts: Duration.days(365) }),
            Middleware.cors({ origins: ['https://www.example.com'], credentials: true }),
            Middleware.existing('login', 'edge'),
          ],
        }),
        Route.traefik('edge.example.com', '/edge/health', {
          tls: Tls.issuedBy('letsencrypt'),
          exact: true,
          priority: 1000,
        }),
        Route.traefik('*.edge.example.com', '/', {
          tls: Tls.issuedBy('letsencrypt'),
          match: 'HostRegexp(`^[a-z]+\\.edge\\.example\\.com$`) && Method(`GET`)',
        }),
        Route.to('intern.example.com', '/edge', {
          tls: Tls.resolvedBy('intern'),
          entryPoints: ['intern'],
          middlewares: [strip],
        }),
      ],
    });
    edge.deployment.metadata.addAnnotation(
      exemptionAnnotation('TF3020'),
      'the operator makes the account of its clients',
    );
    new Worker(chart, 'raw', {
      image: env.image(`relaxed/raw@${DIGEST}`),
      ports: [{ name: 'http', port: 9000 }],
      metrics: Metrics.at('/metrics', { scheme: 'https' }),
      security: Security.relaxed({
        privilegeEscalation: 'runs ping, which is setuid',
        unconfinedSystemCalls: 'profiles other processes',
      }),
      resources: Resources.withoutCpuLimit({ cpu: { request: Cpu.units(2) } }),
      shutdown: Shutdown.bySignal({ grace: Duration.seconds(5) }),
      network: Network.policy({ sameNamespace: false }),
      disruption: Disruption.unbounded({ because: 'starts again within a second' }),
      rollout: env.choose({
        staging: Rollout.recreate(),
        production: Rollout.rolling({ maxSurge: 0, maxUnavailable: 1 }),
      }),
      scaling: Scaling.fixed(2),
    });
  },
);
