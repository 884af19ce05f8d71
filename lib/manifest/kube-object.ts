import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { API_VERSIONS, type Kinds } from './kinds';
import type { Spelled } from './spelled';

/**
 * Adds an object to the tree: `kubeObject(scope, 'Service', 'Service', { metadata, spec })`. Fields that are `undefined` are left out.
 *
 * A plain `ApiObject`, because the generated classes drop every field that they do not know when they render: with them,
 * `addJsonPatch` could not reach a field of a newer Kubernetes.
 */
export function kubeObject<Kind extends keyof Kinds>(
  scope: Construct,
  id: string,
  kind: Kind,
  manifest: Spelled<Kinds[Kind]>,
): ApiObject {
  return new ApiObject(scope, id, { apiVersion: API_VERSIONS[kind], kind, ...(manifest as object) });
}
