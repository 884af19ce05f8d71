import { hash } from 'node:crypto';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Place } from '../errors';
import { ANNOTATION_PREFIX, checkNameLength, type k8s, kubeObject, type Spelled } from '../manifest';
import type { ConfigEntry } from './config-source';
import { allowanceAnnotation } from './credentials';
import type { ResolvedConfig } from './resolve';

/** The pod annotation that changes with the config: pods read their environment once, so they must be replaced. */
export const CONFIG_CHECKSUM = `${ANNOTATION_PREFIX}config-checksum`;

/** What the object is named after and labelled with. */
export interface ConfigMapProps {
  /** Name of the workload: `<application>-<service>`, with its slot, or of a release task with the version. */
  readonly instance: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What config adds to a workload. */
export interface BoundConfig {
  /** The object; none where there are no keys. */
  readonly configMap?: ApiObject;
  readonly envFrom: readonly Spelled<k8s.EnvFromSource>[];
  readonly podAnnotations: Readonly<Record<string, string>>;
}

/**
 * Adds the ConfigMap to the tree: named after the service with a checksum for its pods, or immutable and named by its
 * content. Either way a changed value replaces the pods, and nothing else does.
 */
export function bindConfig(
  scope: Construct,
  place: Place,
  { instance, labels }: ConfigMapProps,
  resolved: ResolvedConfig,
): BoundConfig {
  const { entries, immutable, allowed } = resolved;
  if (entries.length === 0) return { envFrom: [], podAnnotations: {} };
  const checksum = checksumOf(entries);
  const name = immutable ? `${instance}-${checksum.slice(0, 10)}` : instance;
  if (immutable) checkNameLength(place, 'config', name);
  const configMap = kubeObject(scope, 'ConfigMap', 'ConfigMap', {
    metadata: { name, labels: { ...labels }, annotations: allowanceAnnotation(allowed) },
    data: Object.fromEntries(entries.map(({ key, value }) => [key, value])),
    immutable: immutable || undefined,
  });
  return {
    configMap,
    envFrom: [{ configMapRef: { name, optional: false } }],
    podAnnotations: immutable ? {} : { [CONFIG_CHECKSUM]: checksum },
  };
}

/** SHA-256 of keys and values. As JSON, so that no two configs are the same text. */
function checksumOf(entries: readonly ConfigEntry[]): string {
  return hash('sha256', JSON.stringify(entries.map(({ key, value }) => [key, value])));
}
