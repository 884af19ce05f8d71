import { Composer, CST, type Document, isMap, isScalar, isSeq, Lexer, type Pair, Parser } from 'yaml';
import { MAX_DEPTH, MAX_LINES } from '../../yaml/limits';
import type { Plain } from '../../yaml/plain';
import { type At, refusal } from './problems';

/** The parser's stack has the document and a scalar besides. */
const MAX_STACK = MAX_DEPTH + 2;

/** Words, blanks and signs: some 200 kB of manifest. More of them, made to be slow, take the parser a second. */
const MAX_LEXEMES = 50_000;

/** What YAML has beyond plain data, and how it is told. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  alias: 'an alias',
  anchor: 'an anchor',
  tag: 'a tag',
  'directive-line': 'a directive',
};

/** Beyond what YAML can hold, what YAML 1.1 takes for a line break, and kubectl with it: text after it may be hidden. */
const NOT_TEXT = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;

/**
 * What a text of YAML says that is not our own, as plain data.
 *
 * Refuses whatever parsers read in different ways, since kubectl is to read what was checked here. Time and memory are
 * bounded: the text is refused at the first token that is too deep or too much, before anything is made of it. Messages have
 * line numbers and never the text, which may hold anything.
 *
 * @throws TwelveFactorError TF2018 if it isn't plain text, TF2019 if it isn't one YAML document, TF2020 for anchors, aliases,
 * tags, merge keys and directives, TF2021 if it is too deep or too large, TF2022 for keys that are no strings or not unique
 */
export function readForeignYaml(text: string, at: At): Plain {
  checkText(text, at);
  const [document, second] = withoutStacks(() => [
    ...new Composer({ uniqueKeys: false, prettyErrors: false }).compose(tokensOf(text, at)),
  ]);
  if (!document) {
    throw refusal('TF2019', at, 'it is empty', 'a file has one object: remove it and run npx cdk8s synth again');
  }
  if (second) {
    const given = `line ${lineAt(text, second.range[0])}: a second document begins`;
    throw refusal('TF2019', at, given, 'write a file for each object');
  }
  checkErrors(document, text, at);
  return new Converter(text, at).plain(document.contents);
}

function checkText(text: string, at: At): void {
  const index = text.search(NOT_TEXT);
  if (index >= 0) {
    const character = text[index] as string;
    const line = `line ${lineAt(text, index)}`;
    if (character === '\r') {
      throw refusal('TF2018', at, `${line}: it ends with CR`, 'end lines with LF alone');
    }
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const what = character === '\ufeff' ? 'a byte order mark' : `U+${code}`;
    const remedy = 'leave it out, or write it as an escape in double quotes';
    throw refusal('TF2018', at, `${line}: there is ${what}`, remedy);
  }
  if (lineAt(text, text.length) > MAX_LINES) {
    throw refusal('TF2021', at, `it has more than ${MAX_LINES} lines`, 'split the object');
  }
}

/** An error of the parser takes thirty times as long with its stack, and a text can have one for each comma. */
function withoutStacks<T>(act: () => T): T {
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    return act();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The tokens of the parser, as long as they are of plain data, not too deep and not too many. */
function* tokensOf(text: string, at: At): Generator<CST.Token> {
  const parser = new Parser();
  let count = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    // What follows this mark is a scalar, and may begin as anything.
    const type = isText ? undefined : CST.tokenType(lexeme);
    isText = lexeme === CST.SCALAR;
    const what = FORBIDDEN[type ?? ''];
    if (what !== undefined) {
      const given = `line ${lineAt(text, parser.offset)}: there is ${what}`;
      throw refusal('TF2020', at, given, 'write plain values');
    }
    if (++count > MAX_LEXEMES) {
      throw refusal('TF2021', at, `it has more than ${MAX_LEXEMES} parts`, 'split the object');
    }
    for (const token of parser.next(lexeme)) {
      yield checkedToken(token, text, at);
    }
    if (parser.stack.length > MAX_STACK) {
      const given = `line ${lineAt(text, parser.offset)}: it is more than ${MAX_DEPTH} levels deep`;
      throw refusal('TF2021', at, given, 'write it flatter');
    }
  }
  for (const token of parser.end()) {
    yield checkedToken(token, text, at);
  }
}

/** The first mistake ends it: what comes after may be thousands more. */
function checkedToken(token: CST.Token, text: string, at: At): CST.Token {
  if (token.type === 'error') {
    throw notYaml(text, token.offset, 'UNEXPECTED_TOKEN', at);
  }
  return token;
}

function checkErrors(document: Document.Parsed, text: string, at: At): void {
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    throw notYaml(text, error.pos[0], error.code, at);
  }
}

/** The code as words, because the message of the parser has parts of the text. */
function notYaml(text: string, offset: number, code: string, at: At) {
  const given = `line ${lineAt(text, offset)} is not YAML: ${code.toLowerCase().replaceAll('_', ' ')}`;
  return refusal('TF2019', at, given, 'correct it where it is rendered');
}

/** Makes plain data of the parser's nodes. They are no deeper than the parser's stack was. */
class Converter {
  constructor(
    private readonly text: string,
    private readonly at: At,
  ) {}

  plain(node: unknown): Plain {
    if (isMap(node)) {
      return this.object(node.items);
    }
    if (isSeq(node)) {
      return node.items.map((item) => this.plain(item));
    }
    return isScalar(node) ? (node.value as Plain) : null;
  }

  private object(pairs: readonly Pair[]): Plain {
    // A map first: looking for the same key among all before it is quadratic, and an object inherits some.
    const fields = new Map<string, Plain>();
    for (const { key, value } of pairs) {
      const name = this.key(key);
      if (fields.has(name)) {
        throw this.badKey(key, 'the key is there twice', 'write each key once');
      }
      fields.set(name, this.plain(value));
    }
    return Object.fromEntries(fields);
  }

  private key(key: unknown): string {
    if (!isScalar(key) || typeof key.value !== 'string') {
      throw this.badKey(key, 'a key is no string', 'write text, in quotes if it reads as something else');
    }
    if (key.value === '__proto__') {
      throw this.badKey(key, 'the key is "__proto__"', 'choose another one');
    }
    if (key.value === '<<' && key.type === 'PLAIN') {
      throw refusal('TF2020', this.at, `${this.line(key)}: there is a merge key`, 'write plain values');
    }
    return key.value;
  }

  private badKey(key: unknown, given: string, remedy: string) {
    return refusal('TF2022', this.at, `${this.line(key)}: ${given}`, remedy);
  }

  private line(node: unknown): string {
    const range = (node as { readonly range?: readonly number[] | null } | null)?.range;
    return `line ${lineAt(this.text, range?.[0] ?? 0)}`;
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
