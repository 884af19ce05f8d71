import { diffTrees, formatDiff, summaryOf, type TreeDiff, warningLines, withWarnings } from '../../release/diff';
import { changedTexts } from '../../release/repository/materialize';
import type { Outcome } from '../../release/repository/operate';
import type { Context } from '../context';
import type { WriteSession } from '../session';

/** Tells what a request would change. */
export async function tellDiff(context: Context, session: WriteSession, outcome: Outcome): Promise<void> {
  const diff = await diffOf(session, outcome);
  const summary = `${outcome.application} in ${outcome.environment}: ${summaryOf(diff)}`;
  context.err(`${[summary, formatDiff(diff), ...warningLines(diff)].join('\n')}\n`);
}

/** What an outcome changes, object by object. */
export async function diffOf({ store }: WriteSession, { before, after }: Outcome): Promise<TreeDiff> {
  return withWarnings(diffTrees(...(await changedTexts(store, before?.tree, after?.tree))));
}
