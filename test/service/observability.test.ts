import { Metrics } from '../../lib';
import { at, renderWeb, type Surroundings } from './support';

const annotationsOf = (metrics: Metrics, surroundings?: Surroundings) =>
  at(
    renderWeb({ ports: [{ name: 'admin', port: 9090 }], metrics }, surroundings).find('Deployment').spec.template,
    'metadata.annotations',
  );

describe('metrics', () => {
  test('are found by annotations of the pods', () => {
    expect(annotationsOf(Metrics.at('/metrics'))).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': '/metrics',
      'prometheus.io/port': '8080',
      'prometheus.io/scheme': 'http',
    });
    expect(annotationsOf(Metrics.at('/stats/prometheus', { port: 9090, scheme: 'https' }))).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': '/stats/prometheus',
      'prometheus.io/port': '9090',
      'prometheus.io/scheme': 'https',
    });
  });

  test('are found by a PodMonitor where the platform has the operator, and then by no annotation', () => {
    const surroundings: Surroundings = { environment: { metrics: 'podMonitor' } };
    const objects = renderWeb({ metrics: Metrics.at('/metrics', { scheme: 'https' }) }, surroundings);
    expect(objects.find('PodMonitor').spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } },
      podMetricsEndpoints: [{ port: 'http', path: '/metrics', scheme: 'https' }],
    });
    expect(objects.find('Deployment').spec.template).not.toHaveProperty('metadata.annotations');
  });

  test('are found by a ServiceMonitor through a Service that then offers their port', () => {
    const surroundings: Surroundings = { environment: { metrics: 'serviceMonitor' } };
    const props = { ports: [{ name: 'admin', port: 9090 }], metrics: Metrics.at('/metrics', { port: 9090 }) };
    const objects = renderWeb(props, surroundings);
    expect(objects.find('ServiceMonitor').spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/instance': 'lulu-api' } },
      endpoints: [{ port: 'admin', path: '/metrics', scheme: 'http' }],
    });
    expect(objects.find('Service').spec.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
      { name: 'admin', port: 9090, protocol: 'TCP', targetPort: 'admin' },
    ]);
  });

  test('are found by labels of the monitors that the platform’s Prometheus looks for', () => {
    const labelsOf = (metrics: 'podMonitor' | 'serviceMonitor', kind: string) =>
      renderWeb(
        { metrics: Metrics.at('/metrics') },
        { environment: { metrics, monitorLabels: { release: 'stack' } } },
      ).find(kind).metadata.labels;
    const labels = { release: 'stack', 'app.kubernetes.io/instance': 'lulu-api' };
    expect(labelsOf('podMonitor', 'PodMonitor')).toMatchObject(labels);
    expect(labelsOf('serviceMonitor', 'ServiceMonitor')).toMatchObject(labels);
  });

  test.each([
    [9090, 9091],
    [65_535, 65_534],
  ])('at port %d, where the Service offers something else, have another port of the Service', (port, offered) => {
    const props = { servicePort: port, ports: [{ name: 'admin', port }], metrics: Metrics.at('/metrics', { port }) };
    const objects = renderWeb(props, { environment: { metrics: 'serviceMonitor' } });
    expect(objects.find('Service').spec.ports).toEqual([
      { name: 'http', port, protocol: 'TCP', targetPort: 'http' },
      { name: 'admin', port: offered, protocol: 'TCP', targetPort: 'admin' },
    ]);
    expect(at(objects.find('ServiceMonitor'), 'spec.endpoints.0.port')).toBe('admin');
  });

  test('at the main port need no other port of the Service', () => {
    const objects = renderWeb({ metrics: Metrics.at('/metrics') }, { environment: { metrics: 'serviceMonitor' } });
    expect(objects.find('Service').spec.ports).toHaveLength(1);
  });

  test('that are not there are looked for nowhere', () => {
    const objects = renderWeb({}, { environment: { metrics: 'serviceMonitor' } });
    expect([...objects.findAll('ServiceMonitor'), ...objects.findAll('PodMonitor')]).toEqual([]);
  });
});

describe('links and owner', () => {
  const links = {
    runbook: 'https://runbooks.example.com/lulu',
    repository: 'https://git.example.com/lulu',
    dashboard: 'https://grafana.example.com/d/lulu',
    documentation: 'http://docs.example.com/lulu',
    chat: '#team-lulu',
  };
  const annotations = {
    'a8r.io/runbook': 'https://runbooks.example.com/lulu',
    'a8r.io/repository': 'https://git.example.com/lulu',
    'a8r.io/performance': 'https://grafana.example.com/d/lulu',
    'a8r.io/documentation': 'http://docs.example.com/lulu',
    'a8r.io/chat': '#team-lulu',
  };

  test('are annotations of the workload', () => {
    expect(renderWeb({ links, owner: 'team-lulu' }).find('Deployment').metadata.annotations).toEqual({
      ...annotations,
      'a8r.io/owner': 'team-lulu',
    });
  });

  test('of the application hold for its services, which may say otherwise', () => {
    const objects = renderWeb(
      { links: { runbook: 'https://runbooks.example.com/api' } },
      { application: { links, owner: 'team-lulu' } },
    );
    expect(objects.find('Deployment').metadata.annotations).toEqual({
      ...annotations,
      'a8r.io/runbook': 'https://runbooks.example.com/api',
      'a8r.io/owner': 'team-lulu',
    });
  });

  test('do not roll the pods when they change', () => {
    expect(renderWeb({ links }).find('Deployment').spec.template).toEqual(renderWeb().find('Deployment').spec.template);
  });
});
