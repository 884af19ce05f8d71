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
export function configReferences(pod: Pod): ConfigReference[] {
  const { spec, allContainers } = pod;
  const references = [
    ...allContainers
      .flatMap((container) => container.at('envFrom').items)
      .flatMap((source) => [
        of('ConfigMap', source.at('configMapRef'), 'name'),
        of('Secret', source.at('secretRef'), 'name'),
      ]),
    ...allContainers
      .flatMap((container) => container.at('env').items)
      .map((variable) => variable.at('valueFrom'))
      .flatMap((source) => [
        of('ConfigMap', source.at('configMapKeyRef'), 'name', 'key'),
        of('Secret', source.at('secretKeyRef'), 'name', 'key'),
      ]),
    ...spec
      .at('volumes')
      .items.flatMap((volume) => [
        of('ConfigMap', volume.at('configMap'), 'name'),
        of('Secret', volume.at('secret'), 'secretName'),
        ...volume
          .at('projected', 'sources')
          .items.flatMap((source) => [
            of('ConfigMap', source.at('configMap'), 'name'),
            of('Secret', source.at('secret'), 'name'),
          ]),
      ]),
    ...spec.at('imagePullSecrets').items.map((secret) => of('Secret', secret, 'name')),
  ];
  return references.filter((reference) => reference !== undefined);
}

function of(kind: ConfigReference['kind'], source: Field, name: string, key?: string): ConfigReference | undefined {
  if (source.at('optional').isTrue || source.at(name).text === undefined) return undefined;
  const keys = key === undefined ? source.at('items').items.map((item) => item.at('key')) : [source.at(key)];
  return { kind, name: source.at(name), keys };
}
