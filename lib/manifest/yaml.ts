import { remembering } from './remember';
import { finiteNumber, inlineString, literalBlock } from './yaml-scalar';

/** What a manifest is made of. Fields that are `undefined` are left out, as `JSON.stringify` does. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/** A Deployment is about ten levels deep, a CRD's schema forty; the JavaScript stack ends at some thousands. */
const MAX_DEPTH = 200;

/** What precedes a line, by its level, and the same with the end of the line before. */
const INDENTS = Array.from({ length: MAX_DEPTH + 2 }, (_, level) => '  '.repeat(level));
const NEW_LINES = INDENTS.map((indent) => `\n${indent}`);

/** A key and its colon share a line; parsers stop looking for the colon after 1024 characters. */
const MAX_KEY_LENGTH = 1024;

/** What is written of a value. */
export interface Written {
  /** The YAML. */
  readonly text: string;
  /** What the YAML says: a copy, its keys in the order of the text. */
  readonly data: JsonValue;
}

/** How data becomes a text. */
export interface YamlStyle {
  /** The keys of an object, so many levels below the root, in the order in which they are written. */
  readonly keysOf: (object: object, depth: number) => readonly string[];
  /** Whether `null` is a value, as for JSON; else it is as good as nothing, as for cdk8s. */
  readonly hasNull: boolean;
}

const AS_GIVEN: YamlStyle = { keysOf: (object) => Object.keys(object), hasNull: true };

/** What stops the writer. Its path grows on the way out: what is written well needs none. */
class Refusal extends Error {
  /** Keys and indices, the innermost first. */
  readonly steps: (string | number)[] = [];
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
  try {
    return written(value, AS_GIVEN).text;
  } catch (error) {
    throw error instanceof Refusal ? explained(error, value) : error;
  }
}

/** Writes data in a style, in one pass; nothing of what is not plain data, or not fit for YAML. */
export function tryWrite(value: object, style: YamlStyle): Written | undefined {
  try {
    return written(value, style);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function written(value: unknown, style: YamlStyle): Written {
  const writer = new Writer(style);
  // A scalar alone is never a literal block: parsers disagree on the indentation of one that has no parent.
  if (!isCollection(value)) return { text: line(value).slice(1), data: value as JsonValue };
  const data = writer.collection(value, '', 0, 0);
  return { text: writer.text, data };
}

class Writer {
  /** What is written so far. One text that grows is faster than many that are put together level by level. */
  text = '';

  constructor(private readonly style: YamlStyle) {}

  /**
   * Writes a mapping or sequence, and answers a copy of it.
   *
   * @param first what precedes its first line: the end of the line before, or a blank where it shares that.
   * @param level how far every other line is indented: a list in a mapping no further than that.
   */
  collection(value: object, first: string, level: number, depth: number): JsonValue {
    if (depth >= MAX_DEPTH) refuse(`more than ${MAX_DEPTH} nested levels`);
    return Array.isArray(value)
      ? this.sequence(value, first, level, depth + 1)
      : this.mapping(value, first, level, depth + 1);
  }

  private sequence(items: readonly unknown[], first: string, level: number, depth: number): JsonValue {
    const copy: JsonValue[] = [];
    if (items.length === 0) this.text += `${first && ' '}[]\n`;
    // By index, because a hole in a sparse array is to be found, not skipped.
    let index = 0;
    try {
      for (; index < items.length; index++) {
        const item = items[index];
        this.text += index === 0 ? first : INDENTS[level];
        this.text += '-';
        // A collection starts on the dash's line.
        if (isCollection(item)) copy.push(this.collection(item, ' ', level + 1, depth));
        else copy.push(this.scalar(this.isNothing(item) ? undefined : item, level + 1));
      }
    } catch (error) {
      throw within(index, error);
    }
    return copy;
  }

  private mapping(object: object, first: string, level: number, depth: number): JsonValue {
    if (!isPlainObject(object)) refuse(`an instance of ${object.constructor?.name || 'a class'}`);
    const copy: Record<string, JsonValue> = {};
    let isEmpty = true;
    let key = '';
    try {
      for (key of this.style.keysOf(object, depth - 1)) {
        const value = (object as Record<string, unknown>)[key];
        if (this.isNothing(value)) continue;
        this.text += isEmpty ? first : INDENTS[level];
        this.text += keyAndColon(key);
        isEmpty = false;
        setOwn(copy, key, this.field(value, level, depth));
      }
    } catch (error) {
      throw within(key, error);
    }
    if (isEmpty) this.text += `${first && ' '}{}\n`;
    return copy;
  }

  /** What follows a key. A collection starts on the next line: a sequence with its dashes below the key, as kubectl prints it. */
  private field(value: unknown, level: number, depth: number): JsonValue {
    if (!isCollection(value)) return this.scalar(value, level + 1);
    const inner = Array.isArray(value) ? level : level + 1;
    return this.collection(value, NEW_LINES[inner] as string, inner, depth);
  }

  /** What follows a key's colon or an item's dash, to the end of the line or block. */
  private scalar(value: unknown, level: number): JsonValue {
    const isLong = typeof value === 'string' && value.includes('\n');
    const block = isLong ? literalBlock(value, INDENTS[level] as string) : undefined;
    this.text += block === undefined ? line(value) : ` ${block}`;
    // Not minus zero, of which the text has no sign.
    return value === 0 ? 0 : (value as JsonValue);
  }

  private isNothing(value: unknown): boolean {
    return value === undefined || (value === null && !this.style.hasNull);
  }
}

/** Sets a field, also the one that would set the prototype. */
function setOwn(object: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, writable: true });
  else object[key] = value;
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function line(value: unknown): string {
  if (typeof value === 'string') return stringLine(value);
  if (typeof value === 'number') return ` ${Number.isFinite(value) ? finiteNumber(value) : refuse(String(value))}\n`;
  if (typeof value === 'boolean' || value === null) return ` ${value}\n`;
  return refuse(value === undefined ? 'undefined' : `a ${typeof value}`);
}

const stringLine = remembering((text) => ` ${inlineString(text) ?? refuse('a string with a lone surrogate')}\n`);

const keyAndColon = remembering((key) => {
  const text = inlineString(key) ?? refuse('a key with a lone surrogate');
  return text.length <= MAX_KEY_LENGTH ? `${text}:` : refuse(`a key above ${MAX_KEY_LENGTH} characters`);
});

/** Not by comparison with `Object.prototype`: data may come from another realm (a `vm` context, Jest). */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refuse(what: string): never {
  throw new Refusal(what);
}

function within(step: string | number, error: unknown): unknown {
  if (error instanceof Refusal) error.steps.push(step);
  return error;
}

/** A circular reference is found as levels without end; its place is where a collection occurs within itself. */
function explained({ message, steps }: Refusal, root: unknown): TypeError {
  const path = steps.reverse();
  const parents: unknown[] = [];
  let value = root;
  for (let end = 0; end <= path.length; end++) {
    if (parents.includes(value)) return refusalAt(path.slice(0, end), 'a circular reference');
    if (typeof value !== 'object' || value === null) break;
    parents.push(value);
    value = (value as Record<string | number, unknown>)[path[end] as string | number];
  }
  return refusalAt(path, message);
}

function refusalAt(path: readonly (string | number)[], what: string): TypeError {
  return new TypeError(`${pathName(path)}: cannot write ${what} as YAML`);
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
