import { diffTrees, formatDiff, summaryOf, warningLines, withWarnings } from '../../diff';
import { changedTexts } from '../../release/repository/materialize';
import type { Outcome } from '../../release/repository/operate';
import type { Context } from '../context';
import type { WriteSession } from '../session';

/** Tells what a request would change. */
export async function tellDiff(context: Context, session: WriteSession, outcome: Outcome): Promise<void> {
  const diff = withWarnings(diffTrees(...(await textsOf(session, outcome))));
  const summary = `${outcome.application} in ${outcome.environment}: ${summaryOf(diff)}`;
  context.err(`${[summary, formatDiff(diff), ...warningLines(diff)].join('\n')}\n`);
}

/** What an outcome changes: texts of the files that are on the branch, edited by hand or not, and of those that come. */
export function textsOf({ store }: WriteSession, { folder, after }: Outcome): ReturnType<typeof changedTexts> {
  return changedTexts(store, folder, after?.tree);
}
