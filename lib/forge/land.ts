import { refuse } from '../errors';
import { type Asker, type Cache, commitTree, type Identity } from '../git';
import { faultOfTitle } from './check';
import { type CommitInfo, readCommits } from './commit-info';
import type { MergeMethod, PullRequest } from './forge';
import type { Relation } from './history';
import { type Merged, mergeTrees, type TreeReader, writeTree } from './merge-trees';
import { replay } from './replay';

/** A pull request that is to be merged, with what it takes. */
export interface Merger {
  readonly cache: Cache;
  /** As its record says: its branch may be at another commit by now. */
  readonly pullRequest: PullRequest;
  readonly relation: Relation;
  readonly asker: Asker;
  readonly identity: Identity;
}

/**
 * Makes the commits that bring a pull request to its base, and answers the last one, with the title of what it brings. It is a child of the
 * base, or of commits that are.
 * Works on trees alone: no file is read, none is checked out.
 *
 * @throws TwelveFactorError TF2405 if nothing changes, TF2406 if files conflict, TF2408 if the method doesn't fit
 */
export async function makeCommits(
  method: MergeMethod,
  merger: Merger,
): Promise<{ mergeCommit: string; title: string }> {
  const { cache, relation } = merger;
  const tree = await mergedTree(merger);
  const commits = await readCommits(cache, relation.graph.beyond(relation.head, relation.common));
  return { mergeCommit: await land(method, merger, tree, commits), title: titleOf(merger, commits) };
}

function land(method: MergeMethod, merger: Merger, tree: string, commits: readonly CommitInfo[]): Promise<string> {
  const { relation } = merger;
  switch (method) {
    case 'merge': {
      const { number, head } = merger.pullRequest;
      const trailers = `Pull-Request: ${number}\nBranch: ${head}\n${reasonOf(merger)}`;
      const message = `Merge #${number}: ${titleOf(merger, commits)}\n\n${trailers}`;
      return commit(merger, tree, [relation.base, relation.head], message);
    }
    case 'squash':
      return commit(merger, tree, [relation.base], squashMessage(merger, commits));
    case 'rebase':
      return rebase(merger, commits);
  }
}

/**
 * What a head comes to on its base; undefined if nothing.
 *
 * @throws TwelveFactorError TF2408 if they have nothing in common
 */
export async function tryMerge(
  cache: Cache,
  place: string,
  { head, base, mergeBases: [parted, ...more] }: Relation,
): Promise<Merged | undefined> {
  if (parted === head) {
    return undefined;
  }
  const remedy = 'run the release again, which rebuilds the pull request on the base as it is';
  if (parted === undefined) {
    return refuse('TF2408', place, 'merge', 'head and base have no commit in common', remedy);
  }
  if (more.length > 0) {
    return refuse('TF2408', place, 'merge', 'head and base were merged into each other crosswise', remedy);
  }
  const commits = await readCommits(cache, [parted, base, head]);
  const [from, ours, theirs] = commits.map(({ tree }) => tree) as [string, string, string];
  const merged = await mergeTrees((ids) => cache.objects.readTrees(ids), { base: from, ours, theirs });
  return merged.conflicts.length === 0 && merged.tree === ours ? undefined : merged;
}

async function mergedTree({ cache, pullRequest, relation }: Merger): Promise<string> {
  const { number, head, base } = pullRequest;
  const merged = await tryMerge(cache, `#${number}`, relation);
  if (!merged) {
    return refuse('TF2405', `#${number}`, 'merge', `${base} has all that ${head} changes`, 'close it');
  }
  if (merged.conflicts.length > 0) {
    return refuseConflicts(pullRequest, merged.conflicts);
  }
  return writeTree(cache.objects, merged.tree);
}

function refuseConflicts({ number, head, base }: PullRequest, conflicts: readonly string[]): never {
  const shown = [...conflicts].sort().slice(0, 5).join(', ');
  const more = conflicts.length > 5 ? ` and ${conflicts.length - 5} more` : '';
  return refuse(
    'TF2406',
    `#${number}`,
    'merge',
    `${head} and ${base} both changed ${shown}${more}`,
    'run the release again, which rebuilds the pull request on the base as it is',
  );
}

function commit({ cache, asker, identity }: Merger, tree: string, parents: readonly string[], message: string) {
  return commitTree(cache.git, { tree, parents, message, at: asker.at, identity });
}

/** The title with the number; then what the one commit says, its trailers at the end, or the subjects of all. */
function squashMessage(merger: Merger, commits: readonly CommitInfo[]): string {
  const first = `${titleOf(merger, commits)} (#${merger.pullRequest.number})\n`;
  const [only, ...rest] = commits.filter(({ parents }) => parents.length < 2);
  if (only && rest.length === 0) {
    const { body } = splitMessage(only.message);
    // Trailers are one paragraph.
    const isTrailers = /(?:^|\n)[A-Za-z][A-Za-z0-9-]*: .*$/.test(body);
    return [first, ...(body === '' ? [] : [`${body}\n`])].join('\n') + (isTrailers ? '' : '\n') + trailersOf(merger);
  }
  const list = commits.map(({ message }) => `* ${splitMessage(message).subject}\n`).join('');
  return [first, list, trailersOf(merger)].join('\n');
}

/** Who squashes it and why. */
function trailersOf(merger: Merger): string {
  return `Merged-By: ${merger.asker.actor}\n${reasonOf(merger)}`;
}

/** Why it is merged. A rebase makes no commit that could have it. */
function reasonOf({ asker: { reason } }: Merger): string {
  const why = reason?.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
  return why ? `Merge-Reason: ${why}\n` : '';
}

/** The title; but where the branch was replaced since that was written, the one commit tells it better. */
function titleOf({ pullRequest: { title, headCommit }, relation }: Merger, commits: readonly CommitInfo[]): string {
  const [only, ...rest] = commits;
  return only && rest.length === 0 && headCommit !== relation.head ? titleIn(only, title) : title;
}

/** What a commit is about, where that can be a title. */
function titleIn({ message }: CommitInfo, title: string): string {
  const { subject } = splitMessage(message);
  return faultOfTitle(subject) === undefined ? subject : title;
}

/** A subject is what comes before the first empty line, as git has it. */
function splitMessage(message: string): { subject: string; body: string } {
  const text = message.trim();
  const end = /\n\s*\n/.exec(text)?.index ?? text.length;
  return { subject: text.slice(0, end).replace(/\s*\n\s*/g, ' '), body: text.slice(end).trim() };
}

/** Puts commits on top of the base, one by one. Where the base has not moved, they are on top of it already. */
async function rebase(merger: Merger, commits: readonly CommitInfo[]): Promise<string> {
  const { cache, pullRequest, relation, asker, identity } = merger;
  if (commits.some(({ parents }) => parents.length !== 1)) {
    const given = `${pullRequest.head} has a merge commit`;
    return refuse('TF2408', `#${pullRequest.number}`, 'rebase', given, 'take the method merge or squash');
  }
  if (relation.mergeBases[0] === relation.base) {
    return relation.head;
  }
  const parents = await readCommits(
    cache,
    commits.map((one) => one.parents[0] as string),
  );
  // All at once, before each is asked for alone.
  await cache.objects.readTrees([...parents, ...commits].map(({ tree }) => tree));
  const read: TreeReader = (ids) => cache.objects.readTrees(ids);
  let [tip, tree] = [relation.base, ((await readCommits(cache, [relation.base])) as [CommitInfo])[0].tree];
  for (const [index, one] of commits.entries()) {
    const from = (parents[index] as CommitInfo).tree;
    const merged = await mergeTrees(read, { base: from, ours: tree, theirs: one.tree });
    const next = merged.conflicts.length > 0 ? refuseConflicts(pullRequest, merged.conflicts) : merged.tree;
    // A commit that changes nothing any more is left out, as git does.
    if (next !== tree) {
      tree = await writeTree(cache.objects, next);
      tip = await replay(cache.git, one, { tree, parent: tip, at: asker.at, identity });
    }
  }
  return tip;
}
