import { Ajv, type ValidateFunction } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { REPOSITORY } from './trees';

/** Strict JSON schemas of Kubernetes and of CRDs: data for tests, kept beside the repository. */
export const SCHEMAS = join(REPOSITORY, '..', 'shared', 'schemas');

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}

interface Definition extends Schema {
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

const METADATA = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Validates objects of one Kubernetes version, and of CRDs. */
export class Schemas {
  // Formats say how numbers are stored (int32, int64), nothing that a manifest could break.
  private readonly ajv = new Ajv({
    strict: false,
    validateFormats: false,
    allErrors: true,
    inlineRefs: false,
    code: { optimize: false },
  });
  private readonly definitions: Readonly<Record<string, Definition>>;
  private readonly validators = new Map<string, ValidateFunction | undefined>();

  /** @param version as in '1.27'. */
  constructor(private readonly version: string) {
    const file = readJson(join(SCHEMAS, `k8s-${version}`, 'definitions.json')) as {
      definitions: Record<string, Definition>;
    };
    this.definitions = file.definitions;
    this.ajv.addSchema({ $id: 'kubernetes', definitions: this.definitions });
  }

  /** What is wrong with an object: one line each. */
  problems(object: unknown): string[] {
    const { apiVersion, kind } = object as { apiVersion: string; kind: string };
    const key = `${apiVersion} ${kind}`;
    if (!this.validators.has(key)) {
      const schema = this.schemaOf(apiVersion, kind);
      this.validators.set(key, schema && this.ajv.compile(schema));
    }
    const validate = this.validators.get(key);
    if (!validate) {
      return [`no schema for ${key} in ${this.version}`];
    }
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath || '/'} ${message}: ${JSON.stringify(params)}`,
    );
  }

  private schemaOf(apiVersion: string, kind: string): Schema | undefined {
    const [version = '', group = ''] = apiVersion.split('/').reverse();
    const found = Object.entries(this.definitions).find(([, { 'x-kubernetes-group-version-kind': kinds }]) =>
      kinds?.some((gvk) => gvk.group === group && gvk.version === version && gvk.kind === kind),
    );
    if (found) {
      return refTo(found[0]);
    }
    const published = readJson(join(SCHEMAS, 'crds', group, `${kind.toLowerCase()}_${version}.json`)) as
      Schema | undefined;
    const schema = published ?? ownSchema(group, kind, version);
    // CRDs leave the outermost fields open, and metadata altogether: these are the same for every kind.
    const outermost = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: refTo(METADATA) };
    return schema && { ...schema, properties: { ...schema.properties, ...outermost }, additionalProperties: false };
  }
}

function refTo(definition: string): Schema {
  return { $ref: `kubernetes#/definitions/${definition}` };
}

/** For cert-manager, whose schemas are not among the others: the part of its definition in crds/. */
function ownSchema(group: string, kind: string, version: string): Schema | undefined {
  const file = join(REPOSITORY, 'crds', 'cert-manager.yaml');
  const { spec } = parse(readFileSync(file, 'utf8')) as {
    spec: { group: string; names: { kind: string }; versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
  };
  const found =
    spec.group === group && spec.names.kind === kind ? spec.versions.find(({ name }) => name === version) : undefined;
  return found && (closed(found.schema.openAPIV3Schema) as Schema);
}

/** Refuses fields that a schema does not name. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
    return schema;
  }
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inner && !('type' in inner && inner['type'] !== 'object')
    ? { additionalProperties: false, ...inner }
    : inner;
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
