import type { JsonSchema } from './json-schema';
import { METADATA } from './kubernetes-schemas';

/**
 * The schema of a custom resource's version as one that refuses what it does not name, as an API server does that is asked to be strict.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function closedSchema(schema: JsonSchema): JsonSchema {
  const { required = [], ...closed } = close(schema) as JsonSchema;
  // Definitions leave these open: they are the same for every kind.
  const outermost = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: METADATA } };
  const isOpen = closed['x-kubernetes-preserve-unknown-fields'] === true;
  return { ...closed, required, properties: { ...closed.properties, ...outermost }, additionalProperties: isOpen };
}

/** Where schemas are: alternatives bound values, and name no fields. */
const MAPS = new Set(['properties', 'patternProperties']);
const SINGLE = new Set(['items', 'additionalProperties']);

function close(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const given = schema as JsonSchema;
  const inner: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(given)) {
    if (MAPS.has(keyword)) inner[keyword] = mapValues(value as Readonly<Record<string, unknown>>, close);
    else inner[keyword] = SINGLE.has(keyword) ? close(value) : value;
  }
  const isClosed =
    given.properties &&
    given.type === 'object' &&
    given['x-kubernetes-preserve-unknown-fields'] !== true &&
    // It has apiVersion, kind and metadata without saying so.
    given['x-kubernetes-embedded-resource'] !== true;
  return withoutForeignWords(isClosed ? { additionalProperties: false, ...inner } : inner);
}

/** What the OpenAPI of definitions says in other words than JSON Schema. */
function withoutForeignWords(schema: Record<string, unknown>): Record<string, unknown> {
  const { anyOf, exclusiveMinimum, exclusiveMaximum, pattern, nullable, ...rest } = schema;
  const result: Record<string, unknown> = rest;
  if (schema['x-kubernetes-int-or-string'] === true) result['type'] = ['integer', 'string'];
  else if (anyOf !== undefined) result['anyOf'] = anyOf;
  if (nullable === true && result['type'] !== undefined) result['type'] = [result['type'], 'null'].flat();
  if (exclusiveMinimum === true) result['exclusiveMinimum'] = schema['minimum'];
  if (exclusiveMaximum === true) result['exclusiveMaximum'] = schema['maximum'];
  if (typeof pattern === 'string' && isPattern(pattern)) result['pattern'] = pattern;
  return result;
}

/** Patterns are of Go, which has some words more. */
function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function mapValues(map: Readonly<Record<string, unknown>>, act: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, act(value)]));
}
