import { printable } from '../errors';
import { changeCell, code, codeElement, kindOrCode, LimitedText, prose, wordsOrCode } from '../markdown';
import { shorten, showBoth, showValue } from './display';
import { byCodeUnits } from './json';
import { formatPath } from './paths';
import { type Phrase, phrasesOf } from './phrases';
import { summaryOf } from './text';
import type { Change, ObjectDiff, TreeDiff } from './tree-diff';

/** How a diff is written as markdown. */
export interface MarkdownOptions {
  /**
   * Most characters that it may have, at least 500.
   *
   * @default 60_000, which leaves room for more in a body of 65,536 characters, the most that GitHub takes. GitLab takes a
   * million.
   * @see https://docs.gitlab.com/administration/instance_limits/
   */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 60_000;
const LEAST_LIMIT = 500;

/** Room for the sentence that names what was left out. */
const NOTE_ROOM = 120;

/** Phrases of an object in the table, changes of one in its details, and characters of a value there. */
const [MOST_PHRASES, MOST_CHANGES, VALUE_LENGTH] = [10, 50, 300];

/** What runs, then what it runs with, then what leads to it; other kinds follow by name. */
const KINDS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Canary',
  'HorizontalPodAutoscaler',
  'ConfigMap',
  'ExternalSecret',
  'SealedSecret',
  'Service',
  'Ingress',
  'IngressRoute',
  'TraefikService',
  'HTTPRoute',
  'VirtualService',
];

/**
 * A diff as the body of a pull request: a summary, its warnings, a table with a row for each object, grouped by kind, and each changed
 * object's fields before and after, folded.
 *
 * Whatever comes from a manifest is code, so that nothing in it is a mention, a link, or the end of a table. Where the limit is
 * too small, details are left out first, then the last rows, and it says so.
 *
 * @throws RangeError for a limit below 500.
 */
export function markdownOf(diff: TreeDiff, { limit = DEFAULT_LIMIT }: MarkdownOptions = {}): string {
  if (!(limit >= LEAST_LIMIT)) {
    throw new RangeError(`a limit of ${limit} characters; give at least ${LEAST_LIMIT}`);
  }
  const objects = diff.objects.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || byCodeUnits(a.kind ?? '', b.kind ?? '') || byCodeUnits(a.path, b.path),
  );
  const text = new LimitedText(`**${summaryOf(diff)}**\n${warningsOf(diff, limit / 4)}`, limit - NOTE_ROOM);
  if (objects.length === 0) {
    return text.toString();
  }
  text.add('\n| Kind | Name | Changes |\n|---|---|---|\n');
  const rowsLeftOut = objects.length - text.addFirst(objects.map(rowOf));
  if (rowsLeftOut > 0) {
    return `${text.toString()}\n… and ${count(rowsLeftOut, 'more object')}: run \`twelve diff\`\n`;
  }
  const details = objects.filter(({ changes }) => changes.length > 0).map(detailsOf);
  const detailsLeftOut = details.filter((detail) => !text.add(detail)).length;
  return detailsLeftOut > 0
    ? `${text.toString()}\n… and the fields of ${count(detailsLeftOut, 'more object')}: run \`twelve diff\`\n`
    : text.toString();
}

function warningsOf({ warnings = [] }: TreeDiff, limit: number): string {
  const text = new LimitedText('', limit);
  const leftOut = warnings.length - text.addFirst(warnings.map((line) => `\n> **Warning:** ${prose(line)}\n`));
  return `${text.toString()}${leftOut > 0 ? `\n… and ${count(leftOut, 'more warning')}: run \`twelve diff\`\n` : ''}`;
}

function rankOf({ kind = '' }: ObjectDiff): number {
  const rank = KINDS.indexOf(kind);
  return rank === -1 ? KINDS.length : rank;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rowOf(object: ObjectDiff): string {
  const { status, kind, name, path } = object;
  const isObject = kind !== undefined && name !== undefined;
  const phrases = phrasesOf(object);
  const more = phrases.length > MOST_PHRASES ? [`and ${phrases.length - MOST_PHRASES} more`] : [];
  const told = [...phrases.slice(0, MOST_PHRASES).map(phraseOf), ...more].join(', ');
  const title = shorten(printable(isObject ? name : path), 120);
  return `| ${isObject ? kindOrCode(shorten(printable(kind))) : 'File'} | ${code(title)} | ${told || `**${status}**`} |\n`;
}

function phraseOf({ sign, label, before, after, note }: Phrase): string {
  const values = [before, after].filter((value) => value !== undefined).map(code);
  return [sign, wordsOrCode(label), note ?? values.join(' → ')].filter(Boolean).join(' ');
}

/** The blank lines are what makes the forges read markdown again inside of the element. */
function detailsOf({ path, changes }: ObjectDiff): string {
  const title = codeElement(shorten(printable(path), 200));
  const rows = changes.slice(0, MOST_CHANGES).map(changeOf).join('');
  const more =
    changes.length > MOST_CHANGES
      ? `\n… and ${count(changes.length - MOST_CHANGES, 'more change')}: run \`twelve diff\`\n`
      : '';
  return (
    `\n<details><summary>${title}: ${count(changes.length, 'change')}</summary>\n\n` +
    `| Field | Change |\n|---|---|\n${rows}${more}\n</details>\n`
  );
}

function changeOf({ kind, path, before, after }: Change): string {
  const order = kind === 'reorder' ? ' (order)' : '';
  return `| ${code(shorten(formatPath(path), VALUE_LENGTH))}${order} | ${valuesOf(before, after)} |\n`;
}

function valuesOf(before: Change['before'], after: Change['after']): string {
  return before !== undefined && after !== undefined
    ? changeCell(...showBoth(before, after, VALUE_LENGTH))
    : changeCell(shown(before), shown(after));
}

function shown(value: Change['before']): string | undefined {
  return value === undefined ? undefined : showValue(value, VALUE_LENGTH);
}
