import { plainText } from '../../errors';
import { shorten } from '../../diff/display';
import { saidOfDrift } from '../../release/operation-message';
import { type HistoryEntry, readHistory } from '../../release/repository/history';
import { timeOf } from '../../release/time';
import type { Context } from '../context';
import type { CommonOptions } from '../options';
import type { Session } from '../session';

/** What `twelve history` can be told. */
export interface HistoryOptions extends CommonOptions {
  readonly env?: string;
  readonly limit: number;
}

/** Tells who did what to an application: as a table, or as JSON. */
export async function tellHistory(
  { store }: Session,
  context: Context,
  application: string,
  options: HistoryOptions,
): Promise<void> {
  const { entries, more } = await readHistory(store, application, options.env, options.limit);
  if (options.json) {
    context.out(`${JSON.stringify({ application, entries, more }, undefined, 2)}\n`);
    return;
  }
  const { tableOf } = await import('../table');
  const head = ['when', 'environment', 'what', 'version', 'who', 'why', 'source', 'commit'];
  context.out(tableOf(head, entries.map(rowOf), context.color));
  if (more) {
    context.err('there is more: give a higher --limit\n');
  }
}

function rowOf(entry: HistoryEntry): string[] {
  const { at, environment, version, actor, reason, source, commit, files, breakGlass, drift, mergedBy, mergeReason } =
    entry;
  const edited =
    files && files.length > 0 ? fewOf(files) : drift && saidOfDrift({ ...drift, files: [fewOf(drift.files)] });
  const merged = mergeReason !== undefined && `(merged: ${mergeReason})`;
  const why = [breakGlass && `against ${breakGlass.join(', ')}:`, reason, merged, edited && `(${edited})`]
    .filter((part) => part !== undefined && part !== false)
    .join(' ');
  const who = [actor, ...(mergedBy === undefined ? [] : [mergedBy])].map((person) => person.replace(/ <.*>$/, ''));
  const when = timeOf(at);
  return [
    when,
    environment,
    whatOf(entry),
    version ?? '',
    who.join(', merged by '),
    shorten(plainText(why)),
    source?.slice(0, 10) ?? '',
    commit.slice(0, 10),
  ];
}

function whatOf({ verb, from, share, step }: HistoryEntry): string {
  if (step !== undefined) {
    return step === 'share' ? `${verb} to ${share} %` : `${verb}: ${step}`;
  }
  const said = { edit: 'edited by hand', newer: 'by a newer twelve' }[verb] ?? verb;
  return from === undefined ? said : `${said} from ${from}`;
}

function fewOf(files: readonly string[]): string {
  return `${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''}`;
}
