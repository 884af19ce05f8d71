import { Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisMetric,
  Application,
  Config,
  Gate,
  Metrics,
  Network,
  Peer,
  Provider,
  Rollout,
  Route,
  Scaling,
  Tls,
  Webhook,
  WebService,
} from 'cdk8s-twelve-factor';
import { platform } from './platform';

// Videos through Gloo. In production Flagger sends a release 10 % more of the requests every minute, up to half of them,
// while it measures; a person opens the gate before it begins and before it is taken for good. The copy that serves and the
// one that is tried are scaled apart.
new Application(
  'hermes',
  { platform, version: process.env['VERSION'] ?? '7.4.2', owner: 'team-video' },
  (chart, env) => {
    const tester = 'http://flagger-loadtester.flagger';
    new WebService(chart, 'player', {
      image: env.image('video/hermes'),
      port: 8080,
      config: Config.merge(
        Config.logs({ level: env.choose({ production: 'info', default: 'debug' }) }),
        Config.fromEnvFile(`config/hermes/${env.name}.env`),
      ),
      metrics: Metrics.at('/metrics'),
      routes: [Route.gloo(`player.${env.domain}`, '/', { tls: Tls.secret('player-tls') })],
      network: Network.policy({
        allowFrom: [Peer.namespace('gloo-system').on(8080)],
        allowTo: [Peer.anywhere().on(443)],
      }),
      scaling: env.choose({ production: Scaling.between(4, 12, { cpu: 60 }), default: Scaling.fixed(1) }),
      rollout: env.choose({
        production: Rollout.progressive({
          provider: Provider.gloo(),
          analysis: Analysis.of({
            interval: Duration.minutes(1),
            stepWeight: 10,
            maxWeight: 50,
            metrics: [AnalysisMetric.successRate(99), AnalysisMetric.duration(Duration.millis(500))],
          }),
          gate: Gate.manual(tester),
          webhooks: [Webhook.loadTest(tester, (canary) => `hey -z 1m -q 10 -c 2 http://${canary}/`)],
        }),
        default: Rollout.rolling(),
      }),
    });
  },
).synth();
