import { type Document, isMap, isScalar, type Node } from 'yaml';
import type { z } from 'zod';
import { nearMiss } from '../errors/near-miss';

/** Something of a file that is wrong: where it begins, and what it is, with what is allowed. */
export interface ConfigIssue {
  readonly offset: number;
  readonly given: string;
}

type Path = readonly PropertyKey[];

/** What a file would hold where a schema finds another kind of value. */
const KINDS: Readonly<Record<string, string>> = {
  array: 'a list, in [brackets]',
  object: 'a mapping',
  record: 'a mapping',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** Says what a schema finds wrong with a document, with the values or keys that are allowed. */
export function describeIssues(
  issues: readonly z.core.$ZodIssue[],
  document: Document,
  schema: z.ZodType,
): ConfigIssue[] {
  // What is missing may be what is misspelt.
  const misspelt = new Set(issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? [nameOf(path)] : [])));
  const isFollowing = ({ code, path }: z.core.$ZodIssue) => code === 'custom' && misspelt.has(nameOf(path));
  const told = issues.filter((issue) => !isFollowing(issue));
  return told.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey(document, schema, issue.path, key))
      : [issueAt(document, issue.path, messageOf(issue, document, schema))],
  );
}

/** An issue about the value at a path: where that is, or what should hold it. */
export function issueAt(document: Document, path: Path, message: string): ConfigIssue {
  const node = document.getIn(path, true) as Node | undefined;
  const value = isScalar(node) ? JSON.stringify(node.value).slice(0, 60) : undefined;
  const found = value === undefined || message.includes(value) ? '' : ` (it is ${value})`;
  return { offset: offsetOf(document, path), given: `${nameOf(path)}: ${message}${found}` };
}

function unknownKey(document: Document, schema: z.ZodType, path: Path, key: string): ConfigIssue {
  const allowed = keysAt(schema, path);
  const hint = hintFor(key, allowed);
  const given = `${nameOf([...path, key.slice(0, 60)])}: ${JSON.stringify(key.slice(0, 60))} is no key of it${hint}; it takes ${allowed.join(', ')}`;
  return { offset: keyOffset(document, path, key) ?? offsetOf(document, path), given };
}

function messageOf(issue: z.core.$ZodIssue, document: Document, schema: z.ZodType): string {
  const node = document.getIn(issue.path, true) as Node | undefined;
  switch (issue.code) {
    case 'invalid_type':
      return node === undefined
        ? 'it is missing'
        : `it has to be ${kindOf(issue.expected, node, keysAt(schema, issue.path))}`;
    case 'invalid_value': {
      const values = issue.values.map(String);
      const hint = isScalar(node) ? hintFor(String(node.value), values) : '';
      return node === undefined ? 'it is missing' : `it has to be ${values.join(' or ')}${hint}`;
    }
    case 'invalid_key':
      return `no name: ${issue.issues[0]?.message ?? ''}`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? 'it is empty'
        : `it has to be ${String(issue.minimum)} or more`;
    default:
      return issue.message;
  }
}

/** What is expected, as somebody would write it. */
function kindOf(expected: string, node: Node, keys: readonly string[]): string {
  if (expected === 'string' && isScalar(node)) {
    return 'text: write it in quotes'; // YAML takes 1.0 and true for something else.
  }
  return `${KINDS[expected] ?? expected}${keys.length > 0 ? ` of ${keys.join(', ')}` : ''}`;
}

/** What somebody may have meant. */
function hintFor(given: string, allowed: readonly string[]): string {
  const nearest = nearMiss(given, allowed);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}

function nameOf(path: Path): string {
  return path.map(String).join('.') || 'the file';
}

/** Where a value begins, or what is nearest above it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    if (node?.range) {
      return node.range[0];
    }
  }
  return 0;
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return (pair?.key as Node | undefined)?.range?.[0];
}

/** The keys that a schema has at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const at = path.reduce<z.core.$ZodType | undefined>((one, key) => child(inner(one), key), schema);
  const { def } = inner(at)?._zod ?? {};
  return def?.type === 'object' ? Object.keys((def as z.core.$ZodObjectDef).shape) : [];
}

/** A schema without what may be left out. */
function inner(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const def = schema?._zod.def as { type: string; innerType?: z.core.$ZodType } | undefined;
  return def?.innerType ? inner(def.innerType) : schema;
}

function child(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
  const def = schema?._zod.def;
  switch (def?.type) {
    case 'object':
      return (def as z.core.$ZodObjectDef).shape[String(key)];
    case 'record':
      return (def as z.core.$ZodRecordDef).valueType;
    case 'array':
      return (def as z.core.$ZodArrayDef).element;
    default:
      return undefined;
  }
}
