import { commitTree, FILE, FOLDER, type Identity, type RefUpdate, type TreeEntry } from '../../git';
import { formatState, type State } from '../state';
import { formatMessage } from '../trailers';
import { messageOf } from '../operation-message';
import { proposalRef } from './refs';
import type { Branch } from './branch';
import type { Store } from './store';
import type { Target } from './target';

/** What becomes of a target. */
export interface Change {
  readonly target: Target;
  readonly after: State;
  /** What waited in a pull request, and is gone with it. */
  readonly replaces: string | undefined;
}

/** A change as a commit. */
export interface Committed {
  readonly change: Change;
  readonly commit: string;
}

/**
 * Makes a commit for each change: on the branch of the environment, one after the other, or on a branch of its own for a pull request.
 * Nothing is pushed.
 *
 * @returns the commits, and the refs that have to move
 */
export async function writeCommits(
  store: Store,
  changes: readonly Change[],
  identity: Identity,
): Promise<{ commits: Committed[]; updates: RefUpdate[] }> {
  const ids = await store.cache.objects.writeBlobs(changes.map(({ after }) => formatState(after)));
  // What a branch holds after the changes before.
  const grown = new Map<Branch, Content>();
  const contents = changes.map(({ target, after }, index) => {
    const base = grown.get(target.branch) ?? contentOf(target.branch);
    const record = { mode: FILE, name: `${after.application}.json`, id: ids[index] as string };
    const folder = { mode: FOLDER, name: after.application, id: after.tree };
    const content = {
      root: new Map(base.root).set(folder.name, folder),
      records: new Map(base.records).set(record.name, record),
    };
    if (target.config.flow === 'direct') {
      grown.set(target.branch, content);
    }
    return content;
  });
  const records = await store.cache.objects.writeTrees(contents.map((content) => [...content.records.values()]));
  const trees = await store.cache.objects.writeTrees(
    contents.map(({ root }, index) => {
      const entry = { mode: FOLDER, name: '.twelve', id: records[index] as string };
      return [...new Map(root).set(entry.name, entry).values()];
    }),
  );

  const tips = new Map<Branch, string>();
  const commits: Committed[] = [];
  const updates = new Map<string, RefUpdate>();
  for (const [index, change] of changes.entries()) {
    const { target, after, replaces } = change;
    const parent = tips.get(target.branch) ?? target.branch.tip;
    const { at } = after.operation;
    const tree = trees[index] as string;
    const said = messageOf(after);
    // So that a proposal is known as ours, as we made it.
    const own: Record<string, string> = target.config.flow === 'pullRequest' ? { Tree: tree } : {};
    const gone: Record<string, string> = replaces === undefined ? {} : { Replaces: replaces };
    const message = formatMessage({ ...said, trailers: { ...said.trailers, ...gone, ...own } });
    const commit = await commitTree(store.cache.git, { tree, parents: [parent], message, at, identity });
    commits.push({ change, commit });
    if (target.config.flow === 'direct') {
      tips.set(target.branch, commit);
      updates.set(target.branch.ref, { ref: target.branch.ref, from: target.branch.tip, to: commit });
    }
    proposalUpdates(target, commit).forEach((update) => updates.set(update.ref, update));
  }
  return { commits, updates: [...updates.values()] };
}

interface Content {
  readonly root: ReadonlyMap<string, TreeEntry>;
  readonly records: ReadonlyMap<string, TreeEntry>;
}

function contentOf({ root, records }: Branch): Content {
  const byName = (entries: readonly TreeEntry[]) => new Map(entries.map((entry) => [entry.name, entry]));
  return { root: byName(root), records: byName(records) };
}

/** A pull request is replaced in place; one that a commit on the branch makes needless goes. */
function proposalUpdates({ request, config, proposal }: Target, commit: string): RefUpdate[] {
  if (config.flow === 'direct') {
    return proposal?.isOurs ? [{ ref: proposal.branch.ref, from: proposal.branch.tip, to: undefined }] : [];
  }
  const ref = proposalRef(request.environment, request.application);
  return [{ ref, from: proposal?.branch.tip, to: commit }];
}
