import {
  Application,
  Config,
  Metrics,
  Network,
  Peer,
  Rollout,
  Route,
  Scaling,
  Secrets,
  WebService,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// Where a mistake costs money: in production a release gets 5 %, 25 % and 50 % of the requests before it gets all of them.
// Traefik divides them by weights, so that shares are exact however many pods an autoscaler runs.
new Application(
  'checkout',
  { platform, version: process.env['VERSION'] ?? '3.1.0', owner: 'team-shop' },
  (chart, env) => {
    const payments = env.choose({ production: '203.0.113.0/24', staging: '198.51.100.0/24' });
    new WebService(chart, 'web', {
      image: env.image('shop/checkout'),
      port: 8080,
      config: Config.merge(
        Config.logs({ level: env.choose({ production: 'info', default: 'debug' }) }),
        Config.fromEnvFile(`config/checkout/${env.name}.env`, { required: ['PAYMENT_URL', 'PAYMENT_TOKEN'] }),
      ),
      secrets: [Secrets.external({ store: 'vault', path: `checkout/${env.name}`, keys: ['PAYMENT_TOKEN'] })],
      network: Network.policy({
        allowTo: [Peer.cidr(payments).on(443), Peer.application('shop', { service: 'web' }).on(8080)],
      }),
      metrics: Metrics.at('/metrics'),
      routes: [Route.traefik(`checkout.${env.domain}`)],
      scaling: env.choose({ production: Scaling.between(4, 16, { cpu: 70 }), default: Scaling.fixed(1) }),
      rollout: env.choose({
        production: Rollout.canary({ steps: [5, 25, 50, 100], by: 'traefik' }),
        default: Rollout.rolling(),
      }),
    });
  },
).synth();
