import { type Asker, type Cache, commitTree, type Identity, type RefUpdate } from '../git';
import { editTree } from './edit-tree';
import { type Ledger, pathOf } from './ledger';
import { formatRecord, type PullRecord } from './record';
import { PULLS } from './refs';

/** What is written. */
export interface Entry {
  /** The record as it shall be. */
  readonly record: PullRecord;
  /** What is done: `Open`, `Merge`. */
  readonly verb: string;
  /** Why, if somebody says so. */
  readonly reason?: string | undefined;
  /** Others that turned out to be merged or closed. */
  readonly found: readonly PullRecord[];
}

const README = `# Pull requests

\`twelve\` keeps the pull requests of this platform repository here: \`twelve pr list\` shows them. Those that are open are in
\`open/\`, the others in \`done/\`. Each commit is a change to one of them, and the commit that it proposed is its second
parent: \`git log --first-parent\` tells the story, and what was proposed is never lost, though its branch is deleted.
`;

/** Makes the commit that changes a pull request, and answers how the ref has to move. Nothing is pushed. */
export async function writeLedger(
  cache: Cache,
  ledger: Ledger,
  entry: Entry,
  { actor, at }: Asker,
  identity: Identity,
): Promise<RefUpdate> {
  const records = [entry.record, ...entry.found];
  const ids = await cache.objects.writeBlobs([...records.map(formatRecord), README]);
  const edits = new Map<string, string | undefined>();
  for (const [index, one] of records.entries()) {
    if (one.state !== 'open') {
      edits.set(pathOf({ ...one, state: 'open' }), undefined);
    }
    edits.set(pathOf(one), ids[index]);
  }
  const commit = (tree: string | undefined, parents: readonly string[], message: string) =>
    commitTree(cache.git, { tree: tree as string, parents, message, at, identity });
  let { tip, tree } = ledger;
  if (tip === undefined) {
    // The first commit has no second parent, so that the story of pull requests ends with it.
    tree = await editTree(cache, undefined, new Map([['README.md', ids.at(-1)]]));
    tip = await commit(tree, [], `Begin the pull requests\n\nActor: ${actor}\n`);
  }
  const parents = [tip, ...newHeads(ledger, records)];
  const to = await commit(await editTree(cache, tree, edits), parents, messageOf(entry, actor));
  return { ref: PULLS, from: ledger.tip, to };
}

/**
 * What is proposed anew. As a parent it stays in the repository when its branch is replaced or deleted, and can be compared with the base
 * later.
 */
function newHeads({ open }: Ledger, records: readonly PullRecord[]): string[] {
  const known = new Set(open.map(({ headCommit }) => headCommit));
  return [...new Set(records.map(({ headCommit }) => headCommit))].filter((id) => !known.has(id));
}

function messageOf({ record, verb, reason, found }: Entry, actor: string): string {
  const { number, title, head, base } = record;
  const others = found.map((one) => `#${one.number} was found ${one.state}: ${one.title}`);
  return [
    `${verb} #${number}: ${title}`,
    `${head} -> ${base}`,
    ...(reason?.trim() ? [reason.trim()] : []),
    ...(others.length > 0 ? [others.join('\n')] : []),
    `Pull-Request: ${number}\nActor: ${actor}\n`,
  ].join('\n\n');
}
