import type { Field } from './field';
import type { Manifest } from './manifest';
import { Pod } from './pod';
import { containsAll, type Labels, matches } from './selector';

/** The objects that are applied together, and who is who among them. Made once, asked by every rule. */
export class ManifestSet {
  /** Every pod that a workload makes. */
  readonly pods: readonly Pod[];

  private readonly byType = new Map<string, Manifest[]>();
  private readonly byName = new Map<string, Manifest>();
  private readonly podsByLabel = new Map<string, Pod[]>();
  private readonly podsByNamespace = new Map<string, Pod[]>();
  private readonly namespaces = new Set<string>();
  private readonly known = new Map<unknown, unknown>();

  constructor(readonly all: readonly Manifest[]) {
    for (const manifest of all) {
      this.namespaces.add(manifest.namespace);
      add(this.byType, manifest.type, manifest);
      const key = nameKey(manifest.type, manifest.namespace, manifest.name);
      if (!this.byName.has(key)) this.byName.set(key, manifest);
    }
    this.pods = all.flatMap((manifest) => Pod.tryOf(manifest) ?? []);
    for (const pod of this.pods) {
      add(this.podsByNamespace, pod.namespace, pod);
      for (const [key, value] of Object.entries(pod.labels)) {
        add(this.podsByLabel, labelKey(pod.namespace, key, value), pod);
      }
    }
  }

  /** The objects of a type: `apps/Deployment`, `Service`. */
  of(type: string): readonly Manifest[] {
    return this.byType.get(type) ?? [];
  }

  /** An object by its name. */
  find(type: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(nameKey(type, namespace, name));
  }

  /** What a function makes of these objects: made once. Kept here, because it ends with them. */
  remembered<T>(make: (manifests: ManifestSet) => T): T {
    if (!this.known.has(make)) this.known.set(make, make(this));
    return this.known.get(make) as T;
  }

  /** Whether anything of a namespace is here. */
  knows(namespace: string): boolean {
    return this.namespaces.has(namespace);
  }

  /**
   * Whether an object of a name is missing: it is not here, though the namespace that it would be in is. What other namespaces
   * have, nobody here can know.
   */
  lacks(type: string, namespace: string, name: string): boolean {
    return this.knows(namespace) && !this.find(type, namespace, name);
  }

  /** The pods of a namespace that a label selector selects: an empty one selects all. */
  selected(namespace: string, selector: Field): readonly Pod[] {
    const candidates = this.withLabels(namespace, selector.at('matchLabels').texts);
    return selector.at('matchExpressions').items.length === 0
      ? candidates
      : candidates.filter((pod) => matches(selector, pod.labels));
  }

  /** The pods of a namespace that have labels. */
  withLabels(namespace: string, labels: Labels): readonly Pod[] {
    let candidates = this.podsByNamespace.get(namespace) ?? [];
    // The label that fewest have: many may be of one application.
    for (const [key, value] of Object.entries(labels)) {
      const having = this.podsByLabel.get(labelKey(namespace, key, value)) ?? [];
      if (having.length < candidates.length) candidates = having;
    }
    // Many objects may select the same many pods: by one label, these are known as they are.
    return Object.keys(labels).length < 2 ? candidates : candidates.filter((pod) => containsAll(pod.labels, labels));
  }
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

function nameKey(type: string, namespace: string, name: string): string {
  return `${type}\n${namespace}\n${name}`;
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}
