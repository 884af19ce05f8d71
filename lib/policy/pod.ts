import { POD_TEMPLATES } from '../manifest/pod-templates';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { Labels } from './selector';

/** Kinds that make pods, and where they have the pod's template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = { Pod: [], ...POD_TEMPLATES };

/** Types of objects that make pods. */
export const WORKLOADS: readonly string[] = Object.keys(TEMPLATES);

/** A pod as a workload describes it. */
export class Pod {
  /** The pod of a workload; nothing of what makes none. */
  static tryOf(workload: Manifest): Pod | undefined {
    const path = Object.hasOwn(TEMPLATES, workload.type) ? TEMPLATES[workload.type] : undefined;
    return path && new Pod(workload, workload.at(...path));
  }

  readonly spec: Field;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** Containers that run side by side: the process, and its sidecars. */
  readonly containers: readonly Field[];
  /** Containers that run before, or from then on. */
  readonly initContainers: readonly Field[];
  /** Containers that run side by side, also those that start first and stay. */
  readonly running: readonly Field[];
  /** All of them. */
  readonly allContainers: readonly Field[];

  private constructor(
    /** The object that makes it. */
    readonly workload: Manifest,
    readonly template: Field,
  ) {
    const metadata = template.at('metadata');
    this.spec = template.at('spec');
    this.labels = metadata.at('labels').texts;
    this.annotations = metadata.at('annotations').texts;
    this.containers = this.spec.at('containers').items;
    this.initContainers = this.spec.at('initContainers').items;
    this.running = [...this.initContainers.filter(isSidecar), ...this.containers];
    this.allContainers = [...this.initContainers, ...this.containers];
  }

  /** Whether it runs until somebody stops it; a Job's and a CronJob's runs to its end. */
  get isLongRunning(): boolean {
    return this.workload.group !== 'batch';
  }

  get namespace(): string {
    return this.workload.namespace;
  }

  /** Ports that its containers declare, whoever of them does. */
  get ports(): readonly Field[] {
    return this.allContainers.flatMap((container) => container.at('ports').items);
  }
}

/** The security contexts of a pod and of its containers. */
export function securityContexts({ spec, allContainers }: Pod): Field[] {
  return [spec, ...allContainers].map((owner) => owner.at('securityContext'));
}

/** What a volume is of. */
export function volumeSources(volume: Field): Field[] {
  return volume.fields.filter(({ name, isGiven }) => isGiven && name !== 'name');
}

/** Whether a container that starts before the others stays with them: a sidecar, as Kubernetes calls it. */
export function isSidecar(initContainer: Field): boolean {
  return initContainer.at('restartPolicy').value === 'Always';
}
