import { finiteNumber, inlineString, literalBlock } from './yaml-scalar';

/** What a manifest is made of. Fields that are `undefined` are left out, as `JSON.stringify` does. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/** A Deployment is about ten levels deep, a CRD's schema forty; the JavaScript stack ends at some thousands. */
const MAX_DEPTH = 200;

/** A key and its colon share a line; parsers stop looking for the colon after 1024 characters. */
const MAX_KEY_LENGTH = 1024;

/** Where the writer is: keys and indices from the root, and the collections on the way. */
interface Position {
  readonly path: (string | number)[];
  readonly parents: object[];
}

/**
 * Writes plain JSON data as one YAML document that Go's parsers (kubectl, Flux, Argo CD), YAML 1.1 and YAML 1.2 all
 * read back as the same data. Block style, two spaces, LF, keys in the object's own order; no anchors, tags, folding or
 * document markers. A value that occurs twice is written twice.
 *
 * A string is plain where no parser can take it for anything else, a literal block where it has several lines of
 * visible text, and in double quotes otherwise. `-0` is written as `0`.
 *
 * @param value fields that are `undefined` are left out.
 * @throws TypeError naming the path, for anything that is not plain JSON data: functions, `NaN`, infinities, instances
 * of classes, `undefined` in a list, lone surrogates, circular references; and for more than 200 levels, or a key of more
 * than 1024 characters.
 */
export function toYaml(value: JsonValue): string {
  const at: Position = { path: [], parents: [] };
  if (typeof value === 'object' && value !== null) return collection(value, '', at) || `${emptyCollection(value)}\n`;
  // Never a literal block: parsers disagree on the indentation of one that has no parent.
  return `${inlineScalar(value, at)}\n`;
}

/** The lines of a mapping or sequence, the first without its indentation; '' when it has none. */
function collection(value: object, indent: string, at: Position): string {
  if (at.parents.includes(value)) refuse(at, 'a circular reference');
  if (at.parents.length >= MAX_DEPTH) refuse(at, `more than ${MAX_DEPTH} nested levels`);
  at.parents.push(value);
  const text = Array.isArray(value) ? sequence(value, indent, at) : mapping(value, indent, at);
  at.parents.pop();
  return text;
}

function sequence(items: readonly unknown[], indent: string, at: Position): string {
  let text = '';
  // By index, because a hole in a sparse array is to be found, not skipped.
  for (let index = 0; index < items.length; index++) {
    at.path.push(index);
    text += `${index === 0 ? '' : indent}-${afterDash(items[index], `${indent}  `, at)}`;
    at.path.pop();
  }
  return text;
}

function mapping(object: object, indent: string, at: Position): string {
  if (!isPlainObject(object)) refuse(at, `an instance of ${object.constructor?.name || 'a class'}`);
  let text = '';
  for (const key of Object.keys(object)) {
    const value = (object as Record<string, unknown>)[key];
    if (value === undefined) continue;
    at.path.push(key);
    text += `${text === '' ? '' : indent}${inlineKey(key, at)}:${afterColon(value, indent, at)}`;
    at.path.pop();
  }
  return text;
}

/** A collection starts on the dash's line. */
function afterDash(value: unknown, inner: string, at: Position): string {
  if (typeof value !== 'object' || value === null) return scalar(value, inner, at);
  return ` ${collection(value, inner, at) || `${emptyCollection(value)}\n`}`;
}

/** A collection starts on the next line: a sequence with its dashes below the key, as kubectl prints it. */
function afterColon(value: unknown, indent: string, at: Position): string {
  const inner = `${indent}  `;
  if (typeof value !== 'object' || value === null) return scalar(value, inner, at);
  const column = Array.isArray(value) ? indent : inner;
  const text = collection(value, column, at);
  return text === '' ? ` ${emptyCollection(value)}\n` : `\n${column}${text}`;
}

function emptyCollection(value: object): string {
  return Array.isArray(value) ? '[]' : '{}';
}

function scalar(value: unknown, inner: string, at: Position): string {
  const block = typeof value === 'string' && value.includes('\n') ? literalBlock(value, inner) : undefined;
  return block === undefined ? ` ${inlineScalar(value, at)}\n` : ` ${block}`;
}

function inlineScalar(value: unknown, at: Position): string {
  if (typeof value === 'string') return inlineString(value) ?? refuse(at, 'a string with a lone surrogate');
  if (typeof value === 'number') return Number.isFinite(value) ? finiteNumber(value) : refuse(at, String(value));
  if (typeof value === 'boolean' || value === null) return String(value);
  return refuse(at, value === undefined ? 'undefined' : `a ${typeof value}`);
}

function inlineKey(key: string, at: Position): string {
  const text = inlineString(key) ?? refuse(at, 'a key with a lone surrogate');
  return text.length <= MAX_KEY_LENGTH ? text : refuse(at, `a key above ${MAX_KEY_LENGTH} characters`);
}

/** Not by comparison with `Object.prototype`: data may come from another realm (a `vm` context, Jest). */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(at: Position, what: string): never {
  throw new TypeError(`${pathName(at.path)}: cannot write ${what} as YAML`);
}

/** `spec.template.x[3]`; keys that are not words as `["app.kubernetes.io/name"]`. */
function pathName(path: readonly (string | number)[]): string {
  const name = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    if (/^[A-Za-z_]\w*$/.test(step) && step.length <= 64) return `.${step}`;
    return `[${JSON.stringify(step.length <= 64 ? step : `${step.slice(0, 64)}…`)}]`;
  });
  return name.join('').replace(/^\./, '') || 'the document';
}
