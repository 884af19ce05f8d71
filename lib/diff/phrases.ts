import { printable } from '../errors';
import { shorten, showBoth, showValue } from './display';
import { showImages } from './image-names';
import { isList, isMap, own } from './json';
import { itemNames } from './names';
import { formatPath, locate, type Location } from './paths';
import { HIDDEN } from './secrets';
import type { Change, Json, ObjectDiff } from './tree-diff';
import { findWord, type FoundWord, hasWordsInside, NO_WORD } from './words';

/** What a line says of one change: `image 1.4.0 → 1.5.0`, `+ LOG_LEVEL debug`, `config changed`. */
export interface Phrase {
  /** Whether the field is new or gone. */
  readonly sign?: '+' | '-';
  /** What the field is called. */
  readonly label: string;
  /** Its value before, shortened. */
  readonly before?: string;
  /** Its value now, shortened. */
  readonly after?: string;
  /** What is said in place of values. */
  readonly note?: string;
}

interface Draft {
  readonly phrase: Phrase;
  readonly change: Change;
  readonly word: FoundWord | undefined;
}

/**
 * What changed in an object, the way people say it: the image and replicas first, the config as its variables, then the
 * rest by path, then labels and annotations. The version label is left out beside the image whose tag it is.
 */
export function phrasesOf(object: ObjectDiff): readonly Phrase[] {
  if (object.status !== 'changed') {
    return [];
  }
  const changes = object.changes.flatMap((change) => parts(change, object.kind));
  const drafts = changes.map((change) => draftOf(change, object));
  const told = drafts.filter((draft) => !isToldByImage(draft, drafts));
  const phrases = [...notesOf(object), ...withoutRepeats(told.toSorted((a, b) => rankOf(a) - rankOf(b)))];
  return phrases.length > 0 ? phrases : [{ label: 'formatting', note: 'only' }];
}

function isToldByImage({ word, change: { after } }: Draft, drafts: readonly Draft[]): boolean {
  const hasTag = (image: Json | undefined) =>
    typeof image === 'string' && typeof after === 'string' && `${image}@`.includes(`:${after}@`);
  return word?.isTag === true && drafts.some((other) => other.word?.show === 'image' && hasTag(other.change.after));
}

function notesOf({ movedFrom, unreadable }: ObjectDiff): Phrase[] {
  return [
    ...(movedFrom === undefined ? [] : [{ label: 'moved from', before: shorten(printable(movedFrom)) }]),
    ...(unreadable ? [{ label: 'text', note: 'changed, not readable as YAML' }] : []),
  ];
}

function rankOf({ word }: Draft): number {
  return word?.rank ?? NO_WORD;
}

/** A map or list that came or went as a whole, such as the first labels, as what is in it: where that has words. */
function parts(change: Change, objectKind: string | undefined): Change[] {
  const { kind, path } = change;
  const value = kind === 'add' ? change.after : kind === 'remove' ? change.before : undefined;
  const location = locate(path, objectKind);
  if (value === undefined || findWord(location) || !hasWordsInside(location)) {
    return [change];
  }
  const inner = entriesOf(value).map(([step, item]): Change => {
    const here = [...path, step];
    return kind === 'add' ? { kind, path: here, after: item } : { kind, path: here, before: item };
  });
  return inner.length > 0 ? inner.flatMap((part) => parts(part, objectKind)) : [change];
}

function entriesOf(value: Json): (readonly [string | number, Json])[] {
  if (!isList(value)) {
    return isMap(value) ? Object.entries<Json>(value) : [];
  }
  const names = itemNames(value, [])?.[0];
  return value.map((item, index) => [names?.[index] ?? index, item]);
}

function draftOf(change: Change, { kind, service }: ObjectDiff): Draft {
  const location = locate(change.path, kind);
  const word = change.kind === 'reorder' ? undefined : findWord(location);
  const label = printable(ownerOf(location, service) + (word ? shorten(word.say) : shortPath(location)));
  return { phrase: { label, ...contentOf(change, label, word) }, change, word };
}

/** The container, unless it is the one that the service is named after. */
function ownerOf({ where, container, rest }: Location, service: string | undefined): string {
  if (container !== undefined) {
    return where === 'container' && container === service ? '' : `${shorten(container)} `;
  }
  // Containers have one too.
  return where === 'pod' && rest[0] === 'securityContext' ? 'pod ' : '';
}

function shortPath({ where, rest }: Location): string {
  return formatPath(where === 'object' && rest[0] === 'spec' && rest.length > 1 ? rest.slice(1) : rest);
}

function contentOf(change: Change, label: string, word: FoundWord | undefined): Omit<Phrase, 'label'> {
  const { kind, before = null, after = null } = change;
  if (kind === 'reorder') {
    return { note: 'reordered' };
  }
  if (kind !== 'update') {
    const value = showOne(kind === 'add' ? after : before, word);
    // The name of a port may be its number.
    const shown =
      value === undefined || label.endsWith(` ${value}`) ? {} : { [kind === 'add' ? 'after' : 'before']: value };
    return { sign: kind === 'add' ? '+' : '-', ...shown };
  }
  if (word?.show === 'opaque' || (before === HIDDEN && after === HIDDEN)) {
    return { note: 'changed' };
  }
  const [old, fresh] = showTwo(before, after, word);
  return { before: old, after: fresh };
}

/** A value that came or went; of lists and maps that there was one is enough. */
function showOne(value: Json, word: FoundWord | undefined): string | undefined {
  const told = word?.field !== undefined && isMap(value) ? own(value, word.field) : value;
  if (told === undefined || isMap(told) || isList(told) || word?.show === 'opaque') {
    return undefined;
  }
  return `${showValue(told)}${percent(word)}`;
}

function showTwo(before: Json, after: Json, word: FoundWord | undefined): readonly [string, string] {
  const isImage = word?.show === 'image' && typeof before === 'string' && typeof after === 'string';
  const [old, fresh] = showBoth(...(isImage ? showImages(before, after) : ([before, after] as const)));
  return [`${old}${percent(word)}`, `${fresh}${percent(word)}`];
}

function percent(word: FoundWord | undefined): string {
  return word?.show === 'percent' ? '%' : '';
}

/** Each phrase once; where two fields share a name and not their values, by their whole paths. */
function withoutRepeats(drafts: readonly Draft[]): Phrase[] {
  const known = new Map<string, Set<string>>();
  for (const { phrase } of drafts) {
    known.set(phrase.label, (known.get(phrase.label) ?? new Set()).add(JSON.stringify(phrase)));
  }
  const told = new Set<string>();
  return drafts.flatMap(({ phrase, change, word }) => {
    const isAmbiguous = (known.get(phrase.label)?.size ?? 0) > 1 && !word?.isShared;
    const result = isAmbiguous ? { ...phrase, label: formatPath(change.path) } : phrase;
    const key = JSON.stringify(result);
    return told.has(key) ? [] : (told.add(key), [result]);
  });
}
