import type { KubeObject } from './kube-object';
import type { ObjectKinds } from './object-kinds';

/** What is known of a ConfigMap or Secret by its manifests. */
export interface KeySource {
  /** `Secret/lulu-secret`. */
  readonly name: string;
  /** Texts by key, of a Secret references; none where the keys are not known. */
  readonly keys?: ReadonlyMap<string, string>;
}

/** A ConfigMap of a namespace. One that is not rendered exists in the cluster, so that its keys are not known. */
export function configMapSource(
  objects: readonly KubeObject[],
  namespace: string | undefined,
  name: string,
): KeySource {
  const configMap = objects.find((object): object is ObjectKinds['ConfigMap'] =>
    is(object, 'ConfigMap', namespace, name),
  );
  // Variables are made of `data` alone: Kubernetes leaves out `binaryData`.
  return { name: `ConfigMap/${name}`, ...(configMap && { keys: new Map(Object.entries(configMap.data ?? {})) }) };
}

/** A Secret of a namespace. Its keys are known of what makes it: never its values. */
export function secretSource(objects: readonly KubeObject[], namespace: string | undefined, name: string): KeySource {
  const keys = objects.map((object) => secretKeys(object, namespace, name)).find((found) => found !== undefined);
  const source = `Secret/${name}`;
  return { name: source, ...(keys && { keys: new Map(keys.map((key) => [key, `${source}#${key}`])) }) };
}

function secretKeys(object: KubeObject, namespace: string | undefined, name: string): string[] | undefined {
  if (is(object, 'Secret', namespace, name)) {
    const { data = {}, stringData = {} } = object as ObjectKinds['Secret'];
    return [...Object.keys(data), ...Object.keys(stringData)];
  }
  if (is(object, 'SealedSecret', namespace, name)) {
    const { encryptedData, template } = (object as ObjectKinds['SealedSecret']).spec;
    return [
      ...Object.keys(encryptedData ?? {}),
      ...Object.keys((template as { data?: object } | undefined)?.data ?? {}),
    ];
  }
  if (object.kind === 'ExternalSecret' && object.metadata.namespace === namespace) {
    const { target, data = [], dataFrom = [] } = (object as ObjectKinds['ExternalSecret']).spec;
    const { name: made = object.metadata.name, template } = (target ?? {}) as { name?: string; template?: unknown };
    // What a store holds, or a template makes of it, only the operator knows.
    const isKnown = made === name && dataFrom.length === 0 && template === undefined;
    return isKnown ? data.map(({ secretKey }) => secretKey) : undefined;
  }
  return undefined;
}

function is(object: KubeObject, kind: string, namespace: string | undefined, name: string): boolean {
  return object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace;
}
