import { Size } from 'cdk8s';
import fc from 'fast-check';
import { Cpu, CronTask, Quota, ReleaseTask, Resources, Rollout, Scaling, WebService, Worker } from '../../lib';
import { bytesOf, coresOf } from '../../lib/manifest';
import { image, render, renderWeb, renderWorker } from '../service/support';

const hardOf = (objects: ReturnType<typeof render>) =>
  objects.find('ResourceQuota').spec.hard as Record<string, string>;

/** The service that the field runs: one core and half a gibibyte at least, two of each at most. */
const lulu = {
  resources: Resources.of({
    cpu: { request: Cpu.units(1), limit: Cpu.units(2) },
    memory: { request: Size.gibibytes(0.5), limit: Size.gibibytes(2) },
  }),
  scaling: Scaling.between(5, 20, { cpu: 65 }),
  rollout: Rollout.rolling({ maxSurge: '25%', maxUnavailable: '10%' }),
};

describe('a computed quota', () => {
  test('holds twenty pods, five that come and seven that end: 32 to 64 cores, 16 to 64 GiB', () => {
    expect(hardOf(renderWeb(lulu))).toEqual({
      'requests.cpu': '32',
      'limits.cpu': '64',
      'requests.memory': '16Gi',
      'limits.memory': '64Gi',
    });
  });

  test('has headroom where it is asked for', () => {
    const hard = hardOf(renderWeb(lulu, { application: { quota: () => Quota.computed({ headroomPercent: 20 }) } }));
    expect(hard).toEqual({
      'requests.cpu': '38400m',
      'limits.cpu': '76800m',
      'requests.memory': '19661Mi',
      'limits.memory': '78644Mi',
    });
  });

  test('has headroom in whole mebibytes', () => {
    const quota = () => Quota.computed({ headroomPercent: 10 });
    expect(hardOf(renderWorker({ scaling: Scaling.fixed(2) }, { application: { quota } }))).toEqual({
      'requests.cpu': '440m',
      'limits.cpu': '2200m',
      'requests.memory': '1127Mi',
      'limits.memory': '1127Mi',
    });
  });

  test('holds all workloads of the application, tasks as well', () => {
    const objects = render((chart) => {
      new WebService(chart, 'api', { image, port: 8080, scaling: Scaling.fixed(1) });
      new Worker(chart, 'mailer', { image, scaling: Scaling.fixed(1), rollout: Rollout.recreate() });
      new CronTask(chart, 'report', { image, schedule: '@daily' });
      new ReleaseTask(chart, 'migrate', { image });
    });
    // Two of the web service while it rolls, and one of each other.
    expect(hardOf(objects)).toMatchObject({ 'requests.cpu': '500m', 'limits.memory': '1280Mi' });
  });

  test('limits no cpu together where one pod has no limit', () => {
    const objects = render((chart) => {
      new WebService(chart, 'api', { image, port: 8080 });
      new Worker(chart, 'mailer', { image, resources: Resources.withoutCpuLimit() });
    });
    expect(Object.keys(hardOf(objects)).sort()).toEqual(['limits.memory', 'requests.cpu', 'requests.memory']);
  });

  test('adds up without the noise of binary fractions', () => {
    const resources = Resources.of({ cpu: { request: Cpu.units(0.1), limit: Cpu.units(0.7) } });
    const rollout = Rollout.rolling({ maxSurge: 0, maxUnavailable: 1 });
    expect(hardOf(renderWorker({ resources, scaling: Scaling.fixed(3), rollout }))).toMatchObject({
      'requests.cpu': '400m',
      'limits.cpu': '2800m',
    });
    const given = { requestsCpu: Cpu.millis(400), requestsMemory: Size.gibibytes(1) };
    const surroundings = { application: { quota: () => Quota.of(given) } };
    expect(hardOf(renderWorker({ resources, scaling: Scaling.fixed(3), rollout }, surroundings))).toMatchObject({
      'requests.cpu': '400m',
    });
  });
});

describe('a given quota', () => {
  test('is rendered as it is given, in whole units', () => {
    const given = { requestsCpu: Cpu.units(32), requestsMemory: Size.gibibytes(16.5), limitsCpu: Cpu.millis(64_000) };
    const hard = hardOf(renderWeb(lulu, { application: { quota: () => Quota.of(given) } }));
    expect(hard).toEqual({ 'requests.cpu': '32', 'requests.memory': '16896Mi', 'limits.cpu': '64' });
  });
});

describe('what overrides change', () => {
  const one = { scaling: Scaling.fixed(1), rollout: Rollout.recreate() };
  const hard = (podOverrides: Record<string, unknown>) => hardOf(renderWorker({ ...one, podOverrides }));

  test('is counted: amounts of the process', () => {
    const resources = { requests: { cpu: 2 }, limits: { cpu: '4', memory: '1Gi' } };
    expect(hard({ containers: [{ name: 'mailer', resources }] })).toEqual({
      'requests.cpu': '2',
      'requests.memory': '256Mi',
      'limits.cpu': '4',
      'limits.memory': '1Gi',
    });
  });

  test('is counted: a container that states its amounts', () => {
    const limits = { cpu: '1', memory: '64Mi' };
    expect(hard({ containers: [{ name: 'proxy', image: 'envoy:1', resources: { limits } }] })).toEqual({
      'requests.cpu': '1100m',
      'requests.memory': '320Mi',
      'limits.cpu': '1500m',
      'limits.memory': '320Mi',
    });
  });

  test('is counted: a container that states nothing gets what the namespace gives', () => {
    expect(hard({ containers: [{ name: 'proxy', image: 'envoy:1' }] })).toEqual({
      'requests.cpu': '200m',
      'requests.memory': '512Mi',
      'limits.memory': '512Mi',
    });
  });

  test('is counted: an amount of the pod as a whole', () => {
    expect(hard({ resources: { requests: { memory: '2Gi' }, limits: { memory: '3Gi' } } })).toMatchObject({
      'requests.memory': '2Gi',
      'limits.memory': '3Gi',
    });
  });
});

describe('whatever the scale, the rollout and the resources are', () => {
  const percent = fc.integer({ min: 0, max: 100 }).map((n): `${number}%` => `${n}%`);
  const pods = fc.oneof(percent, fc.integer({ min: 0, max: 30 }));
  const rollout = fc
    .tuple(pods, pods)
    .filter(([surge, unavailable]) => ![0, '0%'].includes(surge) || ![0, '0%'].includes(unavailable));
  const scaling = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.boolean());
  const amounts = fc.record({
    cpu: fc.tuple(fc.integer({ min: 1, max: 8000 }), fc.integer({ min: 0, max: 8000 })),
    memory: fc.tuple(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 0, max: 4096 })),
  });

  test('the computed quota holds all pods at full scale while they roll, those that come and those that end, and not one more', () => {
    fc.assert(
      fc.property(scaling, rollout, amounts, ([min, more, automatic], [maxSurge, maxUnavailable], { cpu, memory }) => {
        const full = automatic ? min + more : min;
        const objects = renderWeb({
          scaling: automatic ? Scaling.between(min, full) : Scaling.fixed(full),
          rollout: Rollout.rolling({ maxSurge, maxUnavailable }),
          resources: Resources.of({
            cpu: { request: Cpu.millis(cpu[0]), limit: Cpu.millis(cpu[0] + cpu[1]) },
            memory: { request: Size.mebibytes(memory[0]), limit: Size.mebibytes(memory[0] + memory[1]) },
          }),
        });
        // As the Deployment controller counts: https://pkg.go.dev/k8s.io/apimachinery/pkg/util/intstr
        const part = (count: number | string, round: (n: number) => number) =>
          typeof count === 'number' ? count : round((Number.parseInt(count, 10) * full) / 100);
        const [surge, unavailable] = [part(maxSurge, Math.ceil), part(maxUnavailable, Math.floor)];
        const ending = Math.max(1, surge + unavailable);
        const hard = hardOf(objects);
        const { requests, limits } = objects.container('Deployment').resources as Record<
          string,
          Record<string, string>
        >;
        const room = [
          coresOf(hard['requests.cpu']!) / coresOf(requests!['cpu']!),
          coresOf(hard['limits.cpu']!) / coresOf(limits!['cpu']!),
          bytesOf(hard['requests.memory']!) / bytesOf(requests!['memory']!),
          bytesOf(hard['limits.memory']!) / bytesOf(limits!['memory']!),
        ];
        for (const podsThatFit of room) expect(podsThatFit).toBeCloseTo(Math.min(full + surge + ending, 2 * full), 6);
      }),
      { numRuns: 150 },
    );
  });
});
