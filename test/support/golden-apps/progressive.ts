import { Duration } from 'cdk8s';
import {
  Alert,
  Analysis,
  AnalysisMetric,
  Application,
  Config,
  Gate,
  Metrics,
  Platform,
  Provider,
  Rollout,
  Route,
  Scaling,
  Tls,
  Webhook,
  WebService,
} from 'cdk8s-twelve-factor';

const platform = new Platform({
  registry: 'registry.example.com',
  owner: 'team-platform',
  ingress: { className: 'nginx', certificateIssuer: 'letsencrypt', gateway: { name: 'public', namespace: 'infra' } },
  environments: { production: { domain: 'example.com', protected: true } },
});

const TESTER = 'http://flagger-loadtester.flagger';
const PROMETHEUS = 'http://prometheus.monitoring:9090';

const errors = AnalysisMetric.prometheus('errors', {
  address: PROMETHEUS,
  query: 'sum(rate(errors_total{namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-z]+-[0-9a-z]+"}[{{ interval }}]))',
  max: 5,
});
const conversions = AnalysisMetric.datadog('conversions', {
  query: 'avg:shop.conversions{service:{{ target }}}',
  secret: 'progressive-datadog',
  min: 1,
  max: 100,
  interval: Duration.minutes(5),
});
const loadTest = Webhook.loadTest(TESTER, (canary) => `hey -z 1m -q 10 -c 2 http://${canary}/`);
const acceptanceTest = Webhook.acceptanceTest(TESTER, (canary) => `curl -sf http://${canary}/health`, {
  timeout: Duration.seconds(30),
});

/** A service for each of Flagger's providers, with all that an analysis can ask. */
export const progressive = new Application('progressive', { platform, version: '1.5.0' }, (chart, env) => {
  const common = { image: env.image('progressive/app'), port: 8080 };
  new WebService(chart, 'by-traefik', {
    ...common,
    config: Config.fromObject({ LOG_LEVEL: 'info' }),
    metrics: Metrics.at('/metrics'),
    routes: [Route.traefik(`traefik.${env.domain}`)],
    scaling: Scaling.between(3, 9),
    rollout: Rollout.progressive({
      provider: Provider.traefik(),
      analysis: Analysis.of({
        stepWeights: [1, 5, 25, 50],
        stepWeightPromotion: 50,
        threshold: 3,
        metrics: [AnalysisMetric.successRate(99.5), AnalysisMetric.duration(), errors, conversions],
      }),
      gate: Gate.manual(TESTER),
      webhooks: [acceptanceTest, loadTest, Webhook.notify('http://chat.tools/releases')],
      alerts: [Alert.to('on-call', { namespace: 'flagger', severity: 'error' })],
      metricsServer: PROMETHEUS,
      progressDeadline: Duration.minutes(5),
    }),
  });
  new WebService(chart, 'by-gloo', {
    ...common,
    routes: [Route.gloo(`gloo.${env.domain}`, '/', { tls: Tls.secret('gloo-tls') })],
    scaling: Scaling.between(2, 6),
    rollout: Rollout.progressive({ provider: Provider.gloo(), gate: Gate.manual(TESTER, { rollout: false }) }),
  });
  new WebService(chart, 'by-gateway', {
    ...common,
    routes: [Route.gatewayApi(`gateway.${env.domain}`)],
    rollout: Rollout.progressive({
      provider: Provider.gatewayApi(),
      analysis: Analysis.of({ stepWeight: 20, maxWeight: 60, metrics: [errors] }),
      webhooks: [loadTest],
    }),
  });
  new WebService(chart, 'by-nginx', {
    ...common,
    routes: [Route.to(`nginx.${env.domain}`)],
    rollout: Rollout.progressive({ provider: Provider.nginx(), webhooks: [loadTest] }),
  });
  new WebService(chart, 'by-iterations', {
    ...common,
    servicePort: 8000,
    routes: [Route.to(`kubernetes.${env.domain}`)],
    rollout: Rollout.progressive({
      provider: Provider.kubernetes({ iterations: 5 }),
      webhooks: [acceptanceTest, loadTest],
      revertOnDeletion: true,
    }),
  });
});

/** A route of Gloo that the VirtualService of others delegates to. */
export const delegated = new Application('delegated', { platform, version: '1.5.0' }, (chart, env) => {
  new WebService(chart, 'api', {
    image: env.image('progressive/app'),
    port: 8080,
    routes: [
      Route.gloo(`api.${env.domain}`, '/v1', { prefixRewrite: '/', delegatedFrom: { labels: { domain: 'api' } } }),
    ],
  });
});
