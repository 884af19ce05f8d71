import { Duration } from 'cdk8s';
import { Shutdown } from '../../lib';
import { renderWeb, renderWorker } from './support';

const on = (kubernetes: string) => ({ environment: { kubernetes } });

test('endpoints drain for five seconds before SIGTERM, by the sleep program of the image on Kubernetes 1.27', () => {
  const objects = renderWeb();
  expect(objects.container('Deployment')).toMatchObject({
    lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
  });
  expect(objects.pod('Deployment')).toMatchObject({ terminationGracePeriodSeconds: 30 });
});

test.each([
  ['1.29', { exec: { command: ['sleep', '5'] } }],
  ['1.30', { sleep: { seconds: 5 } }],
  ['1.36', { sleep: { seconds: 5 } }],
])('on Kubernetes %s they drain by what it can do itself', (kubernetes, preStop) => {
  expect(renderWeb({}, on(kubernetes)).container('Deployment')).toMatchObject({ lifecycle: { preStop } });
});

test('drain and grace are as long as the service says', () => {
  const shutdown = Shutdown.graceful({ drain: Duration.seconds(15), grace: Duration.minutes(2) });
  const objects = renderWeb({ shutdown }, on('1.30'));
  expect(objects.container('Deployment')).toMatchObject({ lifecycle: { preStop: { sleep: { seconds: 15 } } } });
  expect(objects.pod('Deployment')).toMatchObject({ terminationGracePeriodSeconds: 120 });
});

test('a process that drains by itself gets SIGTERM at once', () => {
  for (const shutdown of [Shutdown.bySignal(), Shutdown.graceful({ drain: Duration.seconds(0) })]) {
    expect(renderWeb({ shutdown }).container('Deployment')).not.toHaveProperty('lifecycle');
  }
  expect(renderWeb({ shutdown: Shutdown.bySignal({ grace: Duration.seconds(60) }) }).pod('Deployment')).toMatchObject({
    terminationGracePeriodSeconds: 60,
  });
});

test('nobody routes to a worker, so it drains only where it says so', () => {
  expect(renderWorker().container('Deployment')).not.toHaveProperty('lifecycle');
  const shutdown = Shutdown.graceful({ drain: Duration.seconds(3) });
  expect(renderWorker({ shutdown }).container('Deployment')).toMatchObject({
    lifecycle: { preStop: { exec: { command: ['sleep', '3'] } } },
  });
});
