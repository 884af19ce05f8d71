import { Field } from './field';

/** A container of a pod, with what most rules ask of it. */
export class PodContainer extends Field {
  /** @internal The containers of a list. */
  static listOf(list: Field): readonly PodContainer[] {
    return list.items.map((_, index) => new PodContainer(list, index));
  }

  readonly image: Field;
  readonly securityContext: Field;
  /** What it reserves of its node. */
  readonly requests: Field;
  /** What it may use at most. */
  readonly limits: Field;
  /** What it listens on. */
  readonly ports: readonly Field[];
  /** What it finds in its environment. */
  readonly variables: readonly Field[];
  /** Where it has volumes. */
  readonly mounts: readonly Field[];
  /** How Kubernetes asks it, as far as it does: whether it has started, is alive, and can serve. */
  readonly probes: readonly Field[];

  private constructor(list: Field, index: number) {
    super(list.manifest, (list.value as readonly unknown[])[index], list, index);
    const resources = this.at('resources');
    this.image = this.at('image');
    this.securityContext = this.at('securityContext');
    this.requests = resources.at('requests');
    this.limits = resources.at('limits');
    this.ports = this.at('ports').items;
    this.variables = this.at('env').items;
    this.mounts = this.at('volumeMounts').items;
    this.probes = PROBES.map((name) => this.at(name)).filter(({ isGiven }) => isGiven);
  }
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
