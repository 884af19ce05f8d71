import { Duration } from 'cdk8s';
import {
  Application,
  Config,
  Health,
  Metrics,
  Middleware,
  Network,
  Peer,
  Route,
  Scaling,
  WebService,
  Worker,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// The status page of the public API, at api.example.com/status through Traefik's own routes. Its forecast variant loads a
// model for minutes before it can serve; a worker collects what both show.
new Application(
  'api-status',
  { platform, version: process.env['VERSION'] ?? '2.3.1', owner: 'team-edge' },
  (chart, env) => {
    const config = Config.merge(
      Config.logs({ level: env.choose({ production: 'info', default: 'debug' }) }),
      Config.fromEnvFile(`config/api-status/${env.name}.env`, { required: ['STATUS_STORE_URL'] }),
    );
    const store = env.choose({ production: '10.20.8.0/24', staging: '10.10.8.0/24' });
    const network = Network.policy({ allowTo: [Peer.cidr(store).on(8200)] });
    const host = `api.${env.domain}`;

    new WebService(chart, 'web', {
      image: env.image('edge/api-status'),
      port: 8080,
      config,
      network,
      metrics: Metrics.at('/metrics'),
      routes: [Route.traefik(host, '/status', { middlewares: [Middleware.stripPrefix('/status')] })],
    });

    new WebService(chart, 'forecast', {
      image: env.image('edge/api-status-forecast'),
      port: 8080,
      config,
      network,
      health: Health.slowStart(Duration.minutes(10)),
      routes: [Route.traefik(host, '/status/forecast', { middlewares: [Middleware.stripPrefix('/status/forecast')] })],
      scaling: env.choose({ production: Scaling.fixed(2), default: Scaling.fixed(1) }),
    });

    new Worker(chart, 'collector', {
      image: env.image('edge/api-status'),
      args: ['collect'],
      config,
      network,
      health: Health.exec({ liveness: ['/app/api-status', 'alive'], readiness: ['/app/api-status', 'ready'] }),
      scaling: env.choose({ production: Scaling.between(2, 6), default: Scaling.fixed(1) }),
    });
  },
).synth();
