import { derived } from './derived';
import type { Field } from './field';
import { groupBy } from './group-by';
import type { Manifest } from './manifest';
import { Pod } from './pod';
import { containsAll, type Labels, matches } from './selector';

/** The objects that are applied together, and who is who among them. Made once, asked by every rule. */
export class ManifestSet {
  /** Every pod that a workload of Kubernetes makes. */
  readonly pods: readonly Pod[];

  /** @internal These, and the pods of other kinds that have a template: how such a pod has to be, its operator decides. */
  readonly selectable: readonly Pod[];

  /** @internal The objects of each type that there is. */
  readonly byType: ReadonlyMap<string, readonly Manifest[]>;

  /** @internal What was worked out of these objects, by the slot of each such question. */
  readonly derived: unknown[] = [];

  constructor(readonly all: readonly Manifest[]) {
    const pods: Pod[] = [];
    const others: Pod[] = [];
    for (const manifest of all) {
      const pod = Pod.tryOf(manifest);
      const other = pod ? undefined : Pod.tryOfOther(manifest);
      if (pod) pods.push(pod);
      if (other) others.push(other);
    }
    this.pods = pods;
    this.selectable = others.length === 0 ? pods : [...pods, ...others];
    this.byType = groupBy(all, ({ type }) => type);
  }

  /** The objects of a type: `apps/Deployment`, `Service`. */
  of(type: string): readonly Manifest[] {
    return this.byType.get(type) ?? NONE;
  }

  /** An object by its name. */
  find(type: string, namespace: string, name: string): Manifest | undefined {
    const candidates = this.of(type);
    return candidates.length > FEW
      ? byName(this).get(nameKey(type, namespace, name))
      : candidates.find((manifest) => manifest.name === name && manifest.namespace === namespace);
  }

  /** Whether anything of a namespace is here. */
  knows(namespace: string): boolean {
    return namespaces(this).has(namespace);
  }

  /**
   * Whether an object of a name is missing: it is not here, though the namespace that it would be in is. What other namespaces
   * have, nobody here can know.
   */
  lacks(type: string, namespace: string, name: string): boolean {
    return !this.find(type, namespace, name) && this.knows(namespace);
  }

  /** The pods of a namespace that a label selector selects, those of custom resources too: an empty one selects all. */
  selected(namespace: string, selector: Field): readonly Pod[] {
    const candidates = this.withLabels(namespace, selector.at('matchLabels').texts);
    return selector.at('matchExpressions').items.length === 0
      ? candidates
      : candidates.filter((pod) => matches(selector, pod.labels));
  }

  /** The pods of a namespace that have labels, those of custom resources too. */
  withLabels(namespace: string, labels: Labels): readonly Pod[] {
    if (this.selectable.length <= FEW) {
      return this.selectable.filter((pod) => pod.namespace === namespace && containsAll(pod.labels, labels));
    }
    let candidates: readonly Pod[] = podsByNamespace(this).get(namespace) ?? [];
    // The label that fewest have: many may be of one application.
    for (const [key, value] of Object.entries(labels)) {
      const having = podsByLabel(this).get(labelKey(namespace, key, value)) ?? [];
      if (having.length < candidates.length) candidates = having;
    }
    // Many objects may select the same many pods: by one label, these are known as they are.
    return Object.keys(labels).length < 2 ? candidates : candidates.filter((pod) => containsAll(pod.labels, labels));
  }
}

const NONE: readonly never[] = [];

/** As many as are looked through sooner than an index of them is made. */
const FEW = 8;

const namespaces = derived(({ all }): ReadonlySet<string> => new Set(all.map(({ namespace }) => namespace)));

const byName = derived(({ all }): ReadonlyMap<string, Manifest> => {
  const first = new Map<string, Manifest>();
  for (const manifest of all) {
    const key = nameKey(manifest.type, manifest.namespace, manifest.name);
    if (!first.has(key)) first.set(key, manifest);
  }
  return first;
});

const podsByNamespace = derived(({ selectable }) => groupBy(selectable, ({ namespace }) => namespace));

const podsByLabel = derived(({ selectable }): ReadonlyMap<string, readonly Pod[]> => {
  const having = new Map<string, Pod[]>();
  for (const pod of selectable) {
    for (const [label, value] of Object.entries(pod.labels)) {
      const key = labelKey(pod.namespace, label, value);
      const known = having.get(key);
      if (known) known.push(pod);
      else having.set(key, [pod]);
    }
  }
  return having;
});

function nameKey(type: string, namespace: string, name: string): string {
  return `${type}\n${namespace}\n${name}`;
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace}\n${key}\n${value}`;
}
