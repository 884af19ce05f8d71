import {
  Composer,
  type CST,
  type Document,
  type DocumentOptions,
  Lexer,
  type LineCounter,
  type ParseOptions,
  Parser,
  type SchemaOptions,
} from 'yaml';

/** The writer ends at 200 levels; at some thousands the stack does, and an exhausted stack can take the whole process with it. */
export const MAX_DEPTH = 256;

/** How YAML is read. */
export interface ReadYamlOptions extends ParseOptions, DocumentOptions, SchemaOptions {
  /** Learns where lines begin. */
  readonly lines?: LineCounter;
}

/**
 * What `parseAllDocuments` does, for text that anybody may have written: depth is looked at first, since the composer would recurse
 * until the stack ends.
 *
 * @throws RangeError if it is deeper than `MAX_DEPTH`
 */
export function readYaml(text: string, { lines, ...options }: ReadYamlOptions = {}): Document.Parsed[] {
  return [...new Composer(options).compose(tokensOf(text, lines), true, text.length)];
}

/** @throws RangeError if a level is too deep */
export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new RangeError(`more than ${MAX_DEPTH} levels are nested`);
  }
}

function* tokensOf(text: string, lines: LineCounter | undefined): Generator<CST.Token> {
  lines?.addNewLine(0);
  const parser = new Parser(lines?.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    checkDepth(parser.stack.length);
  }
  yield* parser.end();
}
