import { createRequire } from 'node:module';
import type { Place, Problem } from '../errors';
import { POD_TEMPLATES, type Tree } from '../manifest';
import { Manifest } from '../policy';
import type { Schemas } from '../schema';
import { problemOf } from './check-tree';

let schemas: Schemas | undefined;

/** Of the newest Kubernetes, which knows the fields of the older ones: which of them a cluster lacks is for `twelve check`. */
function newestSchemas(): Schemas {
  if (!schemas) {
    // Loaded and compiled for those who override: it takes longer than to render an application.
    const load = createRequire(__filename);
    const { knownMinors, schemasOf } = load('../schema') as typeof import('../schema');
    schemas = schemasOf(Math.max(...knownMinors()));
  }
  return schemas;
}

/**
 * Checks the workloads whose pods have fields that a service laid over them: no type says what these may be. Looked at when
 * they are rendered, as a field may be given by what cdk8s resolves.
 *
 * @param overridden paths of the constructs of these services
 */
export function checkOverrides({ files }: Tree, overridden: readonly string[], place: Place): Problem[] {
  if (overridden.length === 0) {
    return [];
  }
  return files
    .filter(({ construct }) => overridden.some((path) => construct.startsWith(`${path}/`)))
    .map(({ object, construct }) => new Manifest(object, { source: construct }))
    .filter(({ type }) => Object.hasOwn(POD_TEMPLATES, type))
    .flatMap((manifest) => {
      const faults = newestSchemas().problems(manifest.root.value);
      return faults
        .filter(({ severity }) => severity === 'error')
        .map((fault) => problemOf({ ...fault, manifest }, place.path));
    });
}
