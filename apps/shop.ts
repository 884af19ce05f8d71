import { Duration } from 'cdk8s';
import {
  Application,
  Config,
  CronTask,
  ExternalService,
  Health,
  Metrics,
  Network,
  Peer,
  ReleaseTask,
  Route,
  Scaling,
  Secrets,
  WebService,
  Worker,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// One build, four process types: a web shop, a worker that sends mail, a nightly report, and the migration that comes with
// each release. Config is the same for all of them; credentials come from Vault.
new Application('shop', { platform, version: process.env['VERSION'] ?? '4.2.0', owner: 'team-shop' }, (chart, env) => {
  const database = env.choose({ production: '10.20.0.15', staging: '10.10.0.15' });
  new ExternalService(chart, 'database', { addresses: [database], port: 5432 });

  const shop = {
    image: env.image('shop/app'),
    config: Config.merge(
      Config.logs({ level: env.choose({ production: 'info', default: 'debug' }) }),
      Config.fromEnvFile('config/shop/common.env'),
      Config.fromEnvFile(`config/shop/${env.name}.env`, {
        overrides: ['MAIL_BATCH'],
        required: ['DATABASE_HOST', 'DATABASE_PASSWORD', 'PAYMENT_URL'],
      }),
    ),
    secrets: [
      Secrets.external({ store: 'vault', path: `shop/${env.name}`, keys: ['DATABASE_PASSWORD', 'PAYMENT_TOKEN'] }),
    ],
    network: Network.policy({ allowTo: [Peer.cidr(`${database}/32`).on(5432), Peer.anywhere().on(443)] }),
  };

  new WebService(chart, 'web', {
    ...shop,
    port: 8080,
    metrics: Metrics.at('/metrics'),
    routes: [Route.to(`shop.${env.domain}`), Route.to(`www.${env.domain}`, '/shop')],
    scaling: env.choose({ production: Scaling.between(3, 12, { cpu: 70 }), default: Scaling.fixed(1) }),
  });
  new Worker(chart, 'mailer', {
    ...shop,
    args: ['mailer'],
    health: Health.exec({ liveness: ['bin/shop', 'alive'], readiness: ['bin/shop', 'ready'] }),
    scaling: env.choose({ production: Scaling.fixed(2), default: Scaling.fixed(1) }),
  });
  new CronTask(chart, 'report', { ...shop, args: ['report'], schedule: '30 3 * * *', timeZone: 'Europe/Berlin' });
  new ReleaseTask(chart, 'migrate', { ...shop, args: ['migrate'], deadline: Duration.minutes(20) });
}).synth();
