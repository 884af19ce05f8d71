import type { Chart } from 'cdk8s';
import {
  CronTask,
  ExternalService,
  formatProblem,
  ReleaseTask,
  Resources,
  Shutdown,
  WebService,
  Worker,
} from '../../lib';
import { application, bareChart, image, problemsOf } from './support';

type Make = new (scope: Chart, id: string, props: never) => unknown;

const scaled = ['scaling', 'rollout', 'disruption', 'ports', 'health', 'metrics'];
const own: Record<string, readonly [Make, object, readonly string[]]> = {
  WebService: [WebService, { image, port: 8080 }, ['port', 'portName', 'servicePort', 'routes', ...scaled]],
  Worker: [Worker, { image }, scaled],
  CronTask: [
    CronTask,
    { image, schedule: '@daily' },
    ['schedule', 'timeZone', 'latestStart', 'concurrency', 'suspend', 'deadline', 'retries'],
  ],
  ReleaseTask: [ReleaseTask, { image }, ['keepFor', 'deadline', 'retries']],
};
const shared =
  'image command args config secrets env resources security writable shutdown network sidecars serviceAccount owner links podOverrides';
const wrong = [null, 3, -1, true, 'text', {}, [], [null], [{}], ['text'], { a: 1 }, () => 1];

describe.each(Object.entries(own))('%s from plain JavaScript', (_, [Process, good, props]) => {
  test.each([...props, ...shared.split(' ')])('tells a wrong %s by a code, or can do with it', (prop) => {
    for (const value of wrong) {
      const make = (chart: Chart) => void new Process(chart, 'api', { ...good, [prop]: value } as never);
      // Anything but a coded error is thrown on, and fails the test.
      problemsOf(() => application(make).render());
      problemsOf(() => make(bareChart()));
    }
  });

  test.each([undefined, null, 3, 'text'])('tells that %p is no object of props', (props) => {
    const [problem] = problemsOf(() => new Process(bareChart(), 'api', props as never));
    expect(problem && formatProblem(problem)).toBe(
      `[lulu/api] props: ${props === 'text' ? 'a string' : String(props)} is no object; ` +
        `give one, as in { image: 'registry.example.com/lulu/api:1.5.0' } (TF1017)`,
    );
  });
});

test.each(['host', 'addresses', 'port'])('ExternalService tells a wrong %s by a code, or can do with it', (prop) => {
  for (const value of wrong) {
    problemsOf(() => application((chart) => void new ExternalService(chart, 'db', { [prop]: value })).render());
  }
});

test('units and times of another copy of cdk8s are taken', () => {
  const other = {} as typeof import('cdk8s');
  jest.isolateModules(() => void Object.assign(other, jest.requireActual<typeof other>('cdk8s')));
  const { Cron, Duration, Size } = other;
  expect(Duration).not.toBe(jest.requireActual<typeof other>('cdk8s').Duration);
  const rendered = application((chart) => {
    new CronTask(chart, 'report', {
      image,
      schedule: Cron.daily(),
      deadline: Duration.minutes(5),
      shutdown: Shutdown.graceful({ grace: Duration.seconds(60) }),
      resources: Resources.of({ memory: { request: Size.mebibytes(512) } }),
    });
  });
  expect(problemsOf(() => rendered.render())).toEqual([]);
});
