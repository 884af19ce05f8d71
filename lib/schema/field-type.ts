import type { JsonSchema } from './json-schema';

const SIMPLE: Readonly<Record<string, JsonSchema>> = {
  any: {},
  object: { type: 'object' },
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  intOrString: { type: ['integer', 'string'] },
  quantity: { type: ['string', 'number'], format: 'quantity' },
  bytes: { type: 'string', format: 'byte' },
  time: { type: 'string', format: 'date-time' },
};

/**
 * The schema of a field: a simple type, a format of `formats.ts`, `=A|B` for one of some words, `[]T` for a list, `{}T` for a map, `{format}T`
 * for one whose keys have a format, and `V1Container` for another type.
 */
export function fieldSchema(type: string): JsonSchema {
  const simple = SIMPLE[type];
  if (simple) return simple;
  if (type.startsWith('=')) return { type: 'string', enum: type.slice(1).split('|') };
  if (type.startsWith('[]')) return { type: 'array', items: fieldSchema(type.slice(2)) };
  const [, format, value] = /^\{(\w*)\}(.+)$/.exec(type) ?? [];
  if (value !== undefined) {
    const keys = format ? { propertyNames: { type: 'string', format } } : {};
    return { type: 'object', additionalProperties: fieldSchema(value), ...keys };
  }
  return /^[A-Z]/.test(type) ? { $ref: type } : { type: 'string', format: type };
}

/** The other types that a field's type names. */
export function typeNamed(type: string): string | undefined {
  return /^(?:\[\]|\{\w*\})*([A-Z]\w*)$/.exec(type)?.[1];
}
