import { ApiObject, type App, ImplicitTokenResolver, JsonPatch, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { type JsonValue, toYaml, tryWrite, type YamlStyle } from './yaml';

/** A manifest as it is written. */
export type ObjectJson = Readonly<Record<string, JsonValue>>;

/** A manifest, and its text. */
export interface RenderedObject {
  readonly object: ObjectJson;
  readonly content: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What every app resolves: instances of classes, and what has a method `resolve`. None of it is plain data. */
const BUILT_IN: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** The root is put in order before. */
const MANIFEST: YamlStyle = {
  keysOf: (object, depth) => (depth === 0 ? Object.keys(object) : sortedKeys(object)),
  hasNull: false,
};

/**
 * Renders the objects of an app: fields without a value left out, keys sorted, `apiVersion`, `kind` and `metadata` first.
 *
 * cdk8s resolves an object, sanitizes, patches and sorts it, each time as a copy, and its metadata twice over. Plain data is
 * rendered in one pass to the same outcome; what has to be resolved, renders itself, or is wrong is left to cdk8s.
 */
export function objectRenderer(app: App): (apiObject: ApiObject) => RenderedObject {
  const isUsual = app.resolvers.every(({ constructor }) => BUILT_IN.includes(constructor));
  return (apiObject) => (isUsual ? renderPlain(apiObject) : undefined) ?? sorted(apiObject.toJson() as Json);
}

/** What cdk8s keeps to itself; another version of it may have other fields. */
interface Internals {
  readonly props?: Json;
  readonly patches?: readonly JsonPatch[];
  readonly metadata?: Json & { readonly _additionalAttributes?: Json };
}

/** Fields of metadata that have a place of their own in cdk8s, beside what else was given or added. */
const METADATA_FIELDS = ['annotations', 'finalizers', 'labels', 'name', 'namespace', 'ownerReferences'];

function renderPlain(apiObject: ApiObject): RenderedObject | undefined {
  const { props, patches } = apiObject as unknown as Internals;
  const metadata = metadataOf(apiObject);
  if (apiObject.toJson !== ApiObject.prototype.toJson || !props || !patches || !metadata) {
    return undefined;
  }
  const written = tryWrite(inOrder(props, metadata), MANIFEST);
  if (!written) {
    return undefined;
  }
  const object = written.data as ObjectJson;
  return patches.length === 0 ? { object, content: written.text } : tryPatch(object, patches);
}

/** Nothing for what cannot be patched: cdk8s tells what is wrong. */
function tryPatch(object: ObjectJson, patches: readonly JsonPatch[]): RenderedObject | undefined {
  try {
    return sorted(JsonPatch.apply(object, ...patches) as Json);
  } catch {
    return undefined;
  }
}

/** The usual fields that have a value; nothing where there are others, in whose depths cdk8s looks for empty ones. */
function metadataOf(apiObject: ApiObject): Json | undefined {
  const { metadata } = apiObject as unknown as Internals;
  const given = metadata?._additionalAttributes;
  if (!given || !METADATA_FIELDS.every((field) => field in metadata)) {
    return undefined;
  }
  if (!Object.keys(given).every((key) => METADATA_FIELDS.includes(key))) {
    return undefined;
  }
  const fields: Record<string, unknown> = {};
  for (const field of METADATA_FIELDS) {
    const value = metadata[field];
    if (!isEmpty(value)) fields[field] = value;
  }
  return fields;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** cdk8s sorts too, but not what a JSON patch added, and not when an environment variable says so. */
function sorted(root: Json): RenderedObject {
  const object = sortedValue(root) as ObjectJson;
  const inFront = inOrder(object, object['metadata']) as ObjectJson;
  return { object: inFront, content: toYaml(inFront) };
}

/** The fields of an object, `apiVersion`, `kind` and `metadata` first. */
function inOrder(fields: Json, metadata: unknown): Json {
  const root: Record<string, unknown> = {};
  if ('apiVersion' in fields) root['apiVersion'] = fields['apiVersion'];
  if ('kind' in fields) root['kind'] = fields['kind'];
  if (metadata !== undefined) root['metadata'] = metadata;
  for (const key of sortedKeys(fields)) {
    if (key !== 'metadata' && !Object.hasOwn(root, key)) root[key] = fields[key];
  }
  return root;
}

function sortedValue(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(sortedValue);
  }
  if (typeof value !== 'object' || value === null) {
    return value as JsonValue;
  }
  return Object.fromEntries(sortedKeys(value).map((key) => [key, sortedValue((value as Json)[key])]));
}

/**
 * Keys in the order of their characters' numbers, behind those that JavaScript puts first in every object: whole numbers. Most objects
 * are small, and many are in order.
 */
function sortedKeys(object: object): string[] {
  const keys = Object.keys(object);
  const first = indicesIn(keys);
  for (let end = first + 1; end < keys.length; end++) {
    const key = keys[end] as string;
    let at = end;
    for (; at > first && (keys[at - 1] as string) > key; at--) {
      keys[at] = keys[at - 1] as string;
    }
    keys[at] = key;
  }
  return keys;
}

/** How many of the keys of an object are whole numbers: the first ones. */
function indicesIn(keys: readonly string[]): number {
  let count = 0;
  while (count < keys.length && isIndex(keys[count] as string)) count++;
  return count;
}

function isIndex(key: string): boolean {
  // Nearly every key begins with a letter.
  if (key > '9~' || key < '0') return false;
  const index = Number(key);
  return Number.isInteger(index) && index < 2 ** 32 - 1 && String(index) === key;
}
