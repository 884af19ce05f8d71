import { TwelveFactorError } from '../errors';
import type { Cache } from '../git';
import { Graph, type Kinship } from './graph';

/** Two branches, or commits by their ids, that are to be compared. */
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

/** What git takes for all of the history. */
const EVERYTHING = 2147483647;

/** A release is a commit on the tip of its base, or of a few commits before. */
const FIRST_DEPTH = 4;

/**
 * Compares branches: brings their history step by step, until what is common to two is known for certain.
 *
 * @param limit how many commits deep is looked. A pair that takes more is answered with undefined.
 */
export async function relate(
  cache: Cache,
  pairs: readonly Pair[],
  limit = EVERYTHING,
): Promise<(Relation | undefined)[]> {
  const relations = new Map<Pair, Relation>();
  let open = [...pairs];
  for (let depth = FIRST_DEPTH; open.length > 0; depth = Math.min(depth * 4, limit)) {
    const refs = [...new Set(open.flatMap(({ head, base }) => [head, base]))];
    const tips = await cache.remote.fetchTips(refs, depth);
    const graph = await readGraph(cache, [...new Set(tips.values())]);
    for (const pair of open) {
      const [head, base] = [tips.get(pair.head) as string, tips.get(pair.base) as string];
      const kinship = graph.tryRelate(head, base);
      if (kinship) {
        relations.set(pair, { ...kinship, head, base, graph });
      }
    }
    open = depth >= limit ? [] : open.filter((pair) => !relations.has(pair));
  }
  return pairs.map((pair) => relations.get(pair));
}

/** The part of the history that is in the cache. */
async function readGraph({ git, objects }: Cache, tips: readonly string[]): Promise<Graph> {
  const listed = await git.text(['rev-list', '--parents', '--stdin'], { input: `${tips.join('\n')}\n` });
  const lines = listed.split('\n').filter((line) => line !== '');
  const parents = new Map(
    lines.map((line) => {
      const [id, ...rest] = line.split(' ');
      return [id as string, rest] as const;
    }),
  );
  // Where the history is cut git shows no parents, though the commit itself names them.
  const ends = [...parents].filter(([, ids]) => ids.length === 0).map(([id]) => id);
  const contents = await objects.read(ends);
  const cut = ends.filter((id) => /^tree \w+\nparent /.test(contents.get(id)?.toString('latin1', 0, 200) ?? ''));
  return new Graph(parents, new Set(cut));
}

/**
 * Brings commits by their ids, whatever refers to them, and answers those that there are. `forget` drops the names under which they are
 * kept.
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
