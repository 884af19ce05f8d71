import { POD_TEMPLATES, podTemplatePath } from '../manifest/pod-templates';
import { PodContainer } from './pod-container';
import type { Field } from './field';
import type { Manifest } from './manifest';
import { valueAt } from './plain';
import type { Labels } from './selector';

/** Kinds that make pods, and where they have the pod's template. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([['Pod', []], ...Object.entries(POD_TEMPLATES)]);

/** Where objects of other kinds have it. */
const OTHERS_TEMPLATE = podTemplatePath('');

/** Types of objects that make pods. */
export const WORKLOADS: readonly string[] = [...TEMPLATES.keys()];

/** A pod as a workload describes it. */
export class Pod {
  /** The pod of a workload; nothing of what makes none. */
  static tryOf(workload: Manifest): Pod | undefined {
    const path = TEMPLATES.get(workload.type);
    return path && new Pod(workload, workload.at(...path));
  }

  /** The pod of an object of another kind, that has a template with containers where workloads have theirs: of an Argo Rollout. */
  static tryOfOther(maker: Manifest): Pod | undefined {
    const containers = valueAt(maker.root.value, [...OTHERS_TEMPLATE, 'spec', 'containers']);
    return Array.isArray(containers) ? new Pod(maker, maker.at(...OTHERS_TEMPLATE)) : undefined;
  }

  readonly spec: Field;
  readonly securityContext: Field;
  readonly volumes: readonly Field[];
  /** Over which nodes and zones it is spread. */
  readonly spreadConstraints: readonly Field[];
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Containers that run side by side: the process, and its sidecars. */
  readonly containers: readonly PodContainer[];
  /** Containers that run before, or from then on. */
  readonly initContainers: readonly PodContainer[];
  /** Containers that run side by side, also those that start first and stay. */
  readonly running: readonly PodContainer[];
  /** All of them. */
  readonly allContainers: readonly PodContainer[];
  /** Its own security context, and those of its containers. */
  readonly securityContexts: readonly Field[];
  /** Ports that its containers declare, whoever of them does. */
  readonly ports: readonly Field[];

  private constructor(
    /** The object that makes it. */
    readonly workload: Manifest,
    readonly template: Field,
  ) {
    const metadata = template.at('metadata');
    this.spec = template.at('spec');
    this.securityContext = this.spec.at('securityContext');
    this.volumes = this.spec.at('volumes').items;
    this.spreadConstraints = this.spec.at('topologySpreadConstraints').items;
    this.labels = metadata.at('labels').texts;
    this.annotations = metadata.at('annotations').texts;
    this.containers = PodContainer.listOf(this.spec.at('containers'));
    this.initContainers = PodContainer.listOf(this.spec.at('initContainers'));
    this.running = joined(this.initContainers.filter(isSidecar), this.containers);
    this.allContainers = joined(this.initContainers, this.containers);
    this.securityContexts = [this, ...this.allContainers].map(({ securityContext }) => securityContext);
    this.ports = portsOf(this.allContainers);
  }

  /** Whether it runs until somebody stops it; a Job's and a CronJob's runs to its end. */
  get isLongRunning(): boolean {
    return this.workload.group !== 'batch';
  }

  get namespace(): string {
    return this.workload.namespace;
  }
}

function portsOf(containers: readonly PodContainer[]): readonly Field[] {
  const found: Field[] = [];
  for (const { ports } of containers) for (const port of ports) found.push(port);
  return found;
}

/** Most pods have no containers that start first. */
function joined<T>(first: readonly T[], then: readonly T[]): readonly T[] {
  return first.length === 0 ? then : [...first, ...then];
}

/** What a volume is of. */
export function volumeSources(volume: Field): Field[] {
  return volume.keys
    .filter((key) => key !== 'name')
    .map((key) => volume.at(key))
    .filter(({ isGiven }) => isGiven);
}

/** Whether a container that starts before the others stays with them: a sidecar, as Kubernetes calls it. */
export function isSidecar(initContainer: Field): boolean {
  return initContainer.at('restartPolicy').value === 'Always';
}
