import { toYaml } from '../manifest/yaml';
import { MAX_DEPTH, MAX_LINES } from './limits';
import type { Plain } from './plain';

/** Each level of an object is two columns right of the last, or its dashes are below the key. */
const MAX_COLUMN = 2 * MAX_DEPTH;

const NUMBER = /^-?\d/;

/**
 * What a text says that our own writer wrote, and nothing for any other text.
 *
 * A parser of all of YAML takes twenty times as long, and nearly every file is our own. This one need not be right to be safe:
 * what it reads is written again, and only if the same text comes out is it taken. As the writer's text means the same to
 * every parser, that is then what the text says, to kubectl as well: no anchor, tag, merge key, double key, comment or
 * second document, no other line break than LF, no invisible character is in it.
 */
export function tryReadOwnYaml(text: string): Plain | undefined {
  try {
    const lines = text.slice(0, -1).split('\n');
    const value = lines.length > MAX_LINES ? undefined : new Reader(lines).collection(0);
    return value !== undefined && toYaml(value) === text ? value : undefined;
  } catch {
    // It is another text: this can't read it, or the writer would not write it.
    return undefined;
  }
}

class NotOurs extends Error {}

class Reader {
  private row = 0;

  constructor(private readonly lines: readonly string[]) {}

  /** The mapping or list that begins at a column of the current line. */
  collection(column: number): Plain {
    if (column > MAX_COLUMN) {
      throw new NotOurs();
    }
    return this.isItem(column) ? this.list(column) : this.mapping(column);
  }

  private list(column: number): Plain {
    const items: Plain[] = [];
    do {
      items.push(this.item(column + 2));
    } while (this.indentation() === column && this.isItem(column));
    return items;
  }

  /** What follows a dash: a collection begins in its line. */
  private item(column: number): Plain {
    const isCollection = this.isItem(column) || keyEnd(this.line(), column) >= 0;
    return isCollection ? this.collection(column) : this.scalar(column, column);
  }

  private mapping(column: number): Plain {
    const object: Record<string, Plain> = {};
    do {
      const line = this.line();
      const end = keyEnd(line, column);
      if (end < 0) {
        throw new NotOurs();
      }
      const key = unquoted(line.slice(column, end));
      object[key] = end + 1 < line.length ? this.scalar(end + 2, column + 2) : this.below(column);
    } while (this.indentation() === column && !this.isItem(column));
    return object;
  }

  /** The collection of a key that ends its line: a list has its dashes below the key. */
  private below(column: number): Plain {
    this.row++;
    const begin = this.indentation();
    if (begin !== column + 2 && !(begin === column && this.isItem(column))) {
      throw new NotOurs();
    }
    return this.collection(begin);
  }

  /** @param inner column of a literal block's lines */
  private scalar(column: number, inner: number): Plain {
    const text = this.line().slice(column);
    this.row++;
    return text.startsWith('|') ? this.literalBlock(text, inner) : plain(text);
  }

  private literalBlock(header: string, column: number): string {
    const taken: string[] = [];
    while (this.row < this.lines.length && (this.line() === '' || this.indentation() >= column)) {
      taken.push(this.line().slice(column));
      this.row++;
    }
    return taken.join('\n') + (header.endsWith('-') ? '' : '\n');
  }

  private line(): string {
    return this.lines[this.row] ?? '';
  }

  /** Blanks before the current line; less than any after the last one. */
  private indentation(): number {
    return this.row < this.lines.length ? this.line().search(/[^ ]|$/) : -1;
  }

  private isItem(column: number): boolean {
    return this.line().startsWith('- ', column);
  }
}

/** Where the colon of a key is that begins at a column; less than 0 for none. */
function keyEnd(line: string, column: number): number {
  if (line[column] !== '"') {
    const colon = line.indexOf(': ', column);
    return colon < 0 && line.endsWith(':') ? line.length - 1 : colon;
  }
  for (let at = column + 1; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '"') return line[at + 1] === ':' ? at + 1 : -1;
  }
  return -1;
}

function plain(text: string): Plain {
  switch (text) {
    case '{}':
      return {};
    case '[]':
      return [];
    case 'null':
      return null;
    case 'true':
    case 'false':
      return text === 'true';
  }
  const number = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isNaN(number) ? unquoted(text) : number;
}

/** Double-quoted text is JSON, but for the escapes beyond U+FFFF. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) {
    return text;
  }
  if (!text.includes('\\')) {
    return text.slice(1, -1);
  }
  return JSON.parse(text.includes('\\U') ? withoutLongEscapes(text) : text) as string;
}

function withoutLongEscapes(text: string): string {
  return text.replace(/\\(?:U([0-9A-F]{8})|.)/g, (escape, code?: string) =>
    code === undefined ? escape : String.fromCodePoint(parseInt(code, 16)),
  );
}
