import type { CustomResources } from './custom-resources';
import { comparePaths, type SchemaFault } from './fault';
import { kubernetesData } from './kubernetes-data';
import { ownCustomResources } from './read-custom-resources';
import { Schemas } from './schemas';

/** The minors of Kubernetes 1 that are known, oldest first. */
export function knownMinors(): readonly number[] {
  return kubernetesData().minors;
}

/**
 * The schemas of a minor of Kubernetes, and of the custom resources in `crds/`.
 *
 * @param minor 27 for Kubernetes 1.27
 * @param definitions of other custom resources; where they define one of `crds/` again, they count
 * @throws RangeError for a minor that isn't one of `knownMinors`
 */
export function schemasOf(minor: number, definitions?: CustomResources): Schemas {
  if (!knownMinors().includes(minor)) {
    throw new RangeError(`Kubernetes 1.${minor} is not known`);
  }
  const own = ownCustomResources();
  return new Schemas(minor, definitions ? own.with(definitions) : own);
}

/** A fault, and the minors in which it is one. */
export interface FaultOfMinors extends SchemaFault {
  readonly minors: readonly number[];
}

/** What is wrong with an object in any of some minors: what is the same in several of them is told once. */
export function problemsIn(schemas: readonly Schemas[], object: unknown): FaultOfMinors[] {
  const found = new Map<string, FaultOfMinors>();
  for (const those of schemas) {
    const faults = those.problems(object);
    for (const [index, fault] of faults.entries()) {
      // A key and its value can be wrong in the same way.
      const before = faults.slice(0, index).filter((other) => isSame(other, fault)).length;
      const key = JSON.stringify([fault.code, fault.path, before]);
      const known = found.get(key) ?? { ...fault, minors: [] };
      found.set(key, { ...known, minors: [...known.minors, those.minor] });
    }
  }
  return [...found.values()].sort((a, b) => comparePaths(a.path, b.path));
}

function isSame(a: SchemaFault, b: SchemaFault): boolean {
  return a.code === b.code && comparePaths(a.path, b.path) === 0;
}
