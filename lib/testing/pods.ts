import { POD_TEMPLATES, typeName } from '../manifest';
import type { Container, KubeObject, Labels, PodSpec } from './kube-object';

/** Types that make pods, and where they have the pod's template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  ReplicationController: ['spec', 'template'],
  ...POD_TEMPLATES,
};

/** The pods of a workload. */
export interface Pods {
  /** What makes them; of a Pod itself. */
  readonly workload: KubeObject;
  readonly namespace?: string;
  readonly labels: Labels;
  readonly spec: PodSpec;
}

/** The pods that an object makes; none of what is no workload. */
export function podsOf(workload: KubeObject): Pods | undefined {
  const { apiVersion, kind, metadata } = workload;
  const type = typeName(apiVersion, kind);
  const path = Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
  const template = path?.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], workload);
  const { spec, metadata: own } = (template ?? {}) as { spec?: PodSpec; metadata?: { labels?: Labels } };
  return spec && { workload, namespace: metadata.namespace, labels: own?.labels ?? {}, spec };
}

/** Whether there are any at the scale that is written down. */
export function isScaledToNothing({ workload }: Pods): boolean {
  return (workload as { spec?: { replicas?: number } }).spec?.replicas === 0;
}

/** Containers that run as long as the pod: its sidecars (Kubernetes 1.29) are init containers that are always restarted. */
function runningContainers({ containers, initContainers = [] }: PodSpec): readonly Container[] {
  const isSidecar = (container: Container) => (container as { restartPolicy?: string }).restartPolicy === 'Always';
  return [...containers, ...initContainers.filter(isSidecar)];
}

/** All containers, the ones before the others' start last. */
export function allContainers({ containers, initContainers = [] }: PodSpec): readonly Container[] {
  return [...containers, ...initContainers];
}

/** The port that a name or number stands for in a pod, as Kubernetes finds it for Services and policies. */
export function portNumber(pod: PodSpec, port: number | string, protocol: string): number | undefined {
  if (typeof port === 'number') {
    return port;
  }
  return runningContainers(pod)
    .flatMap(({ ports = [] }) => ports)
    .find((own) => own.name === port && (own.protocol ?? 'TCP') === protocol)?.containerPort;
}
