import type { ErrorCode } from '../../errors';
import type { PodContainer } from '../pod-container';
import { containerRule, podRule } from '../define-rule';
import type { Field } from '../field';
import { isSidecar, type Pod } from '../pod';
import type { Rule } from '../rule';
import { servedPods } from '../served';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HANDLERS = ['httpGet', 'tcpSocket', 'grpc', 'exec'] as const;

/** The least that Kubernetes takes of each number, where 0 is its default. */
const KNOBS = [
  'initialDelaySeconds',
  'periodSeconds',
  'timeoutSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/** How Kubernetes knows that a process is alive and can serve. */
export const probes: readonly Rule[] = [
  probeThere('TF3120', 'readinessProbe', 'requests reach it before it can serve', [
    'kube-score pod-probes',
    'kube-linter no-readiness-probe',
    'Polaris readinessProbeMissing',
    'Checkov CKV_K8S_9',
    'Kubescape C-0018',
    'Datree CONTAINERS_MISSING_READINESSPROBE_KEY',
  ]),
  probeThere('TF3121', 'livenessProbe', 'it stays as it is when it hangs', [
    'kube-score pod-probes',
    'kube-linter no-liveness-probe',
    'Polaris livenessProbeMissing',
    'Checkov CKV_K8S_8',
    'Kubescape C-0056',
    'Datree CONTAINERS_MISSING_LIVENESSPROBE_KEY',
  ]),
  containerRule(
    {
      code: 'TF3122',
      severity: 'warning',
      remedy: 'let liveness ask what only a restart can mend',
      asked: 'kube-score pod-probes-identical',
    },
    (container, tell) => {
      if (!container.has('livenessProbe') || !container.has('readinessProbe')) return;
      const liveness = container.at('livenessProbe');
      if (isSameQuestion(liveness, container.at('readinessProbe'))) {
        tell(liveness, 'it asks what the readiness probe asks, so what is busy is killed');
      }
    },
  ),
  containerRule(
    {
      code: 'TF3123',
      severity: 'error',
      remedy: 'give the name of one of its ports',
      asked: 'kube-linter liveness-port, kube-linter readiness-port, kube-linter startup-port',
    },
    (container, tell) => {
      for (const port of askedPorts(container)) {
        if (port.text !== undefined && !container.ports.some((one) => one.valueAt('name') === port.value)) {
          tell(port, `the container has no port of the name ${port.text}`);
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3124',
      severity: 'warning',
      remedy: 'declare the port, or ask one that is',
      asked: 'kube-linter liveness-port, kube-linter readiness-port, kube-linter startup-port',
    },
    (container, tell) => {
      for (const port of askedPorts(container)) {
        const { number } = port;
        if (number === undefined) continue;
        if (!container.ports.some((one) => one.valueAt('containerPort') === number)) {
          tell(port, `the container declares no port ${number}`);
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3125',
      severity: 'error',
      remedy: `give one of ${HANDLERS.join(', ')}`,
    },
    (container, tell) => {
      for (const probe of container.probes) {
        const ways = HANDLERS.filter((way) => probe.has(way));
        if (ways.length !== 1) tell(probe, ways.length === 0 ? 'it asks nothing' : `it asks by ${ways.join(' and ')}`);
      }
    },
  ),
  containerRule(
    {
      code: 'TF3126',
      severity: 'error',
      remedy: 'give whole numbers from 1, and 1 success for liveness and startup',
    },
    (container, tell) => {
      for (const probe of container.probes) {
        for (const knob of KNOBS) {
          const number = probe.valueAt(knob);
          if (typeof number !== 'number') continue;
          if (number < 0) tell(probe.at(knob), `${number} is less than none`);
          else if (knob === 'successThreshold' && number > 1 && probe.name !== 'readinessProbe') {
            tell(probe.at(knob), `${number} successes: Kubernetes takes 1 here`);
          }
        }
      }
    },
  ),
  containerRule(
    {
      code: 'TF3127',
      severity: 'note',
      remedy: `give ${KNOBS.join(', ')}`,
      asked: `Datree CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE, Datree CONTAINERS_INCORRECT_PERIODSECONDS_VALUE,
        Datree CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE, Datree CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE,
        Datree CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE`,
    },
    (container, tell) => {
      for (const probe of container.probes) {
        const left = KNOBS.filter((knob) => !probe.has(knob));
        if (left.length > 0) tell(probe, `${left.join(', ')} not said, so the defaults hold`);
      }
    },
  ),
  podRule(
    {
      code: 'TF3128',
      severity: 'note',
      only: isServed,
      remedy: 'give lifecycle.preStop, such as a sleep of 5 seconds',
      asked: 'Datree CONTAINERS_MISSING_PRESTOP_KEY',
    },
    ({ containers: [main] }, tell) => {
      const preStop = main?.at('lifecycle', 'preStop');
      if (preStop && !preStop.isGiven)
        tell(preStop, 'not said, so requests are lost that are on their way when it ends');
    },
  ),
  containerRule(
    {
      code: 'TF3129',
      severity: 'error',
      remedy: 'give a longer terminationGracePeriodSeconds, or a shorter drain',
    },
    (container, tell, pod) => {
      const preStop = container.at('lifecycle', 'preStop');
      if (!preStop.isGiven) return;
      const grace = pod.spec.at('terminationGracePeriodSeconds').number ?? 30;
      const seconds = drainOf(preStop);
      if (seconds >= grace)
        tell(preStop, `it takes ${seconds} s of ${grace}, so the process is killed before it is asked to end`);
    },
  ),
  podRule(
    {
      code: 'TF3130',
      severity: 'error',
      remedy: 'leave them out, or make it a sidecar by restartPolicy: Always',
    },
    ({ initContainers }, tell) => {
      for (const container of initContainers) {
        if (isSidecar(container)) continue;
        for (const field of [...PROBES, 'lifecycle']) {
          const given = container.at(field);
          if (given.isGiven) tell(given, 'a container that runs to its end before the others has none');
        }
      }
    },
  ),
];

/** A rule about a probe that every container of what is served has. Jobs run to their end, and a worker may listen on nothing. */
function probeThere(code: ErrorCode, probe: string, because: string, asked: readonly string[]): Rule {
  const traits = { code, severity: 'warning', asked, remedy: 'give one that asks the process itself' } as const;
  return containerRule({ ...traits, only: isServed, relaxedBy: 'no-probes' }, (container, tell, pod) => {
    if (container.has(probe) || !pod.containers.includes(container)) return;
    // Where nothing can be asked but whether it listens, the same question twice would only restart what is busy.
    if (probe === 'livenessProbe' && container.at('readinessProbe', 'tcpSocket').isGiven) return;
    tell(container.at(probe), `not said, so ${because}`);
  });
}

function isServed(pod: Pod, manifests: Parameters<typeof servedPods>[0]): boolean {
  return pod.isLongRunning && servedPods(manifests).has(pod);
}

/** What its probes ask at, unless they ask another host. */
function askedPorts({ probes: given }: PodContainer): Field[] {
  const asked: Field[] = [];
  for (const probe of given) {
    for (const way of ['httpGet', 'tcpSocket', 'grpc']) {
      if (!probe.has(way)) continue;
      const handler = probe.at(way);
      if (!handler.has('host')) asked.push(handler.at('port'));
    }
  }
  return asked;
}

function isSameQuestion(one: Field, other: Field): boolean {
  const asked = questionOf(one);
  const alsoAsked = questionOf(other);
  return (
    asked.some((part) => part !== undefined) &&
    asked.length === alsoAsked.length &&
    asked.every((part, index) => part === alsoAsked[index])
  );
}

/** What kube-score compares. A gRPC server may have one answer alone, which is how it is as a whole. */
function questionOf(probe: Field): unknown[] {
  const http = probe.at('httpGet');
  const command = probe.at('exec', 'command').items;
  return [
    http.valueAt('path'),
    http.valueAt('port'),
    probe.at('tcpSocket').valueAt('port'),
    ...command.map(({ value }) => value),
  ];
}

/** How long a drain takes; NaN where that cannot be read off. */
function drainOf(preStop: Field): number {
  const slept = preStop.at('sleep', 'seconds').number;
  if (slept !== undefined) return slept;
  const command = preStop.at('exec', 'command').items.map(({ value }) => (typeof value === 'string' ? value : ''));
  const [, seconds] = /(?:^|[\s/])sleep (\d{1,9})$/.exec(command.join(' ')) ?? [];
  return Number(seconds ?? NaN);
}
