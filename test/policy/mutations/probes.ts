import type { Mutation } from '../mutation';
import { CRON, inInitContainers, inPod, JOB } from './pod-fields';

const main = (...path: readonly (string | number)[]) => ['containers', 0, ...path];
const beside = (...path: readonly (string | number)[]) => ['containers', 1, ...path];
const liveness = main('livenessProbe');

const TIMING = {
  initialDelaySeconds: 0,
  periodSeconds: 5,
  timeoutSeconds: 2,
  successThreshold: 1,
  failureThreshold: 3,
};
const ALIVE = { ...TIMING, httpGet: { path: '/alive', port: 9090 } };

export const probes: readonly Mutation[] = [
  inPod('TF3120', 'no readiness probe', main('readinessProbe')),
  inPod('TF3120', 'no readiness probe of a sidecar', beside('readinessProbe')),
  inPod('TF3121', 'no liveness probe', liveness),
  inPod('TF3121', 'no liveness probe of a sidecar', beside('livenessProbe')),
  {
    how: 'a probe that is left out, without the reason',
    tree: 'golden/relaxed/production',
    file: 'Deployment.relaxed-legacy.yaml',
    path: ['metadata', 'annotations', 'twelve-factor/no-probes'],
    codes: ['TF3120', 'TF3121'],
  },
  inPod('TF3122', 'one question for both probes', main('readinessProbe'), ALIVE),
  inPod('TF3122', 'one port for both probes', beside('readinessProbe'), { ...TIMING, tcpSocket: { port: 9150 } }),
  inPod('TF3123', 'a port name of nobody', [...liveness, 'httpGet', 'port'], 'htpp'),
  inPod('TF3123', 'a port name of another container', [...liveness, 'httpGet', 'port'], 'exporter'),
  inPod('TF3124', 'a port that is not declared', [...liveness, 'httpGet', 'port'], 1234),
  inPod('TF3124', 'a port of gRPC that is not declared', main('startupProbe'), { ...TIMING, grpc: { port: 1234 } }),
  inPod('TF3125', 'a probe that asks nothing', [...liveness, 'httpGet']),
  inPod('TF3125', 'a probe that asks in two ways', [...liveness, 'tcpSocket'], { port: 9090 }),
  inPod('TF3126', 'a period before the last', [...liveness, 'periodSeconds'], -1),
  inPod('TF3126', 'two successes of liveness', [...liveness, 'successThreshold'], 2),
  ...Object.keys(TIMING).map((knob) => inPod('TF3127', `no ${knob}`, [...liveness, knob])),
  inPod('TF3128', 'no drain', main('lifecycle')),
  inPod('TF3129', 'a drain that takes all the time there is', ['terminationGracePeriodSeconds'], 10),
  inPod('TF3129', 'a drain that takes longer', main('lifecycle', 'preStop', 'exec', 'command', 1), '61'),
  inPod('TF3129', 'a drain by a shell', main('lifecycle', 'preStop', 'exec', 'command'), ['/bin/sh', '-c', 'sleep 61']),
  inPod('TF3129', 'a drain by Kubernetes', main('lifecycle', 'preStop'), { sleep: { seconds: 60 } }),
  inPod('TF3129', 'a drain of the default time', main('lifecycle'), { preStop: { sleep: { seconds: 30 } } }, JOB),
  ...inInitContainers('TF3130', 'a probe', ['startupProbe'], { ...TIMING, exec: { command: ['true'] } }),
  ...inInitContainers('TF3130', 'a drain', ['lifecycle'], { preStop: { exec: { command: ['sleep', '1'] } } }),
  inPod('TF3156', 'a probe of another host', [...liveness, 'httpGet', 'host'], '10.0.0.1'),
  inPod('TF3156', 'a probe of another host, by TCP', beside('livenessProbe', 'tcpSocket', 'host'), 'example.com'),
  inPod(
    'TF3156',
    'a hook of another host',
    main('lifecycle'),
    { postStart: { httpGet: { host: 'a', port: 80 } } },
    CRON,
  ),
];
