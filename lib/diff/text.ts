import { printable } from '../errors';
import { shorten } from './display';
import { type Phrase, phrasesOf } from './phrases';
import type { ObjectDiff, TreeDiff } from './tree-diff';

/** Phrases that a line has at most. */
const MOST = 10;

/** A line about one object, in parts: whoever prints it can colour them. */
export interface DiffLine {
  /** What became of the object: new, gone, or changed. */
  readonly sign: '+' | '-' | '~';
  /** Kind and name, `Deployment lulu-api`; the file where it holds no object. */
  readonly subject: string;
  /** What changed in it; none of what is new or gone. */
  readonly phrases: readonly Phrase[];
}

/** A line for each object that differs, in the order of the diff. */
export function diffLines(diff: TreeDiff): DiffLine[] {
  return diff.objects.map((object) => ({
    sign: object.status === 'added' ? '+' : object.status === 'removed' ? '-' : '~',
    subject: subjectOf(object),
    phrases: phrasesOf(object),
  }));
}

/** `Deployment lulu-api`. Always kind and name: `api` would be the Deployment, the Service and the config at once. */
export function subjectOf({ kind, name, path }: Pick<ObjectDiff, 'kind' | 'name' | 'path'>): string {
  const words = kind !== undefined && name !== undefined ? [kind, name] : [path];
  return words.map((text) => shorten(printable(text), 120)).join(' ');
}

/** A phrase as text: `image 1.4.0 → 1.5.0`. */
export function formatPhrase({ sign, label, before, after, note }: Phrase): string {
  const values = note ?? [before, after].filter((value) => value !== undefined).join(' → ');
  return [sign, label, values].filter(Boolean).join(' ');
}

/** A line as text, with ten phrases at most: the others are counted. */
export function formatLine({ sign, subject, phrases }: DiffLine): string {
  const told = phrases.slice(0, MOST).map(formatPhrase);
  const more = phrases.length > MOST ? [`and ${phrases.length - MOST} more`] : [];
  const title = sign === '~' ? subject : `${sign} ${subject}`;
  return phrases.length === 0 ? title : `${title}: ${[...told, ...more].join(', ')}`;
}

/**
 * A diff as text, one line for each object, '' for none.
 *
 * @example
 * ```
 * Deployment lulu-api: image 1.4.0 → 1.5.0, replicas 5 → 8
 * + Job lulu-migrate-1-5-0
 * - ConfigMap lulu-old
 * ```
 */
export function formatDiff(diff: TreeDiff): string {
  return diffLines(diff).map(formatLine).join('\n');
}

/** How much differs, as a sentence without a full stop: `3 objects changed, 1 added, 1 removed`. */
export function summaryOf(diff: TreeDiff): string {
  const counts = (['changed', 'added', 'removed'] as const)
    .map((status) => [diff.objects.filter((object) => object.status === status).length, status] as const)
    .filter(([count]) => count > 0);
  const [first, ...rest] = counts;
  if (!first) {
    return 'nothing changed';
  }
  const noun = first[0] === 1 ? 'object' : 'objects';
  return [`${first[0]} ${noun} ${first[1]}`, ...rest.map(([count, status]) => `${count} ${status}`)].join(', ');
}

/** A line for each warning of a diff; with a place, where several are told. */
export function warningLines({ warnings = [] }: TreeDiff, place?: string): string[] {
  return warnings.map((warning) => `${place === undefined ? '' : `[${place}] `}warning: ${warning}`);
}
