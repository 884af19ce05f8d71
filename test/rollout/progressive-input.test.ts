import { App, Chart, Duration } from 'cdk8s';
import fc from 'fast-check';
import { formatProblem, Place, type Problem } from '../../lib/errors';
import { Analysis, type AnalysisProps } from '../../lib/rollout/analysis';
import { AnalysisMetric, type DatadogMetricProps } from '../../lib/rollout/analysis-metric';
import type { ProgressiveTarget } from '../../lib/rollout/flagger-canary';
import { Gate } from '../../lib/rollout/gate';
import { Progressive, type ProgressiveProps } from '../../lib/rollout/progressive';
import { Alert } from '../../lib/rollout/progressive-alert';
import { Provider } from '../../lib/rollout/progressive-provider';
import { Webhook, type WebhookType } from '../../lib/rollout/progressive-webhook';

/** What is told of the props, as people read it. */
function told(props: Partial<ProgressiveProps>, target: Partial<ProgressiveTarget> = {}): string[] {
  const problems: Problem[] = [];
  const place = new Place('', (problem) => problems.push(problem));
  const chart = new Chart(new App(), 'production');
  const service = { name: 'lulu-api', labels: {}, portName: 'http', servicePort: 80, ...target };
  new Progressive({ provider: Provider.traefik(), ...props }).bind(chart, place, service);
  return problems.map(formatProblem);
}

const toldOfSteps = (props: AnalysisProps) =>
  told({ analysis: Analysis.of(props) }).map((line) => line.replace('rollout.analysis', ''));

test.each<[AnalysisProps, string]>([
  [{ stepWeights: [] }, '.stepWeights: there is no step; give one at least, as in [1, 10, 50] (TF1620)'],
  [{ iterations: 0 }, '.iterations: 0 is no number of checks; give a whole number from 1 (TF1620)'],
  [{ stepWeight: 0 }, '.stepWeight: 0 is no share of the traffic; give a whole percent from 1 to 100 (TF1621)'],
  [{ maxWeight: 101 }, '.maxWeight: 101 is no share of the traffic; give a whole percent from 1 to 100 (TF1621)'],
  [{ stepWeight: 2.5 }, '.stepWeight: 2.5 is no share of the traffic; give a whole percent from 1 to 100 (TF1621)'],
  [{ stepWeight: 60 }, ': stepWeight 60 exceeds maxWeight 50; give stepWeight <= maxWeight (TF1621)'],
  [
    { stepWeight: 20 },
    ': steps of 20 come to 60 %, past maxWeight 50; give a stepWeight that divides maxWeight (TF1621)',
  ],
  [
    { stepWeights: [1, 10, 10] },
    '.stepWeights: 10 after 10 is no step up; give rising percents, as in [1, 10, 50] (TF1621)',
  ],
  [
    { stepWeightPromotion: 0 },
    '.stepWeightPromotion: 0 is no share of the traffic; give a whole percent from 1 to 100 (TF1621)',
  ],
  [{ iterations: 3, maxWeight: 50 }, ': iterations beside maxWeight; give the iterations or the weights (TF1622)'],
  [
    { stepWeights: [1, 50], stepWeight: 10 },
    ': stepWeights beside equal steps; leave stepWeight and maxWeight out (TF1622)',
  ],
  [{ threshold: 0 }, '.threshold: 0 is no number of failed checks; give a whole number from 1 (TF1623)'],
  [
    { interval: Duration.seconds(9) },
    '.interval: 9 seconds is too short or no whole number of seconds; give whole seconds, 10 at least (TF1624)',
  ],
])('an analysis that cannot advance is told (%#)', (props, line) => {
  expect(toldOfSteps(props)).toEqual([line]);
});

test('an analysis has steps in one of three ways', () => {
  expect(toldOfSteps({ stepWeight: 5, maxWeight: 100, stepWeightPromotion: 50 })).toEqual([]);
  expect(toldOfSteps({ stepWeights: [1, 2, 10, 100] })).toEqual([]);
  expect(toldOfSteps({ iterations: 1 })).toEqual([]);
});

test('without a router there is nothing to weigh, and the iterations are the provider’s', () => {
  const provider = Provider.kubernetes({ iterations: 5 });
  const metrics = [AnalysisMetric.successRate()];
  const line = (props: AnalysisProps) => told({ provider, analysis: Analysis.of({ metrics, ...props }) });
  expect(line({ stepWeight: 10 })).toEqual([
    'rollout.analysis: stepWeight with Provider.kubernetes, which weighs no traffic; leave them out (TF1622)',
  ]);
  expect(line({ iterations: 5 })).toEqual([
    'rollout.analysis: iterations, which Provider.kubernetes has already; give them to Provider.kubernetes alone (TF1622)',
  ]);
});

test('whole steps never lead more than the most of the traffic to a release', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), (stepWeight, maxWeight) => {
      let weight = 0;
      while (weight < maxWeight) weight = Math.min(weight + stepWeight, 100);
      expect(toldOfSteps({ stepWeight, maxWeight })).toHaveLength(weight > maxWeight ? 1 : 0);
    }),
  );
});

test('an analysis that looks at nothing is told, unless something tests or asks, or it is skipped', () => {
  const provider = Provider.kubernetes();
  expect(told({ provider })).toEqual([
    'rollout: with Provider.kubernetes nothing is measured, tested or asked; give metrics, an acceptance test or a gate (TF1625)',
  ]);
  expect(told({ analysis: Analysis.of({ metrics: [] }), webhooks: [Webhook.notify('http://chat')] })).toHaveLength(1);
  expect(told({ provider, webhooks: [Webhook.acceptanceTest('http://tester', 'true')] })).toEqual([]);
  expect(told({ provider, gate: Gate.manual('http://gate') })).toEqual([]);
  expect(told({ provider, skipAnalysis: true })).toEqual([]);
});

const toldOfMetrics = (...metrics: AnalysisMetric[]) =>
  told({ analysis: Analysis.of({ metrics }) }).map((line) => line.replace('rollout.analysis metric ', ''));

const prometheus = (name: string, props: object) =>
  AnalysisMetric.prometheus(name, { address: 'http://prometheus', query: 'up', max: 1, ...props });

test.each<[AnalysisMetric, string]>([
  [
    AnalysisMetric.successRate(101),
    '"request-success-rate": 101 is no success rate; give a percentage above 0 and up to 100 (TF1626)',
  ],
  [
    AnalysisMetric.duration(Duration.millis(0)),
    '"request-duration": 0 ms is no duration; give whole milliseconds, one at least (TF1626)',
  ],
  [prometheus('q', { max: undefined }), '"q": has neither min nor max; say which values are good (TF1626)'],
  [prometheus('q', { min: 2 }), '"q": min 2 exceeds max 1; give min <= max (TF1626)'],
  [prometheus('q', { min: NaN }), '"q": has a bound that is no number; give numbers (TF1626)'],
  [prometheus('q', { query: ' ' }), '"q": the query is empty; give one that results in a number (TF1627)'],
  [
    prometheus('q', { query: 'up{pod="{{ pod }}"}' }),
    '"q": Flagger knows no {{ pod }}; use namespace, target, service, name, ingress, route or interval (TF1627)',
  ],
  [
    prometheus('q', { secret: 'Not a name' }),
    '"q": "Not a name" is no name of a Secret; give the name of a Secret in the namespace of the service (TF1627)',
  ],
  [
    prometheus('request-duration', {}),
    '"request-duration": is no name for a query of your own; use lower-case letters, digits and hyphens, and none of the built-in names (TF1627)',
  ],
  [
    prometheus('q', { address: 'prometheus:9090' }),
    '"q" address: "prometheus:9090" is no URL by HTTP; give it whole, beginning with http:// or https:// (TF1629)',
  ],
  [
    prometheus('q', { interval: Duration.millis(1500) }),
    '"q" interval: 1 second 500 millis is too short or no whole number of seconds; give whole seconds, 1 at least (TF1624)',
  ],
  [
    AnalysisMetric.datadog('q', { query: 'avg:up{*}', min: 1 } as DatadogMetricProps),
    '"q": there is no Secret with its keys; give the name of a Secret in the namespace of the service (TF1627)',
  ],
])('a metric that Flagger could not judge by is told (%#)', (metric, line) => {
  expect(toldOfMetrics(metric)).toEqual([line]);
});

test('a query may use what Flagger fills in, in the forms of its template language', () => {
  const query = 'a{{namespace}} {{- target -}} {{ variables.x }} {{ "{{" }} {{ printf "%s" interval }}';
  expect(toldOfMetrics(prometheus('q', { query }))).toEqual([]);
});

test('two metrics, or two webhooks, need names of their own', () => {
  expect(toldOfMetrics(prometheus('q', {}), AnalysisMetric.successRate(), prometheus('q', {}))).toContain(
    'rollout: two metrics are called "q"; give each a name of its own (TF1628)',
  );
  const webhooks = ['/a', '/b'].map((path) => Webhook.loadTest('http://tester', `hey ${path}`));
  expect(told({ webhooks })).toEqual([
    'rollout: two webhooks are called "load-test"; give each a name of its own (TF1628)',
  ]);
});

test.each<[string, string]>([
  ['gate.flagger', '"gate.flagger" is no URL by HTTP; give it whole, beginning with http:// or https://'],
  ['ftp://gate', '"ftp://gate" is no URL by HTTP; give it whole, beginning with http:// or https://'],
  ['http://', '"http://" is no URL by HTTP; give it whole, beginning with http:// or https://'],
  ['http://a b', '"http://a b" is no URL by HTTP; give it whole, beginning with http:// or https://'],
  ['https://flux:hunter2@gate', 'the URL of gate has a user or password in it; take them out: the manifest is in git'],
])('an address that nobody could call, or with a password, is told without the password: %s', (url, line) => {
  expect(told({ metricsServer: url })).toEqual([`rollout.metricsServer: ${line} (TF1629)`]);
  const ofGate = told({ gate: Gate.manual(url) });
  expect(ofGate).toContain(`rollout.gate: ${line} (TF1629)`);
  expect(ofGate.join()).not.toContain('hunter2');
});

test.each<[Gate, AnalysisProps, string]>([
  [
    Gate.manual('http://gate', { rollout: false, promotion: false }),
    {},
    'it asks nothing; let it ask before the rollout or the promotion, or leave it out',
  ],
  [
    Gate.manual('http://gate'),
    { iterations: 1 },
    'it never comes to the promotion with a single iteration; give two iterations at least',
  ],
  [
    Gate.manual('http://gate/?name=api'),
    {},
    '"http://gate/?name=api" is more than an address to add paths to; leave the query and fragment out',
  ],
])('a gate that cannot work is told (%#)', (gate, analysis, line) => {
  expect(told({ gate, analysis: Analysis.of(analysis) })).toEqual([`rollout.gate: ${line} (TF1631)`]);
});

const url = 'http://hooks';

test.each<[Webhook, RegExp]>([
  [Webhook.of({ type: 'rollouts' as WebhookType, url }), /"rollouts": Flagger knows no type "rollouts"; .*\(TF1630\)$/],
  [Webhook.of({ type: 'rollout', url, name: ' ' }), /the name is empty; .*\(TF1630\)$/],
  [Webhook.loadTest(url, ' '), /"load-test": the command is empty; .*\(TF1630\)$/],
  [Webhook.of({ type: 'event', url, retries: -1 }), /-1 is no number of retries; .*\(TF1630\)$/],
  [Webhook.of({ type: 'event', url, metadata: { n: 1 as never } }), /metadata are strings; .*\(TF1630\)$/],
  [Webhook.loadTest('tester', 'hey'), /"load-test": "tester" is no URL by HTTP; .*\(TF1629\)$/],
  [Webhook.of({ type: 'event', url, timeout: Duration.millis(5) }), /"event" timeout: 5 millis .*\(TF1624\)$/],
])('a webhook that Flagger could not call is told (%#)', (webhook, line) => {
  const lines = told({ webhooks: [webhook] });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(line);
});

test('an alert goes to an AlertProvider', () => {
  expect(told({ alerts: [Alert.to('On Call', { namespace: 'flagger' })] })).toEqual([
    'rollout.alerts: "flagger/On Call" at "warn" is no alert; give the names of an AlertProvider and its namespace, and info, warn or error (TF1632)',
  ]);
});

test('a deadline is whole seconds', () => {
  expect(told({ progressDeadline: Duration.millis(100) })).toEqual([
    'rollout.progressDeadline: 100 millis is too short or no whole number of seconds; give whole seconds, 1 at least (TF1624)',
  ]);
});

test('a template’s name is the service’s and the metric’s together, and no longer than a label', () => {
  const name = 'm'.repeat(60);
  expect(toldOfMetrics(prometheus(name, {}))[0]).toMatch(/has 69 characters; .*\(TF1002\)$/);
});
