import { derived } from './derived';
import type { Field } from './field';
import { groupBy } from './group-by';
import type { Manifest } from './manifest';
import { Pod } from './pod';
import { containsAll, type Labels, matches } from './selector';

/** The objects that are applied together, and who is who among them. Made once, asked by every rule. */
export class ManifestSet {
  /** Every pod that a workload makes. */
  readonly pods: readonly Pod[];

  /** @internal The objects of each type that there is. */
  readonly byType: ReadonlyMap<string, readonly Manifest[]>;

  /** @internal What was worked out of these objects, by the slot of each such question. */
  readonly derived: unknown[] = [];

  constructor(readonly all: readonly Manifest[]) {
    const pods: Pod[] = [];
    for (const manifest of all) {
      const pod = Pod.tryOf(manifest);
      if (pod) pods.push(pod);
    }
    this.pods = pods;
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

  /** The pods of a namespace that a label selector selects: an empty one selects all. */
  selected(namespace: string, selector: Field): readonly Pod[] {
    const candidates = this.withLabels(namespace, selector.at('matchLabels').texts);
    return selector.at('matchExpressions').items.length === 0
      ? candidates
      : candidates.filter((pod) => matches(selector, pod.labels));
  }

  /** The pods of a namespace that have labels. */
  withLabels(namespace: string, labels: Labels): readonly Pod[] {
    if (this.pods.length <= FEW) {
      return this.pods.filter((pod) => pod.namespace === namespace && containsAll(pod.labels, labels));
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

const podsByNamespace = derived(({ pods }) => groupBy(pods, ({ namespace }) => namespace));

const podsByLabel = derived(({ pods }): ReadonlyMap<string, readonly Pod[]> => {
  const having = new Map<string, Pod[]>();
  for (const pod of pods) {
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
