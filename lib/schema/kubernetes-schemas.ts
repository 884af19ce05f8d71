import { fieldSchema, typeNamed } from './field-type';
import type { JsonSchema } from './json-schema';
import { kubernetesData, valueIn } from './kubernetes-data';

/** The metadata of any object. */
export const METADATA = 'V1ObjectMeta';

/** The type of a kind in a minor, if it is there. */
export function typeOf(apiVersion: string, kind: string, minor: number): string | undefined {
  const { kinds } = kubernetesData();
  const key = `${apiVersion} ${kind}`;
  return Object.hasOwn(kinds, key) ? valueIn(kinds[key], minor) : undefined;
}

/** The kinds of a minor, as `<apiVersion> <kind>`. */
export function kindsIn(minor: number): string[] {
  return Object.entries(kubernetesData().kinds).flatMap(([key, history]) =>
    valueIn(history, minor) === undefined ? [] : [key],
  );
}

/** The schemas of a type in a minor and of all that it is made of, each with its name as `$id`. */
export function* schemasOfType(name: string, minor: number, seen: Set<string>): Generator<JsonSchema> {
  if (seen.has(name)) return;
  seen.add(name);
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const [field, history] of Object.entries(kubernetesData().types[name] ?? {})) {
    const value = valueIn(history, minor);
    if (value === undefined) continue;
    const type = value.replace(/!$/, '');
    properties[field] = fieldSchema(type);
    if (type !== value) required.push(field);
    const other = typeNamed(type);
    if (other !== undefined) yield* schemasOfType(other, minor, seen);
  }
  if ('apiVersion' in properties && 'kind' in properties && 'metadata' in properties) {
    properties['kind'] = { type: 'string', enum: [kindOf(name)] };
  }
  yield { $id: name, type: 'object', properties, required, additionalProperties: false };
}

/** `CronJob` of `V1CronJob`, `Event` of `CoreV1Event`. */
function kindOf(type: string): string {
  return type.replace(/^[A-Za-z]*?V\d+(?:(?:alpha|beta)\d+)?/, '');
}
