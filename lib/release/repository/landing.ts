import { parseTrailers } from '../trailers';
import type { Store } from './store';

/** How a commit came to its branch. */
export interface Landing {
  /** When the branch had it, as ISO 8601, to the second. */
  readonly at: string;
  /** Who brought it there. */
  readonly by: string;
  /** Why, if somebody said so when it was merged. */
  readonly reason?: string;
}

/**
 * How commits of a branch came there, as far as its history is in the cache: by themselves, or with the first merge that brought them.
 */
export async function landingsOf(store: Store, tip: string, commits: readonly string[]): Promise<Map<string, Landing>> {
  const { git } = store.cache;
  if (commits.length === 0) {
    return new Map();
  }
  const arrivals = arrivalsIn(await git.text(['rev-list', '--parents', tip]), tip);
  const wanted = commits.filter((commit) => arrivals.has(commit));
  const format = '--format=%x01%H%x00%P%x00%an <%ae>%x00%cn <%ce>%x00%cI%x00%B';
  const input = `${[...new Set(wanted.map((commit) => arrivals.get(commit) as string))].join('\n')}\n`;
  const log = await git.text(
    ['log', '--no-walk=unsorted', '--stdin', '--no-show-signature', '--encoding=UTF-8', format],
    { input },
  );
  const landings = new Map(log.split('\x01').slice(1).flatMap(parseLanding));
  return new Map(
    wanted.flatMap((commit) => {
      const landing = landings.get(arrivals.get(commit) as string);
      return landing ? [[commit, landing]] : [];
    }),
  );
}

/** The commit with which the branch had each one: of those that it was at, one after the other, the first that has it. */
function arrivalsIn(listed: string, tip: string): Map<string, string> {
  const parents = new Map(
    listed.split('\n').map((line) => {
      const [id = '', ...rest] = line.split(' ');
      return [id, rest] as const;
    }),
  );
  const line: string[] = [];
  for (let id: string | undefined = tip; id !== undefined && parents.has(id); id = parents.get(id)?.[0]) {
    line.push(id);
  }
  const arrivals = new Map<string, string>();
  for (const arrival of line.reverse()) {
    const found = [arrival];
    for (let id = found.pop(); id !== undefined; id = found.pop()) {
      if (!arrivals.has(id)) {
        arrivals.set(id, arrival);
        found.push(...(parents.get(id) ?? []));
      }
    }
  }
  return arrivals;
}

function parseLanding(entry: string): [string, Landing][] {
  const [id = '', parents = '', author = '', committer = '', at = '', message = ''] = entry.split('\0');
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) {
    return []; // A commit that git itself would not make.
  }
  const { 'Merge-Reason': reason, 'Merged-By': merger } = parseTrailers(message);
  // A merge is by its author: the committer of one that a forge makes is the forge. A squash may have the author of what it squashes.
  const by = merger ?? (parents.includes(' ') ? author : committer);
  return [[id, { at: time.toISOString(), by, ...(reason !== undefined && { reason }) }]];
}
