import { App, Chart, JsonPatch } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { Config, CronTask, WebService } from '../../lib';
import { at, image, render, renderWeb } from './support';

describe('podOverrides', () => {
  test('reach a field that no prop has, and leave everything else as it was', () => {
    const plain = renderWeb().pod() as object;
    expect(renderWeb({ podOverrides: { hostNetwork: true, dnsConfig: { ndots: 1 } } }).pod()).toEqual({
      ...plain,
      hostNetwork: true,
      dnsConfig: { ndots: 1 },
    });
  });

  test('merge objects, and containers by their names', () => {
    const pod = renderWeb({
      podOverrides: {
        securityContext: { supplementalGroups: [5] },
        containers: [
          { name: 'api', tty: true, securityContext: { privileged: false } },
          { name: 'proxy', image: 'envoy:1' },
        ],
      },
    }).pod();
    expect(at(pod, 'securityContext')).toMatchObject({ runAsNonRoot: true, supplementalGroups: [5] });
    expect(at(pod, 'containers')).toHaveLength(2);
    expect(at(pod, 'containers.0')).toMatchObject({ name: 'api', image, tty: true });
    expect(at(pod, 'containers.0.securityContext')).toMatchObject({ privileged: false, readOnlyRootFilesystem: true });
    expect(at(pod, 'containers.1')).toEqual({ name: 'proxy', image: 'envoy:1' });
  });

  test('remove what they set to null', () => {
    const pod = renderWeb({
      podOverrides: { affinity: null, containers: [{ name: 'api', livenessProbe: null }] },
    }).pod() as object;
    expect(pod).not.toHaveProperty('affinity');
    expect(at(pod, 'containers.0')).not.toHaveProperty('livenessProbe');
    expect(at(pod, 'containers.0')).toHaveProperty('readinessProbe');
  });

  test('replace lists whose items have no names', () => {
    const constraint = { maxSkew: 5, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
    const pod = renderWeb({ podOverrides: { topologySpreadConstraints: [constraint] } }).pod();
    expect(at(pod, 'topologySpreadConstraints')).toEqual([constraint]);
  });

  test('reach the pods of a task', () => {
    const objects = render((chart) => {
      new CronTask(chart, 'report', { image, schedule: '@daily', podOverrides: { restartPolicy: 'Never' } });
    });
    expect(objects.pod('CronJob')).toMatchObject({ restartPolicy: 'Never' });
  });

  test('reach a field that is newer than the types', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }];
    const pod = renderWeb({
      podOverrides: { containers: [{ name: 'api', resizePolicy }], resources: { limits: { cpu: '4' } } },
    }).pod();
    expect(at(pod, 'containers.0.resizePolicy')).toEqual(resizePolicy);
    expect(at(pod, 'resources')).toEqual({ limits: { cpu: '4' } });
  });
});

describe('addJsonPatch on a field of the service', () => {
  test('reaches a field that is newer than the types', () => {
    const objects = render((chart) => {
      const service = new WebService(chart, 'api', { image, port: 8080 });
      service.service?.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
      service.deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/resources', { limits: { cpu: '2' } }));
      service.disruptionBudget?.addJsonPatch(JsonPatch.replace('/spec/maxUnavailable', 2));
    });
    expect(at(objects.one('Service'), 'spec.trafficDistribution')).toBe('PreferClose');
    expect(at(objects.pod(), 'resources')).toEqual({ limits: { cpu: '2' } });
    expect(at(objects.one('PodDisruptionBudget'), 'spec.maxUnavailable')).toBe(2);
  });
});

describe('the environment of a process', () => {
  const config = (level: string) => Config.fromObject({ LOG_LEVEL: level });

  test('is config, then literals, which arrive as they are written', () => {
    const container = renderWeb({ config: config('info'), env: { PRICE: '$(A) costs $$5', TZ: 'UTC' } }).container();
    expect(container).toMatchObject({
      envFrom: [{ configMapRef: { name: 'lulu-api', optional: false } }],
      env: [
        { name: 'PRICE', value: '$$(A) costs $$$5' },
        { name: 'TZ', value: 'UTC' },
      ],
    });
  });

  test('rolls the pods when a value of it changes, and changes nothing else', () => {
    const [before, after] = [renderWeb({ config: config('info') }), renderWeb({ config: config('debug') })];
    const changed = before.names.filter((name) => {
      const [kind] = name.split('/') as [string];
      return JSON.stringify(before.all(kind)) !== JSON.stringify(after.all(kind));
    });
    expect(changed).toEqual(['ConfigMap/lulu-api', 'Deployment/lulu-api']);
    const checksum = (objects: typeof before) => at(objects.template(), 'metadata.annotations') as object;
    expect(Object.keys(checksum(before))).toEqual(['twelve-factor/config-checksum']);
    expect(checksum(before)).not.toEqual(checksum(after));
    expect(at(before.one('Deployment'), 'spec.template.spec')).toEqual(
      at(after.one('Deployment'), 'spec.template.spec'),
    );
  });
});

test('an account that is given is used, with its token, and none is made', () => {
  const objects = render((chart) => {
    const serviceAccount = ServiceAccount.fromServiceAccountName(chart, 'account', 'leader-election');
    new WebService(chart, 'api', { image, port: 8080, serviceAccount });
  });
  expect(objects.all('ServiceAccount')).toEqual([]);
  expect(objects.pod()).toMatchObject({ serviceAccountName: 'leader-election', automountServiceAccountToken: true });
});

test('an account of cdk8s-plus is used by the name that it gets', () => {
  const chart = new Chart(new App(), 'lulu');
  const serviceAccount = new ServiceAccount(chart, 'account', { metadata: { name: 'leader' } });
  const { deployment } = new WebService(chart, 'api', { image, port: 8080, serviceAccount });
  expect(at(deployment.toJson(), 'spec.template.spec.serviceAccountName')).toBe('leader');
});
