import { basename, join } from 'node:path';
import { shown } from '../errors/shown';
import {
  findFiles,
  isPlainObject,
  type ManifestObject,
  ManifestText,
  type Plain,
  type PlainObject,
  type Position,
  readManifestFile,
} from '../yaml';
import type { YamlFault } from '../yaml';
import { closedSchema } from './close-schema';
import { type CustomResource, CustomResources } from './custom-resources';
import type { SchemaCode } from './fault';

/** What is wrong with a file of definitions. */
export interface DefinitionFault {
  /** As messages name it. */
  readonly file: string;
  readonly position?: Position;
  readonly code: SchemaCode | YamlFault['code'];
  readonly given: string;
  readonly remedy: string;
}

/** Definitions, and what of their files can't be used. */
export interface ReadCustomResources {
  readonly customResources: CustomResources;
  readonly faults: readonly DefinitionFault[];
}

/** From build/schema and from lib/schema alike. */
const OWN = join(__dirname, '..', '..', 'crds');

let own: CustomResources | undefined;

/** The custom resources that this library writes, as far as it uses them: in `crds/`, which the first call reads. */
export function ownCustomResources(): CustomResources {
  own ??= readCustomResources(OWN, (file) => `crds/${basename(file)}`).customResources;
  return own;
}

/**
 * The CustomResourceDefinitions of a folder or file, as their projects publish them. Other objects in it are passed over.
 *
 * @param nameOf how messages name a file
 */
export function readCustomResources(path: string, nameOf = (file: string) => file): ReadCustomResources {
  const found = new Map<string, CustomResource>();
  const faults: DefinitionFault[] = [];
  for (const { path: file, fault } of findFiles(path)) {
    const text = fault ?? readManifestFile(file);
    const name = nameOf(file);
    if (typeof text !== 'string') {
      faults.push({ file: name, ...text });
      continue;
    }
    const manifest = new ManifestText(text);
    const unread = manifest.faults.filter(({ severity }) => severity === 'error');
    faults.push(...unread.map((other) => ({ file: name, ...other })));
    for (const object of manifest.objects) {
      const wrong = addVersions(found, object, name);
      if (wrong !== undefined) {
        const remedy = 'give it as its project publishes it, in apiextensions.k8s.io/v1';
        faults.push({ file: name, position: manifest.positionOf(object, []), code: 'TF3321', given: wrong, remedy });
      }
    }
  }
  if (found.size + faults.length === 0) {
    const remedy = 'give files of them, as their projects publish them';
    faults.push({ file: nameOf(path), code: 'TF3322', given: 'it has no CustomResourceDefinition', remedy });
  }
  return { customResources: new CustomResources(found), faults };
}

/** Adds the versions of a definition, or tells what it lacks. */
function addVersions(found: Map<string, CustomResource>, { value }: ManifestObject, file: string): string | undefined {
  if (!isPlainObject(value) || value['kind'] !== 'CustomResourceDefinition') return undefined;
  const { apiVersion, spec } = value;
  if (apiVersion !== 'apiextensions.k8s.io/v1') return `it is of ${shown(apiVersion)}`;
  const { group, names, versions } = fieldsOf(spec);
  const { kind } = fieldsOf(names);
  if (typeof group !== 'string' || typeof kind !== 'string' || !Array.isArray(versions))
    return 'it has no group, kind or versions';
  for (const version of versions as readonly Plain[]) {
    const { name, schema } = fieldsOf(version);
    const { openAPIV3Schema } = fieldsOf(schema);
    if (typeof name !== 'string' || !isPlainObject(openAPIV3Schema)) return `a version of ${kind} has no schema`;
    found.set(`${group}/${name} ${kind}`, { file, schema: closedSchema(openAPIV3Schema) });
  }
  return undefined;
}

function fieldsOf(value: Plain | undefined): PlainObject {
  return isPlainObject(value) ? value : {};
}
