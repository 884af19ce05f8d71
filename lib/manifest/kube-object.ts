import { ApiObject, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

/** A kind of object: a class that `cdk8s import` generates of a schema. */
export interface ObjectType<Props> {
  readonly GVK: GroupVersionKind;
  /** Renders typed props to plain JSON in Kubernetes' own spelling. */
  manifest(props: Props): unknown;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Adds an object to the tree: `kubeObject(scope, 'Service', k8s.KubeService, { metadata, spec })`.
 *
 * A plain `ApiObject`, because the generated classes drop every field that they do not know when they render: with them,
 * `addJsonPatch` could not reach a field of a newer Kubernetes.
 *
 * @param podTemplate pod template as JSON, for the kinds that have one: it may hold fields that the types do not know
 */
export function kubeObject<Props>(
  scope: Construct,
  id: string,
  type: ObjectType<Props>,
  props: Props,
  podTemplate?: Json,
): ApiObject {
  const json = type.manifest(props) as Json;
  const manifest = podTemplate ? setIn(json, [...podTemplatePath(type.GVK.kind)], podTemplate) : json;
  return new ApiObject(scope, id, { ...type.GVK, ...manifest });
}

/** Where a kind of object has its pod template. */
export function podTemplatePath(kind: string): readonly string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

function setIn(json: Json, [key, ...rest]: string[], value: Json): Json {
  return key === undefined ? value : { ...json, [key]: setIn((json[key] ?? {}) as Json, rest, value) };
}
