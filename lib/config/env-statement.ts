import type { ErrorCode } from '../errors';

/** One assignment of an env file, as written. */
export interface EnvStatement {
  /** Line that it begins on, from 1. */
  readonly line: number;
  /** What is before `=`, without `export`. Not checked to be a name. */
  readonly name: string;
  /** The statement without blanks around `=`, for the library that interprets it. */
  readonly text: string;
  /** What the value must be; `undefined` where that takes the interpretation of escapes. */
  readonly literal?: string;
}

/** What is no assignment. */
export interface EnvFault {
  readonly line: number;
  readonly code: ErrorCode;
  readonly given: string;
  readonly remedy: string;
}

const BLANK = /^\s*(?:#|$)/;

/**
 * Finds where each statement of an env file begins and ends, and what is no statement.
 *
 * The library that interprets statements drops what it does not understand, and reads on into the next line where a
 * quote is missing. So boundaries are found here, with line numbers, and the library gets one statement at a time.
 */
export function* scanEnvFile(source: string): Generator<EnvStatement | EnvFault> {
  const text = source.replace(/\r\n?/g, '\n');
  let line = 1;
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const scanned = scanStatement(text, start, end, line);
    if (scanned.found) yield scanned.found;
    for (let at = start; at < scanned.end; at++) if (text[at] === '\n') line++;
    line++;
    start = scanned.end + 1;
  }
}

interface Scanned {
  readonly found?: EnvStatement | EnvFault;
  /** Where the line ends that the statement ends on. */
  readonly end: number;
}

function scanStatement(text: string, start: number, end: number, line: number): Scanned {
  const first = text.slice(start, end);
  if (BLANK.test(first)) return { end };
  const separator = separatorOf(first);
  if (separator < 0) {
    return {
      end,
      found: { line, code: 'TF1103', given: 'has no "="', remedy: 'write KEY=value, or begin a comment with "#"' },
    };
  }
  const name = first
    .slice(0, separator)
    .trim()
    .replace(/^export\s+/, '');
  let from = start + separator + 1;
  while (isBlank(text[from])) from++;
  if (/['"`]/.test(text[from] ?? '')) return scanQuoted(text, from, line, name);

  // From the separator on, so that a space before `#` is seen.
  const rest = first.slice(separator + 1);
  const hash = rest.indexOf('#');
  if (hash >= 0 && !/\s/.test(rest[hash - 1] ?? '')) {
    return {
      end,
      found: {
        line,
        code: 'TF1106',
        given: `"#" cuts the value of ${shownKey(name)}`,
        remedy: 'put the value in quotes, or a space before a comment',
      },
    };
  }
  const literal = trimBlanks(hash >= 0 ? rest.slice(0, hash) : rest);
  return { end, found: { line, name, text: `${name}=${text.slice(from, end)}`, literal } };
}

/** Where a line's `=` is, or the colon of `KEY: value`, dotenv's other way to write it. */
function separatorOf(line: string): number {
  const equals = line.indexOf('=');
  const colon = line.search(/:\s/);
  return colon >= 0 && (equals < 0 || colon < equals) ? colon : equals;
}

function scanQuoted(text: string, open: number, line: number, name: string): Scanned {
  const quote = text[open]!;
  const fault = (given: string, end: number, remedy: string): Scanned => ({
    end,
    found: { line, code: 'TF1105', given: `${shownKey(name)}: ${given}`, remedy },
  });
  let close = text.indexOf(quote, open + 1);
  let escaped = false;
  while (close >= 0 && text[close - 1] === '\\') {
    escaped = true;
    close = text.indexOf(quote, close + 1);
  }
  // What the rest of the file is cannot be known once a quote is missing.
  if (close < 0)
    return fault(
      `the quote ${quote} is never closed`,
      text.length,
      `close it${escaped ? ', and put no backslash before it' : ''}`,
    );
  const end = lineEnd(text, close);
  if (!BLANK.test(text.slice(close + 1, end))) {
    return fault(
      `something follows the closing quote ${quote}`,
      end,
      'close the quote at the end of the value, or use another quote around it',
    );
  }
  if (escaped) {
    return fault(
      `dotenv keeps the backslash of \\${quote}`,
      end,
      `use a quote that the value does not contain: ' or " or \``,
    );
  }
  const inner = text.slice(open + 1, close);
  const literal = quote === '"' && inner.includes('\\') ? undefined : inner;
  return { end, found: { line, name, text: `${name}=${text.slice(open, end)}`, literal } };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function shownKey(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'the key';
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** A regular expression would take quadratic time on a megabyte of spaces, and `trim` takes more than blanks. */
function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return text.slice(from, to);
}
