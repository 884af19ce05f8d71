import { isPlainObject, type Plain, type PlainObject } from './plain';
import type { Position, YamlFault } from './fault';
import { MAX_BYTES, MAX_DOCUMENTS, MAX_FAULTS } from './limits';
import { Lines } from './lines';
import { Locator } from './locate';
import { tryReadOwnYaml } from './own-yaml';
import { eventsOf, readDocument } from './read-document';
import { type Part, splitDocuments } from './split-documents';

/** An object of a file. */
export interface ManifestObject {
  readonly value: Plain;
  /** The document that it is in, from 0. */
  readonly document: number;
  /** Where it is in the document: in a `List`, its items are objects. */
  readonly path: readonly (string | number)[];
}

/** What YAML cannot hold. */
const NOT_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/u;

/**
 * What ends a line for parsers of YAML 1.1 alone; and a byte order mark at the start of another line than the first, as where files
 * are joined, which is nothing for some and a part of the key for others.
 */
const AMBIGUOUS = /[\x85\u2028\u2029]|^\ufeff/m;

/**
 * A text of YAML or JSON with any number of documents, read as kubectl reads it. Never throws: what can't be read is told in `faults`.
 *
 * Time and memory are bounded by the limits of `limits.ts`, before anything is parsed. Positions are only looked for when asked.
 */
export class ManifestText {
  readonly objects: readonly ManifestObject[];
  readonly faults: readonly YamlFault[];
  private readonly parts: readonly Part[];
  private readonly lines: Lines;
  private parsed: { readonly part: Part; readonly locator: Locator } | undefined;

  /** @param text without a byte order mark, as `decode` gives it */
  constructor(private readonly text: string) {
    this.lines = new Lines(text);
    const own = text.length <= MAX_BYTES ? tryReadOwnYaml(text) : undefined;
    if (own !== undefined) {
      this.parts = [{ start: 0, end: text.length }];
      this.objects = objectsIn(own, 0);
      this.faults = [];
      return;
    }
    const faults: YamlFault[] = [];
    this.parts = this.partsOf(faults);
    this.objects = this.parts.flatMap((part, document) => {
      if (faults.length >= MAX_FAULTS) return [];
      const value = readDocument(this.textOf(part), (fault, offset) => {
        faults.push({ ...fault, position: this.lines.at(part.start + offset) });
        return faults.length < MAX_FAULTS;
      });
      return value === undefined ? [] : objectsIn(value, document);
    });
    this.faults = faults;
  }

  /** Where a field of an object is, or would be. */
  positionOf({ document, path }: ManifestObject, field: readonly (string | number)[]): Position {
    const part = this.parts[document] as Part;
    if (this.parsed?.part !== part) {
      const text = this.textOf(part);
      this.parsed = { part, locator: new Locator(eventsOf(text), text) };
    }
    return this.lines.at(part.start + this.parsed.locator.find([...path, ...field]));
  }

  /** The documents; none where a character or the size alone forbids to look for them. */
  private partsOf(faults: YamlFault[]): Part[] {
    if (this.text.length > MAX_BYTES) {
      faults.push(tooLarge(`it has more than ${MAX_BYTES >> 20} MiB`));
      return [];
    }
    const hidden = this.hiddenCharacter();
    if (hidden) {
      faults.push(hidden);
      return [];
    }
    const parts = splitDocuments(this.text);
    if (parts.length <= MAX_DOCUMENTS) return parts;
    faults.push(tooLarge(`it has more than ${MAX_DOCUMENTS} documents`));
    return [];
  }

  private hiddenCharacter(): YamlFault | undefined {
    const [code, pattern] = NOT_TEXT.test(this.text)
      ? (['TF3402', NOT_TEXT] as const)
      : (['TF3403', AMBIGUOUS] as const);
    const offset = this.text.search(pattern);
    if (offset < 0) return undefined;
    const hexadecimal = this.text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
    const remedy = 'leave it out, or write it as an escape in double quotes';
    const given = `there is U+${hexadecimal}${this.text[offset] === '\ufeff' ? ', a byte order mark' : ''}`;
    return { code, severity: 'error', position: this.lines.at(offset), given, remedy };
  }

  private textOf({ start, end }: Part): string {
    return this.text.slice(start, end);
  }
}

function tooLarge(given: string): YamlFault {
  return { code: 'TF3411', severity: 'error', given, remedy: 'split it' };
}

/** A `List` is what it holds, as for kubectl; nothing is no object. */
function objectsIn(value: Plain, document: number): ManifestObject[] {
  if (value === null) return [];
  if (!isPlainObject(value)) return [{ value, document, path: [] }];
  const { apiVersion, kind, items } = value;
  const isList =
    typeof kind === 'string' && kind.endsWith('List') && (Array.isArray(items) || (kind === 'List' && !items));
  if (!isList) return [{ value, document, path: [] }];
  // Items of a typed list, such as a ConfigMapList, need not say their kind.
  const said: PlainObject =
    kind === 'List' || apiVersion === undefined ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return ((items ?? []) as readonly Plain[]).map((item, index) => ({
    value: isPlainObject(item) ? { ...said, ...item } : item,
    document,
    path: ['items', index],
  }));
}
