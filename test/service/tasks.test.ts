import { Cron, Duration } from 'cdk8s';
import {
  Config,
  CronTask,
  type CronTaskProps,
  ReleaseTask,
  type ReleaseTaskProps,
  Secrets,
  WebService,
  type WebServiceProps,
} from '../../lib';
import { at, image, render, type Surroundings } from './support';

const cron = (props: Partial<CronTaskProps> = {}) =>
  render((chart) => void new CronTask(chart, 'report', { image, schedule: '30 3 * * *', ...props }));
const cronSpec = (props?: Partial<CronTaskProps>) => cron(props).find('CronJob').spec;

const release = (props: Partial<ReleaseTaskProps> = {}, surroundings?: Surroundings) =>
  render((chart) => void new ReleaseTask(chart, 'migrate', { image, args: ['migrate'], ...props }), surroundings);

describe('a cron task', () => {
  test('runs once at a time, in UTC, not later than ten minutes, with three tries in an hour', () => {
    expect(cronSpec()).toMatchObject({
      schedule: '30 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 3, activeDeadlineSeconds: 3600 } },
    });
    expect(cronSpec()).not.toHaveProperty('suspend');
  });

  test('says otherwise in a line each', () => {
    const spec = cronSpec({
      schedule: Cron.schedule({ minute: '0', hour: '6', weekDay: '1-5' }),
      timeZone: 'Europe/Berlin',
      concurrency: 'replace',
      latestStart: Duration.hours(2),
      suspend: true,
      retries: 0,
      deadline: Duration.minutes(5),
    });
    expect(spec).toMatchObject({
      schedule: '0 6 * * 1-5',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 7200,
      suspend: true,
      jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 300 } },
    });
  });

  test.each([
    '*/5 * * * *',
    '0 0 29 2 *',
    '0 0 31 1-12 *',
    '@daily',
    '0 0 30 2 mon',
    '0,30 8-18/2 ? JAN-MAR sun,SAT',
    ' 0  0 1 1 * ',
  ])('takes the schedule %j', (schedule) => {
    expect(cronSpec({ schedule })).toMatchObject({ schedule });
  });

  test.each(['UTC', 'Etc/UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'US/Pacific', 'Etc/GMT+5'])(
    'takes the time zone %j',
    (timeZone) => {
      expect(cronSpec({ timeZone })).toMatchObject({ timeZone });
    },
  );

  test('runs pods that end, without probes, spreading or a drain', () => {
    const objects = cron();
    expect(objects.pod('CronJob')).toMatchObject({ restartPolicy: 'OnFailure', serviceAccountName: 'lulu-report' });
    for (const field of ['affinity', 'topologySpreadConstraints'])
      expect(objects.pod('CronJob')).not.toHaveProperty(field);
    for (const field of ['livenessProbe', 'lifecycle']) expect(objects.container('CronJob')).not.toHaveProperty(field);
  });

  test('is a task by its labels, with its version on the workload, its jobs and its pods', () => {
    const objects = cron();
    const labels = { 'app.kubernetes.io/component': 'task', 'app.kubernetes.io/version': '1.5.0' };
    for (const path of ['metadata', 'spec.jobTemplate.metadata', 'spec.jobTemplate.spec.template.metadata']) {
      expect(at(objects.find('CronJob'), `${path}.labels`)).toMatchObject(labels);
    }
  });
});

describe('a release task', () => {
  test('is a Job that is named by the version, so that it runs once in each release', () => {
    expect(release().find('Job').metadata.name).toBe('lulu-migrate-1-5-0');
    const next = release({}, { application: { version: '1.6.0-rc.1_B' } });
    expect(next.find('Job').metadata.name).toBe('lulu-migrate-1-6-0-rc-1-b');
  });

  test('is tried three times within an hour and stays for thirty days to be looked at', () => {
    expect(release().find('Job').spec).toMatchObject({
      backoffLimit: 3,
      activeDeadlineSeconds: 3600,
      ttlSecondsAfterFinished: 30 * 24 * 3600,
    });
    expect(release().pod('Job')).toMatchObject({ restartPolicy: 'OnFailure' });
  });

  test('says otherwise in a line each', () => {
    const objects = release({ retries: 0, deadline: Duration.minutes(20), keepFor: Duration.hours(1) });
    expect(objects.find('Job').spec).toMatchObject({
      backoffLimit: 0,
      activeDeadlineSeconds: 1200,
      ttlSecondsAfterFinished: 3600,
    });
  });

  test('names its config and the secrets that are fetched for it as its Job, so that they come with it', () => {
    const config = Config.fromObject({ LEVEL: 'info' });
    const own = {
      config,
      secrets: [
        Secrets.existing('lulu-database'),
        Secrets.external({ store: 'vault', path: 'lulu' }),
        Secrets.external({ store: 'vault', path: 'lulu/mail', name: 'mail' }).asFiles('/var/run/mail'),
      ],
    };
    const objects = release(own);
    expect(objects.container('Job').envFrom).toEqual([
      { configMapRef: { name: 'lulu-migrate-1-5-0', optional: false } },
      { secretRef: { name: 'lulu-database', optional: false } },
      { secretRef: { name: 'lulu-migrate-1-5-0-secret-2', optional: false } },
    ]);
    expect(objects.pod('Job').volumes).toMatchObject([{ secret: { secretName: 'lulu-migrate-1-5-0-mail' } }, {}]);
    expect(objects.names).toEqual(
      expect.arrayContaining([
        'ConfigMap/lulu-migrate-1-5-0',
        'ExternalSecret/lulu-migrate-1-5-0-secret-2',
        'ExternalSecret/lulu-migrate-1-5-0-mail',
      ]),
    );
    expect(release({ config: config.immutable() }).find('ConfigMap').metadata.name).toMatch(
      /^lulu-migrate-1-5-0-[0-9a-f]{10}$/,
    );
  });

  test('leaves the config of what is no release task under the name of its service', () => {
    const own: Partial<WebServiceProps> = {
      config: Config.fromObject({ LEVEL: 'info' }),
      secrets: [Secrets.external({ store: 'vault', path: 'lulu' })],
    };
    const names = ['ConfigMap/lulu-report', 'ExternalSecret/lulu-report-secret'];
    expect(cron(own).names).toEqual(expect.arrayContaining(names));
  });

  test('keeps its account and its policy from release to release: their names have no version', () => {
    const names = release({}, { application: { version: '2.0.0' } }).names;
    expect(names).toEqual(expect.arrayContaining(['ServiceAccount/lulu-migrate', 'NetworkPolicy/lulu-migrate']));
  });
});

test('the Service of an application selects its own pods and never those of a task', () => {
  const objects = render((chart) => {
    new WebService(chart, 'api', { image, port: 8080 });
    new CronTask(chart, 'report', { image, schedule: '@daily' });
    new ReleaseTask(chart, 'migrate', { image });
  });
  expect(objects.endpointsOf('lulu-api').map(({ workload }) => workload)).toEqual(['Deployment/lulu-api']);
});
