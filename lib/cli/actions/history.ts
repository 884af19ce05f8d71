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
  const { at, environment, verb, version, actor, reason, source, commit, from, files, breakGlass } = entry;
  const { mergedBy, mergeReason } = entry;
  const what = verb === 'edit' ? 'edited by hand' : from === undefined ? verb : `${verb} from ${from}`;
  const why =
    files && files.length > 0
      ? `${reason ?? ''} (${files.slice(0, 3).join(', ')}${files.length > 3 ? ', …' : ''})`
      : [
          ...(breakGlass ? [`against ${breakGlass.join(', ')}:`] : []),
          ...(reason === undefined ? [] : [reason]),
          ...(mergeReason === undefined ? [] : [`(merged: ${mergeReason})`]),
        ].join(' ');
  const who = [actor, ...(mergedBy === undefined ? [] : [mergedBy])].map((person) => person.replace(/ <.*>$/, ''));
  const when = timeOf(at);
  return [
    when,
    environment,
    what,
    version ?? '',
    who.join(', merged by '),
    oneLine(why),
    source?.slice(0, 10) ?? '',
    commit.slice(0, 10),
  ];
}

function oneLine(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}
