import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A field as a release has it: its type in the words of `lib/schema/field-type.ts`, and whether it must be there. */
export interface Field {
  readonly type: string;
  readonly required: boolean;
}

/** The fields of a type by name. */
export type Fields = ReadonlyMap<string, Field>;

/** What a release of Kubernetes has. */
export interface Release {
  /** Types by the client's name for them, such as `V1PodSpec`. */
  readonly types: ReadonlyMap<string, Fields>;
  /** The type of each kind that can be created, by `<apiVersion> <kind>`. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Reads a release of `@kubernetes/client-node`: its layout has changed once, at version 1. */
export function readClient(folder: string): Release {
  const generated = join(folder, 'dist/gen');
  const isOld = existsSync(join(generated, 'model'));
  const types = readTypes(join(generated, isOld ? 'model' : 'models'), isOld ? 'models.js' : 'all.js');
  return { types, kinds: readKinds(join(generated, isOld ? 'api' : 'apis'), isOld ? 'apis.js' : '../index.js', types) };
}

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format?: string;
}

function readTypes(folder: string, index: string): Map<string, Fields> {
  const types = new Map<string, Fields>();
  for (const file of scriptsIn(folder, index)) {
    const text = readFileSync(join(folder, file), 'utf8');
    const [, name, list] = /^(\w+)\.attributeTypeMap = (\[.*?\n?\]);/ms.exec(text) ?? [];
    if (name === undefined || list === undefined) continue;
    const declaration = readFileSync(join(folder, file.replace(/js$/, 'd.ts')), 'utf8');
    const required = new Set(Array.from(declaration.matchAll(/^ {4}'?([$\w]+)'?: /gm), ([, field]) => field));
    const fields = (JSON.parse(list) as Attribute[]).map((attribute): [string, Field] => [
      attribute.baseName,
      { type: fieldType(attribute.type, attribute.format ?? ''), required: required.has(attribute.name) },
    ]);
    types.set(name, new Map(fields));
  }
  return types;
}

/** Formats of numbers and of text. Releases before version 1 leave them out. */
const FORMATS: Readonly<Record<string, string>> = {
  'number int32': 'int32',
  'number int64': 'int64',
  'number double': 'number',
  'number ': 'integer',
  'string byte': 'bytes',
};

// Objects of any shape and any values at all have had both names; which of the two they are is learnt elsewhere.
const NAMES: Readonly<Record<string, string>> = {
  Date: 'time',
  V1MicroTime: 'time',
  IntOrString: 'intOrString',
  object: 'any',
};

function fieldType(type: string, format: string): string {
  const [, list, map] = /^Array<(.+)>$|^\{ \[key: string\]: (.+); \}$/.exec(type) ?? [];
  if (list !== undefined) return `[]${fieldType(list, format)}`;
  if (map !== undefined) return `{}${fieldType(map, format)}`;
  return NAMES[type] ?? FORMATS[`${type} ${format}`] ?? type;
}

/** A group, a version, and the collection that a POST creates in. */
const COLLECTION = /^\/(?:api|apis\/([^/]+))\/(v[^/]+)\/(?:namespaces\/\{namespace\}\/)?[a-z]+$/;

function readKinds(folder: string, index: string, types: ReadonlyMap<string, Fields>): Map<string, string> {
  const kinds = new Map<string, string>();
  for (const file of scriptsIn(folder, index)) {
    const operations = readFileSync(join(folder, file), 'utf8').split(/localVarPath = (?:this\.basePath \+ )?'/);
    for (const operation of operations.slice(1)) {
      const [, group, version] = COLLECTION.exec(operation.slice(0, operation.indexOf("'"))) ?? [];
      const isPost = /HttpMethod\.POST|method: 'POST'/.test(operation);
      const [, type] = /ObjectSerializer\.serialize\(body, "(\w+)"/.exec(operation) ?? [];
      if (version === undefined || !isPost || type === undefined) continue;
      const apiVersion = group === undefined ? version : `${group}/${version}`;
      const kind = type.replace(/^[A-Za-z]*?V\d+(?:(?:alpha|beta)\d+)?/, '');
      kinds.set(`${apiVersion} ${kind}`, type);
      // Only one of two types of one name has its group before it, in its list's name too or not.
      const list = [`${type}List`, `${type.replace(/^[A-Z][a-z]+(?=V\d)/, '')}List`].find((name) => types.has(name));
      if (list !== undefined) kinds.set(`${apiVersion} ${kind}List`, list);
    }
  }
  return kinds;
}

/** The scripts that an index names: packages also have files of releases before. */
function scriptsIn(folder: string, index: string): string[] {
  const named = new Set(readFileSync(join(folder, index), 'utf8').match(/\w+/g));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js') && named.has(file.slice(0, -3)))
    .sort();
}
