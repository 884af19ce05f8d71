import { ApiObject, type App, ImplicitTokenResolver, JsonPatch, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import type { JsonValue } from './yaml';

/** A manifest as it is written. */
export type ObjectJson = Readonly<Record<string, JsonValue>>;

type Json = Readonly<Record<string, unknown>>;

const FIRST_KEYS: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** What every app resolves: instances of classes, and what has a method `resolve`. None of it is plain data. */
const BUILT_IN: readonly unknown[] = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

/** Stands for data that is not plain. */
const NOT_PLAIN: unique symbol = Symbol('not plain');

type Plain = JsonValue | undefined | typeof NOT_PLAIN;

/**
 * Renders the objects of an app: fields without a value left out, keys sorted, `apiVersion`, `kind` and `metadata` first.
 *
 * cdk8s resolves an object, sanitizes, patches and sorts it, each time as a copy, and its metadata twice over. Plain data is
 * rendered in one pass to the same outcome; what has to be resolved, or renders itself, is left to cdk8s.
 */
export function objectRenderer(app: App): (apiObject: ApiObject) => ObjectJson {
  const isUsual = app.resolvers.every(({ constructor }) => BUILT_IN.includes(constructor));
  return (apiObject) => (isUsual ? renderPlain(apiObject) : undefined) ?? sortKeys(apiObject.toJson() as Json);
}

/** What cdk8s keeps to itself; another version of it may have other fields. */
interface Internals {
  readonly props?: Json;
  readonly patches?: readonly JsonPatch[];
  readonly metadata?: Json & { readonly _additionalAttributes?: Json };
}

/** Fields of metadata that have a place of their own in cdk8s, beside what else was given or added. */
const METADATA_FIELDS = ['name', 'namespace', 'annotations', 'finalizers', 'ownerReferences', 'labels'];

function renderPlain(apiObject: ApiObject): ObjectJson | undefined {
  const { props, patches } = apiObject as unknown as Internals;
  const metadata = metadataOf(apiObject);
  if (apiObject.toJson !== ApiObject.prototype.toJson || !props || !patches || !metadata) {
    return undefined;
  }
  const object: Record<string, JsonValue> = {};
  for (const key of [...FIRST_KEYS, ...otherKeys(props)]) {
    const value = key === 'metadata' ? plain(metadata, true) : plain(props[key], false);
    if (value === NOT_PLAIN) {
      return undefined;
    }
    if (value !== undefined) {
      object[key] = value;
    }
  }
  return patches.length === 0 ? object : tryPatch(object, patches);
}

/** Nothing for what cannot be patched: cdk8s tells what is wrong. */
function tryPatch(object: ObjectJson, patches: readonly JsonPatch[]): ObjectJson | undefined {
  try {
    return sortKeys(JsonPatch.apply(object, ...patches) as Json);
  } catch {
    return undefined;
  }
}

function metadataOf(apiObject: ApiObject): Json | undefined {
  const { metadata } = apiObject as unknown as Internals;
  if (!metadata?._additionalAttributes) {
    return undefined;
  }
  const fields: Record<string, unknown> = Object.assign({}, metadata._additionalAttributes);
  for (const field of METADATA_FIELDS) {
    if (!(field in metadata)) {
      return undefined;
    }
    fields[field] = metadata[field];
  }
  return fields;
}

/**
 * A copy of plain data without fields that have no value; `undefined` for no value.
 *
 * @param dropEmpty whether an empty list or object is no value, as in metadata
 */
function plain(value: unknown, dropEmpty: boolean): Plain {
  if (typeof value !== 'object') {
    return typeof value === 'function' ? NOT_PLAIN : (value as JsonValue | undefined);
  }
  if (value === null) {
    return undefined;
  }
  return Array.isArray(value) ? plainList(value, dropEmpty) : plainObject(value, dropEmpty);
}

function plainList(list: readonly unknown[], dropEmpty: boolean): Plain {
  const copy: JsonValue[] = [];
  for (const item of list) {
    const value = plain(item, dropEmpty);
    // cdk8s leaves a hole in the list, which is an error that the writer tells.
    if (value === NOT_PLAIN || value === undefined) {
      return NOT_PLAIN;
    }
    copy.push(value);
  }
  return dropEmpty && copy.length === 0 ? undefined : copy;
}

function plainObject(object: object, dropEmpty: boolean): Plain {
  // Not by its constructor: a ConfigMap may have a key of that name.
  if (Object.getPrototypeOf(object) !== Object.prototype) {
    return NOT_PLAIN;
  }
  const copy: Record<string, JsonValue> = {};
  let isEmpty = true;
  for (const key of sortedKeys(object)) {
    const value = plain((object as Json)[key], dropEmpty);
    if (value === NOT_PLAIN) {
      return NOT_PLAIN;
    }
    if (value !== undefined) {
      copy[key] = value;
      isEmpty = false;
    }
  }
  return dropEmpty && isEmpty ? undefined : copy;
}

/** Keys in the order of their characters' numbers. Most objects are small, and many are in order. */
function sortedKeys(object: object): string[] {
  const keys = Object.keys(object);
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end] as string;
    let at = end;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) {
      keys[at] = keys[at - 1] as string;
    }
    keys[at] = key;
  }
  return keys;
}

function otherKeys(object: object): string[] {
  return sortedKeys(object).filter((key) => !FIRST_KEYS.includes(key));
}

/** cdk8s sorts too, but not what a JSON patch added, and not when an environment variable says so. */
function sortKeys(root: Json): ObjectJson {
  const keys = [...FIRST_KEYS.filter((key) => key in root), ...otherKeys(root)];
  return Object.fromEntries(keys.map((key) => [key, sorted(root[key])]));
}

function sorted(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value as JsonValue;
  }
  return Object.fromEntries(sortedKeys(value).map((key) => [key, sorted((value as Json)[key])]));
}
