import { TwelveFactorError } from '../errors';
import { ALL_DEPTH, type Cache, type Git } from '../git';
import { readCommits } from './commit-info';
import { Graph, type Kinship } from './graph';

/** Two branches by their refs, or a commit by its id and a branch, that are to be compared. */
export interface Pair {
  readonly head: string;
  readonly base: string;
}

/** How the two of a pair are related, at the moment that they were fetched. */
export interface Relation extends Kinship {
  /** The commit of the head. */
  readonly head: string;
  /** The commit of the base. */
  readonly base: string;
  /** The history that tells it. */
  readonly graph: Graph;
}

/** How deep is looked first, and by how much deeper each time. Few long steps: a remote works hard to leave out what is here already. */
const [FIRST_DEPTH, FACTOR] = [32, 32];

/**
 * Compares branches: brings their history step by step, until what is common to two is known for certain. Mostly a release is a commit on
 * the very tip of its base, which the two tips tell alone.
 *
 * @param tips where refs are, as they were listed
 * @param limit how many commits deep is looked. A pair that takes more is answered with undefined.
 */
export async function relate(
  cache: Cache,
  pairs: readonly Pair[],
  tips: ReadonlyMap<string, string>,
  limit = ALL_DEPTH,
): Promise<(Relation | undefined)[]> {
  const relations = new Map<Pair, Relation>();
  const refs = (some: readonly Pair[]) => [...new Set(some.flatMap(({ head, base }) => [head, base]))];
  let at = await bringTips(cache, refs(pairs), tips);
  let open = [...pairs];
  for (let depth = 1; open.length > 0; depth = depth === 1 ? FIRST_DEPTH : Math.min(depth * FACTOR, limit)) {
    if (depth > 1) {
      at = await cache.remote.fetchHistory(refs(open), depth);
    }
    const graph = await readGraph(cache, [...new Set(refs(open).map((ref) => at.get(ref) as string))]);
    for (const pair of open) {
      const [head, base] = [at.get(pair.head) as string, at.get(pair.base) as string];
      const kinship = graph.tryRelate(head, base);
      if (kinship) {
        relations.set(pair, { ...kinship, head, base, graph });
      }
    }
    open = depth >= limit ? [] : open.filter((pair) => !relations.has(pair));
  }
  return pairs.map((pair) => relations.get(pair));
}

/** Brings what refs point to, with its trees, where it is not here already. An id is where it is. */
export async function bringTips(
  { git, remote }: Cache,
  refs: readonly string[],
  tips: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const listed = new Map(refs.map((ref) => [ref, tips.get(ref) ?? ref]));
  // A commit that we pushed ourselves is here, though nothing was fetched.
  const missing = new Set(await missingCommits(git, [...listed.values()]));
  const fetched = await remote.fetchTips(refs.filter((ref) => missing.has(listed.get(ref) as string)));
  return new Map([...listed, ...fetched]);
}

/** Those of the commits that are not in the cache. */
export async function missingCommits(git: Git, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) {
    return [];
  }
  const answer = await git.text(['cat-file', '--batch-check=%(objecttype)'], { input: `${ids.join('\n')}\n` });
  return ids.filter((_, index) => answer.split('\n')[index] !== 'commit');
}

/** The part of the history that is in the cache. */
async function readGraph(cache: Cache, tips: readonly string[]): Promise<Graph> {
  const listed = await cache.git.text(['rev-list', '--parents', '--stdin'], { input: `${tips.join('\n')}\n` });
  const lines = listed.split('\n').filter((line) => line !== '');
  const parents = new Map(
    lines.map((line) => {
      const [id, ...rest] = line.split(' ');
      return [id as string, rest] as const;
    }),
  );
  // Where the history is cut git shows no parents, though the commit itself names them. They may be here all the same.
  const ends = [...parents].filter(([, ids]) => ids.length === 0).map(([id]) => id);
  const cut = new Set<string>();
  for (const { id, parents: named } of await readCommits(cache, ends)) {
    if (named.every((parent) => parents.has(parent))) {
      parents.set(id, [...named]);
    } else {
      cut.add(id);
    }
  }
  return new Graph(parents, cut);
}

/**
 * Brings commits by their ids, with their trees, whatever refers to them, and answers those that there are. `forgetCommits` drops the
 * names under which they are kept.
 */
export async function bringCommits(cache: Cache, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) {
    return [];
  }
  try {
    await cache.remote.fetchTips(ids);
    return [...ids];
  } catch (error) {
    if (!(error instanceof TwelveFactorError) || error.code !== 'TF2311') {
      throw error;
    }
  }
  // The remote doesn't say which one it is that it doesn't have.
  const half = Math.floor(ids.length / 2);
  return half === 0
    ? []
    : [...(await bringCommits(cache, ids.slice(0, half))), ...(await bringCommits(cache, ids.slice(half)))];
}

/** Drops the names of commits that were brought by their ids. */
export async function forgetCommits({ git }: Cache, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) {
    const input = ids.map((id) => `delete refs/cached/${id}\n`).join('');
    await git.run(['update-ref', '--stdin'], { input });
  }
}
