import type { Container, Probe } from './model';
import { isRelaxed, podRule, type Rule } from './rule';
import { isServed, type PodView } from './tree';

const SERVED = { kinds: ['Deployment'], only: isServed };
const DEPLOYMENT = { kinds: ['Deployment'] };
const KNOBS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** Probes are for what is served: Jobs run to their end (W5), and a worker may listen on nothing. */
export const podProbes: readonly Rule[] = [
  podRule(
    'P11',
    'every container that is served has a readiness probe',
    without('readinessProbe'),
    {
      none: (pod) => delete main(pod).readinessProbe,
      'none of the sidecar': (pod) => delete pod.template.spec.containers[1]?.readinessProbe,
    },
    SERVED,
  ),
  podRule(
    'P12',
    'every container that is served has a liveness probe',
    without('livenessProbe'),
    {
      none: (pod) => delete main(pod).livenessProbe,
      'none of the sidecar': (pod) => delete pod.template.spec.containers[1]?.livenessProbe,
    },
    SERVED,
  ),
  podRule(
    'P13',
    'liveness and readiness ask different questions',
    eachContainer(
      ({ livenessProbe, readinessProbe }) =>
        livenessProbe &&
        readinessProbe &&
        question(livenessProbe) === question(readinessProbe) &&
        question(livenessProbe),
    ),
    {
      'the same path': (pod) => (main(pod).readinessProbe = { ...main(pod).livenessProbe, timeoutSeconds: 1 }),
      'the same port': (pod) =>
        Object.assign(main(pod), {
          livenessProbe: { tcpSocket: { port: 1 } },
          readinessProbe: { tcpSocket: { port: 1 } },
        }),
    },
    DEPLOYMENT,
  ),
  podRule(
    'P14',
    'probes ask ports that the container declares',
    eachContainer(
      (container) =>
        probesOf(container)
          .map(portOf)
          .find((port) => port !== undefined && !declares(container, port)) !== undefined &&
        'a port that is not declared',
    ),
    {
      'another number': (pod) => (main(pod).livenessProbe = { httpGet: { path: '/', port: 1 } }),
      'another name': (pod) => (main(pod).readinessProbe = { tcpSocket: { port: 'htpp' } }),
      'another port of gRPC': (pod) => (main(pod).startupProbe = { grpc: { port: 1 } }),
    },
    DEPLOYMENT,
  ),
  podRule(
    'P15',
    'probes say how often, how long and how many times',
    eachContainer((container) => probesOf(container).some((probe) => !isTimed(probe)) && 'timing of a probe'),
    {
      ...Object.fromEntries(
        KNOBS.map((knob) => [`no ${knob}`, (pod: PodView) => delete main(pod).livenessProbe?.[knob]]),
      ),
      'a success that takes two': (pod) => Object.assign(main(pod).livenessProbe ?? {}, { successThreshold: 2 }),
    },
    DEPLOYMENT,
  ),
  podRule(
    'P16',
    'what is served drains before it ends, for less than its grace period',
    (pod) => {
      const { exec, sleep } = main(pod).lifecycle?.preStop ?? {};
      const seconds = sleep?.seconds ?? Number(exec?.command.at(-1) ?? NaN);
      return (
        !(seconds > 0 && seconds < (pod.template.spec.terminationGracePeriodSeconds ?? 30)) &&
        'no drain within the grace period'
      );
    },
    {
      'no preStop': (pod) => delete main(pod).lifecycle,
      'a drain that takes it all': (pod) => (pod.template.spec.terminationGracePeriodSeconds = 10),
    },
    SERVED,
  ),
];

function main({ template }: PodView): Container {
  return template.spec.containers[0] as Container;
}

function without(probe: 'livenessProbe' | 'readinessProbe'): (pod: PodView) => string | false {
  return eachContainer(
    (container, pod) => !container[probe] && !isRelaxed(pod, 'no-probes', container) && `no ${probe}`,
  );
}

function eachContainer(
  fault: (container: Container, pod: PodView) => string | false | undefined,
): (pod: PodView) => string {
  return (pod) => pod.template.spec.containers.flatMap((container) => fault(container, pod) || []).join(', ');
}

function probesOf({ livenessProbe, readinessProbe, startupProbe }: Container): Probe[] {
  return [livenessProbe, readinessProbe, startupProbe].filter((probe) => probe !== undefined);
}

function portOf({ httpGet, tcpSocket, grpc }: Probe): number | string | undefined {
  return (httpGet ?? tcpSocket ?? grpc)?.port;
}

function declares({ ports = [] }: Container, port: number | string): boolean {
  return ports.some(({ name, containerPort }) => name === port || containerPort === port);
}

/** What kube-score compares. */
function question({ httpGet, tcpSocket, grpc, exec }: Probe): string {
  return JSON.stringify([httpGet?.path, httpGet?.port, tcpSocket?.port, grpc?.port, grpc?.service, exec?.command]);
}

function isTimed(probe: Probe): boolean {
  const [delay = -1, period = 0, timeout = 0, success = 0, failure = 0] = KNOBS.map((knob) => probe[knob]);
  return delay >= 0 && period >= 1 && timeout >= 1 && success === 1 && failure >= 1;
}
