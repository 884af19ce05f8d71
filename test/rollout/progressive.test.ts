import { App, Chart, Duration, Testing } from 'cdk8s';
import { formatProblem, Place, type Problem } from '../../lib/errors';
import type { CanarySpec, MetricTemplateSpec } from '../../lib/imports/flagger.app';
import { kubeObject } from '../../lib/manifest';
import { Analysis } from '../../lib/rollout/analysis';
import { AnalysisMetric } from '../../lib/rollout/analysis-metric';
import type { ProgressiveTarget } from '../../lib/rollout/flagger-canary';
import { labelsOfBothCopies } from '../../lib/rollout/flagger-names';
import { Gate } from '../../lib/rollout/gate';
import { Progressive, type ProgressiveProps } from '../../lib/rollout/progressive';
import { Alert } from '../../lib/rollout/progressive-alert';
import type { ProgressiveFacts } from '../../lib/rollout/progressive-mix';
import { Provider } from '../../lib/rollout/progressive-provider';
import { Webhook } from '../../lib/rollout/progressive-webhook';

const TARGET: ProgressiveTarget = {
  name: 'lulu-api',
  labels: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'lulu' },
  namespace: 'lulu',
  portName: 'http',
  servicePort: 80,
};

/** The objects of a progressive rollout, as they are applied. */
function render(props: ProgressiveProps, target: Partial<ProgressiveTarget> = {}) {
  const chart = new Chart(new App(), 'production', { namespace: 'lulu' });
  new Progressive(props).bind(chart, new Place('lulu/production/api'), { ...TARGET, ...target });
  const objects = Testing.synth(chart) as { kind: string; metadata: { name: string }; spec: object }[];
  const canary = objects.find(({ kind }) => kind === 'Canary')?.spec as CanarySpec;
  const templates = objects.filter(({ kind }) => kind === 'MetricTemplate');
  return { objects, canary, templates };
}

/** What is told of a service that cannot be rolled out so, as people read it. */
function told(check: (place: Place) => void): string[] {
  const problems: Problem[] = [];
  check(new Place('api', (problem) => problems.push(problem)));
  return problems.map(formatProblem);
}

test('a progressive rollout is one line, and a Canary with a careful analysis', () => {
  const { objects } = render({ provider: Provider.traefik() });
  expect(objects).toEqual([
    {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: 'lulu-api', namespace: 'lulu', labels: TARGET.labels },
      spec: {
        provider: 'traefik',
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'lulu-api' },
        autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'lulu-api' },
        service: { port: 80, portName: 'http', targetPort: 'http' },
        analysis: {
          interval: '1m',
          threshold: 5,
          stepWeight: 10,
          maxWeight: 50,
          metrics: [
            { name: 'request-success-rate', interval: '1m', thresholdRange: { min: 99 } },
            { name: 'request-duration', interval: '1m', thresholdRange: { max: 500 } },
          ],
        },
      },
    },
  ]);
});

test('no Service of the names that Flagger makes is rendered, and the two autoscalers are named', () => {
  const plan = new Progressive({ provider: Provider.traefik() }).planFor('lulu-api');
  expect(plan).toEqual({
    autoscalers: ['lulu-api', 'lulu-api-primary'],
    copies: 2,
    services: { apex: 'lulu-api', primary: 'lulu-api-primary', canary: 'lulu-api-canary' },
    testedFrom: [],
    routeTarget: { traefikServiceName: 'lulu-api' },
  });
  expect(render({ provider: Provider.traefik() }).objects.map(({ kind }) => kind)).not.toContain('Service');
});

test('without a router a release is checked ten times and then takes the place of the old one', () => {
  const metrics = [AnalysisMetric.successRate(95)];
  const { canary } = render({ provider: Provider.kubernetes(), analysis: Analysis.of({ metrics }) });
  expect(canary.provider).toBe('kubernetes');
  expect(canary.analysis).toEqual({
    interval: '1m',
    threshold: 5,
    iterations: 10,
    metrics: [{ name: 'request-success-rate', interval: '1m', thresholdRange: { min: 95 } }],
  });
});

test('ingress-nginx is told the Ingress, Gloo the Upstream whose settings it copies', () => {
  expect(render({ provider: Provider.nginx() }).canary.ingressRef).toEqual({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name: 'lulu-api',
  });
  expect(render({ provider: Provider.gloo() }).canary.upstreamRef).toBeUndefined();
  expect(render({ provider: Provider.gloo() }, { upstreamName: 'lulu-api' }).canary.upstreamRef).toEqual({
    apiVersion: 'gloo.solo.io/v1',
    kind: 'Upstream',
    name: 'lulu-api',
    namespace: 'lulu',
  });
});

test('with the Gateway API, Flagger is told what to make an HTTPRoute of, under a name of the provider that it knows', () => {
  const flaggerRoute = {
    gatewayRefs: [{ name: 'public', namespace: 'gateways' }],
    hosts: ['a.example.com'],
    match: [{ uri: { prefix: '/v1' } }],
  };
  const { canary } = render({ provider: Provider.gatewayApi(), gate: Gate.manual('http://gate') }, { flaggerRoute });
  expect(canary.provider).toBe('gatewayapi:v1');
  expect(canary.service).toEqual({ port: 80, portName: 'http', targetPort: 'http', ...flaggerRoute });
});

test('routes lead to what Flagger makes for them', () => {
  const targetOf = (provider: Provider) => new Progressive({ provider }).planFor('lulu-api').routeTarget;
  expect(targetOf(Provider.gloo())).toEqual({ routeTableName: 'lulu-api' });
  expect(targetOf(Provider.gatewayApi())).toEqual({ httpRouteName: 'lulu-api' });
  expect(targetOf(Provider.nginx())).toEqual({});
  expect(targetOf(Provider.kubernetes())).toEqual({});
});

test('a metric of Prometheus or Datadog is a MetricTemplate of the service, which the Canary refers to', () => {
  const { canary, templates } = render({
    provider: Provider.traefik(),
    analysis: Analysis.of({
      interval: Duration.seconds(30),
      metrics: [
        AnalysisMetric.prometheus('queue', {
          address: 'http://prometheus.monitoring:9090',
          query: 'max(queue_length{namespace="{{ namespace }}"})',
          max: 100,
        }),
        AnalysisMetric.datadog('orders', {
          secret: 'datadog',
          query: 'sum:orders{service:{{ target }}}',
          min: 1,
          interval: Duration.minutes(5),
        }),
      ],
    }),
  });
  expect(canary.analysis.metrics).toEqual([
    { name: 'queue', interval: '1m', thresholdRange: { max: 100 }, templateRef: { name: 'lulu-api-queue' } },
    { name: 'orders', interval: '5m', thresholdRange: { min: 1 }, templateRef: { name: 'lulu-api-orders' } },
  ]);
  const specs = templates.map(({ metadata, spec }) => [metadata.name, (spec as MetricTemplateSpec).provider]);
  expect(specs).toEqual([
    ['lulu-api-queue', { type: 'prometheus', address: 'http://prometheus.monitoring:9090' }],
    ['lulu-api-orders', { type: 'datadog', address: 'https://api.datadoghq.com', secretRef: { name: 'datadog' } }],
  ]);
});

test('a metric is taken over the interval of the analysis, but over a minute at least', () => {
  const windowOf = (interval: Duration) =>
    render({ provider: Provider.traefik(), analysis: Analysis.of({ interval }) }).canary.analysis.metrics?.[0]
      ?.interval;
  expect(windowOf(Duration.seconds(10))).toBe('1m');
  expect(windowOf(Duration.seconds(90))).toBe('90s');
});

test('a gate asks before the release and again before the promotion, and is closed behind each', () => {
  const { canary } = render({ provider: Provider.gloo(), gate: Gate.manual('http://gate.flagger/') });
  expect(canary.analysis.webhooks?.map(({ type, url }) => `${type} ${url}`)).toEqual([
    'confirm-rollout http://gate.flagger/gate/check',
    'pre-rollout http://gate.flagger/gate/close',
    'confirm-promotion http://gate.flagger/gate/check',
    'rollback http://gate.flagger/rollback/check',
    'post-rollout http://gate.flagger/gate/close',
    'post-rollout http://gate.flagger/rollback/close',
  ]);
});

test('a gate that asks once is closed only when the release is over', () => {
  const gate = Gate.manual('http://gate', { rollout: false });
  const { canary } = render({ provider: Provider.gloo(), gate });
  expect(canary.analysis.webhooks?.map(({ type }) => type)).toEqual([
    'confirm-promotion',
    'rollback',
    'post-rollout',
    'post-rollout',
  ]);
});

test('tests run against the pods of the new release, wherever the load tester is', () => {
  const webhooks = [
    Webhook.acceptanceTest('http://tester/', 'bats /tests/api.bats', { timeout: Duration.minutes(5) }),
    Webhook.loadTest('http://tester/', (canary) => `hey -z 1m http://${canary}/`),
    Webhook.notify('https://chat.example.com/hook'),
  ];
  expect(render({ provider: Provider.traefik(), webhooks }).canary.analysis.webhooks).toEqual([
    {
      name: 'acceptance-test',
      type: 'pre-rollout',
      url: 'http://tester/',
      timeout: '5m',
      metadata: { type: 'bash', cmd: 'bats /tests/api.bats' },
    },
    {
      name: 'load-test',
      type: 'rollout',
      url: 'http://tester/',
      metadata: { type: 'cmd', cmd: 'hey -z 1m http://lulu-api-canary.lulu/' },
    },
    { name: 'notify', type: 'event', url: 'https://chat.example.com/hook' },
  ]);
  const elsewhere = render({ provider: Provider.traefik(), webhooks }, { servicePort: 8080, namespace: undefined });
  expect(elsewhere.canary.analysis.webhooks?.[1]?.metadata).toMatchObject({
    cmd: 'hey -z 1m http://lulu-api-canary:8080/',
  });
});

test('what is told besides: alerts, deadlines, a Prometheus, and what to do without', () => {
  const { canary } = render({
    provider: Provider.traefik(),
    alerts: [Alert.to('on-call', { namespace: 'flagger' }), Alert.to('chat', { severity: 'info' })],
    skipAnalysis: true,
    progressDeadline: Duration.minutes(5),
    metricsServer: 'http://prometheus.monitoring:9090',
    revertOnDeletion: true,
  });
  expect(canary).toMatchObject({
    skipAnalysis: true,
    progressDeadlineSeconds: 300,
    metricsServer: 'http://prometheus.monitoring:9090',
    revertOnDeletion: true,
    // Flagger reads the interval even if it skips the rest.
    analysis: {
      interval: '1m',
      alerts: [
        { name: 'on-call', severity: 'warn', providerRef: { name: 'on-call', namespace: 'flagger' } },
        { name: 'chat', severity: 'info', providerRef: { name: 'chat' } },
      ],
    },
  });
});

test('what must reach both copies selects by labels that Flagger leaves alone', () => {
  expect(labelsOfBothCopies({ ...TARGET.labels, 'app.kubernetes.io/instance': 'lulu-api', env: 'production' })).toEqual(
    {
      'app.kubernetes.io/part-of': 'lulu',
      'app.kubernetes.io/name': 'api',
    },
  );
});

test.each<[string, Provider, Partial<ProgressiveFacts>, string[]]>([
  ['its own kind of route', Provider.traefik(), { routes: ['ingressRoute'] }, []],
  ['any route, without a router', Provider.kubernetes(), { routes: ['ingress', 'virtualService'] }, []],
  ['no route, without a router', Provider.kubernetes(), { routes: [] }, []],
  ['an Ingress of ingress-nginx', Provider.nginx(), { routes: ['ingress'], ingressClassName: 'nginx' }, []],
  [
    'Traefik without a route',
    Provider.traefik(),
    { routes: [] },
    [
      '[api] rollout: Provider.traefik has no Route.traefik whose traffic it could divide; give the service one, or use Provider.kubernetes() (TF1634)',
    ],
  ],
  [
    'nginx with a route that is no Ingress',
    Provider.nginx(),
    { routes: ['ingress', 'ingressRoute'] },
    [
      '[api] rollout: Route.traefik leads around Provider.nginx, to the old release alone; use Route.to, or Provider.kubernetes() (TF1633)',
    ],
  ],
  [
    'nginx without an Ingress',
    Provider.nginx(),
    { routes: [] },
    [
      '[api] rollout: Provider.nginx has no Route.to whose traffic it could divide; give the service one, or use Provider.kubernetes() (TF1634)',
    ],
  ],
  [
    'nginx with an Ingress of Traefik',
    Provider.nginx(),
    { routes: ['ingress'], ingressClassName: 'traefik' },
    [
      '[api] rollout: Provider.nginx with an Ingress of class "traefik", which does not know its weights; set the platform\'s ingress.className to that of ingress-nginx, or use Provider.traefik() with Route.traefik (TF1637)',
    ],
  ],
  [
    'an own Service of the same name, and other objects that Flagger makes',
    Provider.gloo(),
    {
      routes: ['virtualService'],
      objects: [
        { kind: 'Service', name: 'lulu-api' },
        { kind: 'Deployment', name: 'lulu-api' },
        { kind: 'RouteTable', name: 'lulu-api' },
      ],
    },
    ['Service', 'RouteTable'].map(
      (kind) =>
        `[api] rollout: Flagger makes ${kind} lulu-api, and so does this application; remove the object, or give it another name (TF1635)`,
    ),
  ],
  [
    'a worker',
    Provider.kubernetes(),
    { hasService: false },
    [
      '[api] rollout: progressive delivery moves traffic, and a worker has none; use Rollout.rolling() or Rollout.recreate() (TF1606)',
    ],
  ],
])('the mix is decided at synthesis: %s', (_mix, provider, facts, lines) => {
  const all = { name: 'lulu-api', hasService: true, routes: [], ...facts };
  expect(told((place) => new Progressive({ provider }).check(place, all))).toEqual(lines);
});

test('an object by the name of one that Flagger makes is found wherever it is in the chart', () => {
  const problems: Problem[] = [];
  const chart = new Chart(new App(), 'production', { namespace: 'lulu' });
  const place = new Place('api', (problem) => problems.push(problem));
  new Progressive({ provider: Provider.traefik() }).bind(chart, place, TARGET);
  kubeObject(chart, 'mine', 'Service', { metadata: { name: 'lulu-api-canary' } });
  kubeObject(chart, 'other', 'Service', { metadata: { name: 'lulu-api-primary', namespace: 'other' } });
  expect(chart.node.findAll().flatMap(({ node }) => node.validate())).toEqual([]);
  expect(problems.map(formatProblem)).toEqual([
    '[api] rollout: Flagger makes Service lulu-api-canary, and so does this application; remove the object, or give it another name (TF1635)',
  ]);
});

test('a worker, and a service without pods, have nothing to roll out', () => {
  const target = { minReplicas: 0, maxReplicas: 0, isAutomatic: false, hasDisruptionBudget: false };
  const progressive = new Progressive({ provider: Provider.kubernetes() });
  const codes = (hasService: boolean) =>
    told((place) => progressive.plan(place, { ...target, hasService })).map((line) => line.slice(-7, -1));
  expect(codes(false)).toEqual(['TF1606']);
  expect(codes(true)).toEqual(['TF1636']);
});

test('a name leaves room for what Flagger adds to it', () => {
  const name = `lulu-${'a'.repeat(51)}`;
  const chart = new Chart(new App(), 'production');
  const progressive = new Progressive({ provider: Provider.traefik() });
  const planned = told((place) => progressive.bind(chart, place, { ...TARGET, name }));
  expect(planned).toEqual([
    `[api] rollout: "${name}-primary" has 64 characters; give shorter names: at most 63 characters together (TF1002)`,
  ]);
});
