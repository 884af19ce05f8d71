import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { WebService } from '../../lib';
import { at, image, render, renderWeb } from './support';

describe('a web service of an image and a port', () => {
  const objects = renderWeb();

  test('is a Deployment behind a Service, with an account, a budget and a network policy of its own', () => {
    expect(objects.names).toEqual([
      'Deployment/lulu-api',
      'LimitRange/lulu',
      'Namespace/lulu-production',
      'NetworkPolicy/default-deny',
      'NetworkPolicy/lulu-api',
      'PodDisruptionBudget/lulu-api',
      'ResourceQuota/lulu',
      'Service/lulu-api',
      'ServiceAccount/lulu-api',
    ]);
  });

  test('runs three pods, which roll by a quarter without one missing', () => {
    expect(objects.find('Deployment').spec).toMatchObject({
      replicas: 3,
      revisionHistoryLimit: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    });
  });

  test('is called at port 80 by the name of its objects', () => {
    expect(objects.find('Service').spec).toEqual({
      selector: { 'app.kubernetes.io/instance': 'lulu-api' },
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    });
    expect(objects.container('Deployment').ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }]);
  });

  test('says nothing that was not asked for and is no default worth stating', () => {
    const container = objects.container('Deployment') as object;
    for (const field of ['command', 'args', 'env', 'envFrom', 'startupProbe']) {
      expect(container).not.toHaveProperty(field);
    }
    expect(objects.find('Deployment')).not.toHaveProperty('metadata.annotations');
    expect(objects.find('Deployment').spec.template).not.toHaveProperty('metadata.annotations');
  });

  test('runs as an account without rights and without a token', () => {
    expect(objects.find('ServiceAccount')['automountServiceAccountToken']).toBe(false);
    expect(objects.pod('Deployment')).toMatchObject({
      serviceAccountName: 'lulu-api',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
  });

  test('prefers zones and hosts of its own for each pod, and schedules where there is one', () => {
    const labelSelector = { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } };
    expect(at(objects.pod('Deployment'), 'topologySpreadConstraints')).toEqual([
      { labelSelector, maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
      { labelSelector, maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(at(objects.pod('Deployment'), 'affinity.podAntiAffinity')).not.toHaveProperty(
      'requiredDuringSchedulingIgnoredDuringExecution',
    );
  });
});

describe('labels', () => {
  const objects = renderWeb({ owner: 'team-api' }, { application: { owner: 'team-lulu' } });
  const common = {
    'app.kubernetes.io/name': 'api',
    'app.kubernetes.io/instance': 'lulu-api',
    'app.kubernetes.io/part-of': 'lulu',
    'app.kubernetes.io/component': 'web',
    'app.kubernetes.io/managed-by': 'cdk8s-twelve-factor',
    env: 'production',
    owner: 'team-api',
  };

  test('are on every object of the service, with its own owner', () => {
    for (const kind of ['Service', 'ServiceAccount', 'PodDisruptionBudget']) {
      expect(at(objects.find(kind), 'metadata.labels')).toEqual(common);
    }
  });

  test('have the version on the workload and its pods alone, so that a release changes nothing else', () => {
    const versioned = { ...common, 'app.kubernetes.io/version': '1.5.0' };
    expect(objects.find('Deployment').metadata.labels).toEqual(versioned);
    expect(at(objects.find('Deployment').spec.template, 'metadata.labels')).toEqual(versioned);
  });

  test('select by the instance alone, wherever pods are selected', () => {
    const selector = { 'app.kubernetes.io/instance': 'lulu-api' };
    expect(objects.find('Deployment').spec.selector).toEqual({ matchLabels: selector });
    expect(objects.find('PodDisruptionBudget').spec.selector).toEqual({ matchLabels: selector });
    expect(objects.find('Service').spec.selector).toEqual(selector);
  });
});

describe('what a web service may say', () => {
  test('names its port, and offers it at another one', () => {
    const objects = renderWeb({ port: 9000, portName: 'grpc', servicePort: 9001 });
    expect(objects.find('Service').spec.ports).toEqual([
      { name: 'grpc', port: 9001, protocol: 'TCP', appProtocol: 'kubernetes.io/h2c', targetPort: 'grpc' },
    ]);
    expect(objects.container('Deployment').ports?.[0]).toEqual({ name: 'grpc', containerPort: 9000, protocol: 'TCP' });
  });

  test('listens on other ports that the Service does not offer', () => {
    const objects = renderWeb({ ports: [{ name: 'admin', port: 9090 }] });
    expect(objects.container('Deployment').ports).toHaveLength(2);
    expect(objects.find('Service').spec.ports).toHaveLength(1);
  });

  test('has a program and arguments of its own', () => {
    const objects = renderWeb({ command: ['bin/api'], args: ['--quick', ''] });
    expect(objects.container('Deployment')).toMatchObject({ command: ['bin/api'], args: ['--quick', ''] });
  });

  test('is pulled, prioritized and authorized as the platform says', () => {
    const objects = renderWeb(
      {},
      {
        environment: { imagePullPolicy: 'IfNotPresent', imagePullSecrets: ['registry'], priorityClassName: 'business' },
      },
    );
    expect(objects.container('Deployment')).toMatchObject({ imagePullPolicy: 'IfNotPresent' });
    expect(objects.pod('Deployment')).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'business',
    });
    expect(renderWeb().container('Deployment')).toMatchObject({ imagePullPolicy: 'Always' });
  });

  test('takes its version from the application where the image has no tag', () => {
    expect(renderWeb({ image: 'lulu/api' }).container('Deployment')).toMatchObject({ image: 'lulu/api:1.5.0' });
  });
});

describe('in any cdk8s chart', () => {
  const chartOf = (id: string, props = {}) => new Chart(new App(), id, props);
  const namesIn = (chart: Chart) =>
    (Testing.synth(chart) as { metadata: { name: string } }[]).map((object) => object.metadata.name);

  test('it is named after the chart, and has the labels and the namespace of the chart', () => {
    const chart = chartOf('LuluProd', { namespace: 'mine', labels: { tier: 'front' } });
    const { deployment } = new WebService(chart, 'api', { image, port: 8080 });
    expect(deployment.toJson()).toMatchObject({
      metadata: {
        name: 'lulu-prod-api',
        namespace: 'mine',
        labels: { tier: 'front', 'app.kubernetes.io/part-of': 'lulu-prod' },
      },
    });
    expect(at(deployment.toJson(), 'spec.template.metadata.labels')).toMatchObject({ tier: 'front' });
    expect(deployment.toJson()).not.toHaveProperty('metadata.labels.env');
  });

  test('it is as deep in the tree as one likes', () => {
    const chart = chartOf('lulu');
    const group = new Construct(new Construct(chart, 'one'), 'two');
    new WebService(group, 'api', { image, port: 8080 });
    expect(new Set(namesIn(chart))).toEqual(new Set(['lulu-api']));
  });

  test('moving it in the tree changes no object', () => {
    const [flat, deep] = [chartOf('lulu'), chartOf('lulu')];
    new WebService(flat, 'api', { image, port: 8080 });
    new WebService(new Construct(deep, 'group'), 'api', { image, port: 8080 });
    expect(Testing.synth(deep)).toEqual(Testing.synth(flat));
  });

  test('every object that it makes is a field of it', () => {
    const service = new WebService(chartOf('lulu'), 'api', { image, port: 8080 });
    const fields = [
      service.deployment,
      service.service,
      service.serviceAccount,
      service.disruptionBudget,
      service.networkPolicy,
    ];
    const made = service.node.findAll().filter((construct) => construct !== service);
    expect(new Set(fields)).toEqual(new Set(made));
    expect([service.autoscaler, service.ingress, service.ingressRoute, service.monitor, service.configMap]).toEqual(
      Array(5).fill(undefined),
    );
  });
});

test('adding a service changes no object of another one', () => {
  const one = renderWeb();
  const two = render((chart) => {
    new WebService(chart, 'admin', { image, port: 8080 });
    new WebService(chart, 'api', { image, port: 8080 });
  });
  for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget', 'ServiceAccount']) {
    expect(two.findAll(kind)).toContainEqual(one.find(kind));
  }
});
