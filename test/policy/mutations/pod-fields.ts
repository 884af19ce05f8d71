import type { Mutation } from '../mutation';

type Path = readonly (string | number)[];

/** Where a workload of the tree has its pod. */
interface Workload {
  readonly name: string;
  readonly file: string;
  readonly spec: Path;
}

const TREE = 'golden/full/production';

export const API: Workload = {
  name: 'a Deployment',
  file: 'Deployment.full-api.yaml',
  spec: ['spec', 'template', 'spec'],
};
export const JOB: Workload = { ...API, name: 'a Job', file: 'Job.full-migrate-1-5-0.yaml' };
export const CRON: Workload = {
  name: 'a CronJob',
  file: 'CronJob.full-report.yaml',
  spec: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};
const WORKLOADS = [API, JOB, CRON];

/** A field of a pod changed; left out, if no value is given. */
export function inPod(code: string, how: string, path: Path, value?: unknown, where = API): Mutation {
  const { name, file, spec } = where;
  return { how: `${how}, in ${name}`, tree: TREE, file, path: [...spec, ...path], value, codes: [code] };
}

/** The same in pods of every kind of workload. */
export function inPods(code: string, how: string, path: Path, value?: unknown): Mutation[] {
  return WORKLOADS.map((where) => inPod(code, how, path, value, where));
}

/** A field of the process, of a sidecar, of a Job's and a CronJob's container, and of containers that start first. */
export function inContainers(code: string, how: string, path: Path, value?: unknown): Mutation[] {
  return [...inProcesses(code, how, path, value), ...inInitContainers(code, how, path, value)];
}

/** Those without what starts first. */
export function inProcesses(code: string, how: string, path: Path, value?: unknown): Mutation[] {
  return [
    ...inPods(code, how, ['containers', 0, ...path], value),
    inPod(code, `${how}, of a sidecar`, ['containers', 1, ...path], value),
  ];
}

/** A field of containers that start first. */
export function inInitContainers(code: string, how: string, path: Path, value?: unknown): Mutation[] {
  return [API, CRON].map((where) =>
    inPod(code, `${how}, of an init container`, ['initContainers'], [changed(PREPARE, path, value)], where),
  );
}

/** The end of an image that is named for good. */
export const DIGEST = `@sha256:${'0123456789abcdef'.repeat(4)}`;

/** A container that is as it should be. */
const PREPARE = {
  name: 'prepare',
  image: `registry.example.com/tools/prepare:2.1.0${DIGEST}`,
  imagePullPolicy: 'Always',
  command: ['/app/prepare'],
  args: ['--once'],
  env: [{ name: 'INTERVAL', value: '15s' }],
  resources: {
    limits: { cpu: '500m', 'ephemeral-storage': '256Mi', memory: '256Mi' },
    requests: { cpu: '100m', 'ephemeral-storage': '256Mi', memory: '256Mi' },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
};

function changed(object: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = structuredClone(object ?? {}) as Record<string | number, unknown>;
  const inner = changed(copy[step], rest, value);
  if (inner === undefined) delete copy[step];
  else copy[step] = inner;
  return copy;
}
