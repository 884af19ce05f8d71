import { App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { Application, Config, CronTask, formatProblem, Platform, TwelveFactorError, WebService } from '../../lib';
import { at, image, render, renderWeb } from './support';

describe('podOverrides', () => {
  test('reach a field that no prop has, and leave everything else as it was', () => {
    const plain = renderWeb().pod('Deployment') as object;
    expect(
      renderWeb({ podOverrides: { hostNetwork: true, dnsConfig: { searches: ['example.com'] } } }).pod('Deployment'),
    ).toEqual({
      ...plain,
      hostNetwork: true,
      dnsConfig: { searches: ['example.com'] },
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
    }).pod('Deployment');
    expect(at(pod, 'securityContext')).toMatchObject({ runAsNonRoot: true, supplementalGroups: [5] });
    expect(at(pod, 'containers')).toHaveLength(2);
    expect(at(pod, 'containers.0')).toMatchObject({ name: 'api', image, tty: true });
    expect(at(pod, 'containers.0.securityContext')).toMatchObject({ privileged: false, readOnlyRootFilesystem: true });
    expect(at(pod, 'containers.1')).toEqual({ name: 'proxy', image: 'envoy:1' });
  });

  test('remove what they set to null', () => {
    const pod = renderWeb({
      podOverrides: { affinity: null, containers: [{ name: 'api', livenessProbe: null }] },
    }).pod('Deployment') as object;
    expect(pod).not.toHaveProperty('affinity');
    expect(at(pod, 'containers.0')).not.toHaveProperty('livenessProbe');
    expect(at(pod, 'containers.0')).toHaveProperty('readinessProbe');
  });

  test('replace lists whose items have no names', () => {
    const constraint = { maxSkew: 5, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
    const pod = renderWeb({ podOverrides: { topologySpreadConstraints: [constraint] } }).pod('Deployment');
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
    }).pod('Deployment');
    expect(at(pod, 'containers.0.resizePolicy')).toEqual(resizePolicy);
    expect(at(pod, 'resources')).toEqual({ limits: { cpu: '4' } });
  });
});

describe('podOverrides of an application', () => {
  const platform = new Platform({ environments: { production: {} } });
  const problemsOf = (podOverrides: Record<string, unknown>): string[] => {
    try {
      new Application('lulu', { platform, version: '1.5.0' }, (chart) => {
        new WebService(chart, 'api', { image, port: 8080, podOverrides });
      }).render();
      return [];
    } catch (error) {
      return (error as TwelveFactorError).problems.map(formatProblem);
    }
  };
  const at = (path: string, told: string) =>
    `[lulu/production/api] Deployment/lulu-api spec.template.spec.${path}: ${told}`;

  test('are refused where no Kubernetes has such a field', () => {
    expect(problemsOf({ nodeSelectr: {}, tolerations: { key: 'x' } })).toEqual([
      at('nodeSelectr', 'there is no field "nodeSelectr"; did you mean nodeSelector? (TF3301)'),
      at('tolerations', 'it is a mapping; give a list (TF3302)'),
    ]);
    expect(problemsOf({ spec: { hostNetwork: true } })).toEqual([
      expect.stringContaining('there is no field "spec"; leave it out, or use one of'),
    ]);
  });

  test('are refused where a value has another type', () => {
    expect(problemsOf({ terminationGracePeriodSeconds: '60', nodeSelector: { gpu: true } })).toEqual([
      at('nodeSelector.gpu', 'true is a boolean; give text, in quotes (TF3302)'),
      at('terminationGracePeriodSeconds', '"60" is text; give a whole number, without quotes (TF3302)'),
    ]);
    expect(
      problemsOf({
        containers: [{ name: 'api', env: [{ name: 'A', value: 2 }] }],
        initContainers: [{ name: 'wait', image: 'wait:1.0.0', command: 'sleep 1' }],
      }),
    ).toEqual([
      at('containers[0].env[0].value', '2 is a number; give text, in quotes (TF3302)'),
      at('initContainers[0].command', '"sleep 1" is text; give a list (TF3302)'),
    ]);
  });

  test('may have what only the newest Kubernetes has, and what cdk8s resolves', () => {
    expect(
      problemsOf({ resources: { limits: { cpu: '4' } }, shareProcessNamespace: Lazy.any({ produce: () => true }) }),
    ).toEqual([]);
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
    expect(at(objects.find('Service'), 'spec.trafficDistribution')).toBe('PreferClose');
    expect(at(objects.pod('Deployment'), 'resources')).toEqual({ limits: { cpu: '2' } });
    expect(objects.find('PodDisruptionBudget').spec.maxUnavailable).toBe(2);
  });
});

describe('the environment of a process', () => {
  const config = (level: string) => Config.fromObject({ LOG_LEVEL: level });

  test('is config, then literals, which arrive as they are written', () => {
    const container = renderWeb({ config: config('info'), env: { PRICE: '$(A) costs $$5', TZ: 'UTC' } }).container(
      'Deployment',
    );
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
      return JSON.stringify(before.findAll(kind)) !== JSON.stringify(after.findAll(kind));
    });
    expect(changed).toEqual(['ConfigMap/lulu-api', 'Deployment/lulu-api']);
    const checksum = (objects: typeof before) =>
      at(objects.find('Deployment').spec.template, 'metadata.annotations') as object;
    expect(Object.keys(checksum(before))).toEqual(['twelve-factor/config-checksum']);
    expect(checksum(before)).not.toEqual(checksum(after));
    expect(at(before.find('Deployment'), 'spec.template.spec')).toEqual(
      at(after.find('Deployment'), 'spec.template.spec'),
    );
  });
});

test('an account that is given is used, with its token, and none is made', () => {
  const objects = render((chart) => {
    const serviceAccount = ServiceAccount.fromServiceAccountName(chart, 'account', 'leader-election');
    new WebService(chart, 'api', { image, port: 8080, serviceAccount });
  });
  expect(objects.findAll('ServiceAccount')).toEqual([]);
  expect(objects.pod('Deployment')).toMatchObject({
    serviceAccountName: 'leader-election',
    automountServiceAccountToken: true,
  });
});

test('an account of cdk8s-plus is used by the name that it gets', () => {
  const chart = new Chart(new App(), 'lulu');
  const serviceAccount = new ServiceAccount(chart, 'account', { metadata: { name: 'leader' } });
  const { deployment } = new WebService(chart, 'api', { image, port: 8080, serviceAccount });
  expect(at(deployment.toJson(), 'spec.template.spec.serviceAccountName')).toBe('leader');
});
