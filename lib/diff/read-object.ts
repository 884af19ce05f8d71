import { groupOf } from '../manifest/api-group';
import { checkDepth, readYaml, type ReadYamlOptions } from '../yaml/read-yaml';
import { isList, isMap, mapValues, own, ownAt } from './json';
import type { Json } from './tree-diff';

/** What a file of a tree says. */
export interface ReadObject {
  /** The file's text. */
  readonly text: string;
  /** What it holds; none where it can't be read as one YAML document. */
  readonly value?: Json;
  /** Kind of the object, where it is one. */
  readonly kind?: string;
  /** Its name. */
  readonly name?: string;
  /** The service that it belongs to. */
  readonly service?: string;
  /** What stays where an object moves to another file: API group, kind, namespace and name. */
  readonly identity?: string;
}

const OPTIONS: ReadYamlOptions = {
  // Anchors and merge keys are for files edited by hand: kubectl follows them.
  merge: true,
  // Not a Date, a Set or bytes: the text of such a value is what changes.
  resolveKnownTags: false,
  // Large numbers keep all their digits.
  intAsBigInt: true,
};

/** Reads a file. Never throws: whatever can't be read has no value. */
export function readObject(text: string): ReadObject {
  const value = tryReadYaml(text);
  if (value === undefined) {
    return { text };
  }
  const [apiVersion, kind] = [stringOf(own(value, 'apiVersion')), stringOf(own(value, 'kind'))];
  const name = stringOf(ownAt(value, 'metadata', 'name'));
  const service = stringOf(ownAt(value, 'metadata', 'labels', 'app.kubernetes.io/name'));
  const namespace = stringOf(ownAt(value, 'metadata', 'namespace'));
  return {
    text,
    value,
    ...(kind && { kind }),
    ...(name && { name }),
    ...(service && { service }),
    ...(apiVersion && kind && name && { identity: JSON.stringify([groupOf(apiVersion), kind, namespace ?? '', name]) }),
  };
}

function stringOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value of one YAML document. `undefined` for several, for none that is valid, and for a bomb of aliases. */
function tryReadYaml(text: string): Json | undefined {
  try {
    const [document, ...others] = readYaml(text, OPTIONS);
    if (document === undefined || others.length > 0 || document.errors.length > 0) {
      return undefined;
    }
    return toJson(document.toJS(), 0);
  } catch {
    return undefined;
  }
}

/** JSON has no large integers, no NaN and no infinities: they are compared as text. */
function toJson(value: unknown, depth: number): Json {
  // Again, because an anchor may be inside of what it stands for.
  checkDepth(depth);
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? (value === 0 ? 0 : value) : String(value);
  }
  const json = value as Json;
  if (isList(json)) {
    return json.map((item) => toJson(item, depth + 1));
  }
  return isMap(json) ? mapValues(json, (item) => toJson(item, depth + 1)) : json;
}
