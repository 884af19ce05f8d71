import { ApiObject, Duration, Size } from 'cdk8s';
import {
  Alert,
  Analysis,
  AnalysisMetric,
  Application,
  Cpu,
  Gate,
  Provider,
  Quota,
  Rollout,
  Route,
  Scaling,
  Webhook,
} from '../../../lib';
import { type BadApplication, type BadInput, platform, untyped, web, worker } from '../support';

type Props = Parameters<typeof Rollout.progressive>[0];

const LONG = `a${'b'.repeat(52)}`;
const routes = [Route.traefik('api.example.com')];
const traefik = (props: Partial<Props> = {}) =>
  web({ routes, rollout: Rollout.progressive({ provider: Provider.traefik(), ...props }) });
const analysis = (props: Parameters<typeof Analysis.of>[0]) => traefik({ analysis: Analysis.of(props) });

/** Releases that Flagger rolls out, and what they cannot go with. */
export const progressive: readonly BadInput[] = [
  {
    what: 'a worker with progressive delivery',
    told: '[lulu/production/mailer] rollout: progressive delivery moves traffic, and a worker has none; use Rollout.rolling() or Rollout.recreate() (TF1606)',
    define: worker({ rollout: Rollout.progressive({ provider: Provider.traefik() }) }),
  },
  {
    what: 'Flagger by Traefik with a plain Ingress',
    told: "[lulu/production/api] routes: api.example.com/ is a Route.to, which cannot share requests by Flagger's TraefikService; use Route.traefik (TF1508)",
    define: web({
      routes: [Route.to('api.example.com')],
      rollout: Rollout.progressive({ provider: Provider.traefik() }),
    }),
  },
  {
    what: 'progressive delivery beside an own Service of the same name',
    told: '[lulu/production/api] rollout: Flagger makes Service lulu-api, and so does this application; remove the object, or give it another name (TF1635)',
    define: (chart) => {
      traefik()(chart);
      new ApiObject(chart, 'mine', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'lulu-api' } });
    },
    bare: false,
  },
  {
    what: 'Flagger by Traefik without a route',
    told: '[lulu/production/api] rollout: Provider.traefik has no Route.traefik whose traffic it could divide; give the service one, or use Provider.kubernetes() (TF1634)',
    define: web({ rollout: Rollout.progressive({ provider: Provider.traefik() }) }),
  },
  {
    what: 'Flagger by Traefik with a port of gRPC',
    told: `[lulu/production/api] rollout: Provider.traefik with port "grpc": Flagger's TraefikService speaks HTTP/1.1 to it; use Provider.gatewayApi() or Provider.gloo(); or call the port http, if HTTP/1.1 is understood there too (TF1638)`,
    define: web({ routes, portName: 'grpc', rollout: Rollout.progressive({ provider: Provider.traefik() }) }),
  },
  {
    what: 'Flagger by ingress-nginx with an Ingress of Traefik',
    told: `[lulu/production/api] rollout: Provider.nginx with an Ingress of class "traefik", which does not know its weights; set the platform's ingress.className to that of ingress-nginx, or use Provider.traefik() with Route.traefik (TF1637)`,
    define: web({
      routes: [Route.to('api.example.com')],
      rollout: Rollout.progressive({ provider: Provider.nginx() }),
    }),
  },
  {
    what: 'Flagger by ingress-nginx with a route of Traefik',
    told: '[lulu/production/api] rollout: Route.traefik leads around Provider.nginx, to the old release alone; use Route.to, or Provider.kubernetes() (TF1633)',
    define: web({ routes, rollout: Rollout.progressive({ provider: Provider.nginx() }) }),
  },
  {
    what: 'progressive delivery of no pods',
    told: '[lulu/production/api] rollout: a scale of no pods leaves nothing to roll out; scale to one pod at least (TF1636)',
    define: web({
      routes,
      scaling: Scaling.fixed(0),
      rollout: Rollout.progressive({ provider: Provider.traefik() }),
    }),
  },
  {
    what: 'an analysis without steps',
    told: '[lulu/production/api] rollout.analysis.stepWeights: there is no step; give one at least, as in [1, 10, 50] (TF1620)',
    define: analysis({ stepWeights: [] }),
  },
  {
    what: 'an analysis whose steps exceed its most',
    told: '[lulu/production/api] rollout.analysis: stepWeight 60 exceeds maxWeight 50; give stepWeight <= maxWeight (TF1621)',
    define: analysis({ stepWeight: 60 }),
  },
  {
    what: 'an analysis with steps in two ways',
    told: '[lulu/production/api] rollout.analysis: iterations beside maxWeight; give the iterations or the weights (TF1622)',
    define: analysis({ iterations: 3, maxWeight: 50 }),
  },
  {
    what: 'an analysis that bears no failed check',
    told: '[lulu/production/api] rollout.analysis.threshold: 0 is no number of failed checks; give a whole number from 1 (TF1623)',
    define: analysis({ threshold: 0 }),
  },
  {
    what: 'an analysis that looks too often',
    told: '[lulu/production/api] rollout.analysis.interval: 9 seconds is too short or no whole number of seconds; give whole seconds, 10 at least (TF1624)',
    define: analysis({ interval: Duration.seconds(9) }),
  },
  {
    what: 'an analysis that looks at nothing',
    told: '[lulu/production/api] rollout: with Provider.traefik nothing is measured, tested or asked; give metrics, an acceptance test or a gate (TF1625)',
    define: analysis({ metrics: [] }),
  },
  {
    what: 'a success rate of more than all',
    told: '[lulu/production/api] rollout.analysis metric "request-success-rate": 101 is no success rate; give a percentage above 0 and up to 100 (TF1626)',
    define: analysis({ metrics: [AnalysisMetric.successRate(101)] }),
  },
  {
    what: 'a metric without a query',
    told: '[lulu/production/api] rollout.analysis metric "errors": the query is empty; give one that results in a number (TF1627)',
    define: analysis({
      metrics: [AnalysisMetric.prometheus('errors', { address: 'http://prometheus', query: ' ', max: 1 })],
    }),
  },
  {
    what: 'two load tests of one name',
    told: '[lulu/production/api] rollout: two webhooks are called "load-test"; give each a name of its own (TF1628)',
    define: traefik({ webhooks: ['/a', '/b'].map((path) => Webhook.loadTest('http://tester', `hey ${path}`)) }),
  },
  {
    what: 'a Prometheus without a scheme',
    told: '[lulu/production/api] rollout.metricsServer: "prometheus:9090" is no URL by HTTP; give it whole, beginning with http:// or https:// (TF1629)',
    define: traefik({ metricsServer: 'prometheus:9090' }),
  },
  {
    what: 'a load test without a command',
    told: '[lulu/production/api] rollout webhook "load-test": the command is empty; use confirm-rollout, pre-rollout, rollout, confirm-traffic-increase, confirm-promotion, post-rollout, event, rollback, and fill in what is there (TF1630)',
    define: traefik({ webhooks: [Webhook.loadTest('http://tester', ' ')] }),
  },
  {
    what: 'a gate that asks nothing',
    told: '[lulu/production/api] rollout.gate: it asks nothing; let it ask before the rollout or the promotion, or leave it out (TF1631)',
    define: traefik({ gate: Gate.manual('http://gate', { rollout: false, promotion: false }) }),
  },
  {
    what: 'an alert of no severity that Flagger knows',
    told: '[lulu/production/api] rollout.alerts: "on-call" at "loud" is no alert; give the names of an AlertProvider and its namespace, and info, warn or error (TF1632)',
    define: traefik({ alerts: [Alert.to('on-call', { severity: untyped('loud') })] }),
  },
  {
    what: 'a name without room for what Flagger adds',
    told: `[lulu/production/${LONG}] rollout: "lulu-${LONG}-primary" has 66 characters; give shorter names: at most 63 characters together (TF1002)`,
    define: web({ routes, rollout: Rollout.progressive({ provider: Provider.traefik() }) }, LONG),
  },
];

const quota = () => Quota.of({ requestsCpu: Cpu.millis(500), requestsMemory: Size.gibibytes(16) });

export const progressiveQuotas: readonly BadApplication[] = [
  {
    what: 'a quota that does not hold what Flagger copies, and its copy',
    told: ['staging', 'production'].map(
      (name) =>
        `[lulu/${name}] quota requests.cpu: 500m is less than 1200m, what the workloads ask for at full scale while a release rolls; give more, or scale less (TF1905)`,
    ),
    make: () =>
      new Application('lulu', { platform, version: '1.5.0', quota }, (chart) =>
        web({
          routes,
          scaling: Scaling.fixed(4),
          rollout: Rollout.progressive({ provider: Provider.traefik() }),
        })(chart),
      ),
  },
];
