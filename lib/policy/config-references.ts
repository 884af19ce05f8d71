import type { Field } from './field';
import type { Pod } from './pod';

/** A pod's mention of a ConfigMap or Secret, without which it does not start. */
export interface ConfigReference {
  readonly kind: 'ConfigMap' | 'Secret';
  /** Where its name stands. */
  readonly name: Field;
  /** Keys that it has to have. */
  readonly keys: readonly Field[];
}

/** Every mention that is not optional, as a pod's containers and volumes have them. */
export function configReferences({ spec, volumes, allContainers }: Pod): ConfigReference[] {
  const found: ConfigReference[] = [];
  const see = (kind: ConfigReference['kind'], owner: Field, field: string, name = 'name', key?: string) => {
    if (owner.has(field)) add(found, kind, owner.at(field), name, key);
  };
  for (const container of allContainers) {
    for (const source of container.at('envFrom').items) {
      see('ConfigMap', source, 'configMapRef');
      see('Secret', source, 'secretRef');
    }
  }
  for (const { variables } of allContainers) {
    for (const variable of variables) {
      see('ConfigMap', variable.at('valueFrom'), 'configMapKeyRef', 'name', 'key');
      see('Secret', variable.at('valueFrom'), 'secretKeyRef', 'name', 'key');
    }
  }
  for (const volume of volumes) {
    see('ConfigMap', volume, 'configMap');
    see('Secret', volume, 'secret', 'secretName');
    for (const source of volume.at('projected', 'sources').items) {
      see('ConfigMap', source, 'configMap');
      see('Secret', source, 'secret');
    }
  }
  for (const secret of spec.at('imagePullSecrets').items) add(found, 'Secret', secret, 'name');
  return found;
}

function add(
  found: ConfigReference[],
  kind: ConfigReference['kind'],
  source: Field,
  nameKey: string,
  key?: string,
): void {
  const name = source.at(nameKey);
  if (source.valueAt('optional') === true || name.text === undefined) return;
  const keys = key === undefined ? source.at('items').items.map((item) => item.at('key')) : [source.at(key)];
  found.push({ kind, name, keys });
}
