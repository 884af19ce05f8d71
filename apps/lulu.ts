import { Size } from 'cdk8s';
import {
  Application,
  Config,
  Cpu,
  Metrics,
  Network,
  Peer,
  Resources,
  Rollout,
  Route,
  Scaling,
  Secrets,
  WebService,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// A Go service with a public API: 5 to 20 pods in production, 1 to 5 before. In production a release goes to the idle one
// of two slots, where preview-api.example.com leads, and gets the traffic when somebody switches. The quota holds both.
new Application('lulu', { platform, version: process.env['VERSION'] ?? '1.5.0', owner: 'team-lulu' }, (chart, env) => {
  new WebService(chart, 'api', {
    image: env.image('lulu/api'),
    port: 8888,
    config: Config.fromEnvFile(`config/lulu/${env.name}.env`, { required: ['DATABASE_HOST', 'DATABASE_PASSWORD'] }),
    secrets: [Secrets.existing('lulu-secret', { keys: ['DATABASE_PASSWORD'] })],
    metrics: Metrics.at('/metrics'),
    network: Network.policy({
      allowTo: [Peer.cidr(env.choose({ production: '10.20.0.0/16', staging: '10.10.0.0/16' })).on(5432)],
    }),
    routes: [Route.to(`api.${env.domain}`, '/v1/lulu')],
    resources: Resources.of({
      cpu: { request: Cpu.units(1), limit: Cpu.units(2) },
      memory: { request: Size.gibibytes(0.5), limit: Size.gibibytes(2) },
    }),
    scaling: env.choose({
      production: Scaling.between(5, 20, { cpu: 65 }),
      default: Scaling.between(1, 5, { cpu: 65 }),
    }),
    rollout: env.choose({
      production: Rollout.blueGreen({ previewRoute: Route.to(`preview-api.${env.domain}`, '/v1/lulu') }),
      default: Rollout.rolling({ maxSurge: '25%', maxUnavailable: '10%' }),
    }),
    links: { repository: 'https://git.example.com/lulu/api', runbook: 'https://runbooks.example.com/lulu' },
  });
}).synth();
