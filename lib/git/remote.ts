import { backOff } from 'exponential-backoff';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TwelveFactorError } from '../errors';
import { Git, type GitAnswer, GitFailure } from './git';
import type { Location } from './location';
import { explainRefusal, explainRemote, isRace } from './remote-failure';

/** A ref that is to change. */
export interface RefUpdate {
  /** Its full name: `refs/heads/production`. */
  readonly ref: string;
  /** The tip that was read; undefined if the ref must not be there. */
  readonly from: string | undefined;
  /** The new tip; undefined to delete the ref. */
  readonly to: string | undefined;
}

/** Milliseconds that one conversation with a remote may take. */
const TIMEOUT = 120_000;

/** As deep as git goes: all of the history. One more would bring that of every other ref that was cut, too. */
export const ALL_DEPTH = 2147483646;

/** Where the refs of the remote are kept. */
const CACHED = 'refs/cached/';

/**
 * Only what talks to the remote knows that objects may be missing here. Anything else says so at once; told the same, it would fetch
 * each one alone.
 */
const PARTIAL = ['-c', 'remote.origin.promisor=true', '-c', 'remote.origin.partialCloneFilter=blob:none'];

const FETCH = [...PARTIAL, 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'];

/** How often a push that met another one is looked at again before it counts as refused. */
const LOOKS = 6;

/** The remote side of a cache. Everything it says in vain is told as an error of ours. */
export class Remote {
  /** Where the cache has the refs, as they were read last. */
  private kept: Promise<Map<string, string>> | undefined;
  /** All tips, on their way. */
  private listing: Promise<Map<string, string>> | undefined;

  constructor(
    private readonly git: Git,
    private readonly location: Location,
  ) {}

  /**
   * Begins to list the tips before it is known which ones are needed: the remote tells all of them anyway, and meanwhile there is other work.
   * Who asks first gets that list.
   */
  listAhead(): void {
    this.listing = this.list([]);
    this.kept = this.readKept();
    // It is told to who asks; nobody may.
    this.listing.catch(() => undefined);
    this.kept.catch(() => undefined);
  }

  /** Tips of refs, by full name. `*` is any characters. Those that are not there are left out. */
  async tips(patterns: readonly string[]): Promise<Map<string, string>> {
    const listing = this.listing ?? this.list(patterns);
    this.listing = undefined;
    const isAsked = matcherOf(patterns);
    return new Map([...(await listing)].filter(([ref]) => isAsked(ref)));
  }

  private async list(patterns: readonly string[]): Promise<Map<string, string>> {
    const stdout = await this.talk(['ls-remote', '--quiet', '--refs', 'origin', ...patterns]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return new Map(lines.map((line) => line.split('\t').reverse() as [string, string]));
  }

  /**
   * Brings the commits that refs point to, with their trees, without blobs and without history but for `depth`.
   *
   * @returns the tips as they were brought: one may have moved since it was listed
   */
  async fetchTips(refs: readonly string[], depth = 1): Promise<Map<string, string>> {
    return this.fetchRefs(refs, [`--depth=${depth}`, '--filter=blob:none']);
  }

  /**
   * Brings the commits that refs point to with their history, without trees and blobs: those of a large repository weigh a hundred times as
   * much, and git brings them of every commit or of none. What is needed of them comes when it is read.
   */
  async fetchHistory(refs: readonly string[], depth = ALL_DEPTH): Promise<Map<string, string>> {
    return this.fetchRefs(refs, [`--depth=${depth}`, '--filter=tree:0']);
  }

  private async fetchRefs(refs: readonly string[], options: readonly string[]): Promise<Map<string, string>> {
    if (refs.length === 0) {
      return new Map();
    }
    // What is kept under a name lets the next fetch bring the difference alone.
    const specs = refs.map((ref) => `+${ref}:${CACHED}${ref}`);
    this.kept = undefined;
    await this.talk([...FETCH, ...options, '--stdin', 'origin'], `${specs.join('\n')}\n`);
    return this.cached(refs);
  }

  /** Tips of refs as they were fetched last. */
  async cached(refs: readonly string[]): Promise<Map<string, string>> {
    const kept = await (this.kept ??= this.readKept());
    return new Map(refs.flatMap((ref) => (kept.has(ref) ? [[ref, kept.get(ref) as string]] : [])));
  }

  private async readKept(): Promise<Map<string, string>> {
    const stdout = await this.git.text(['for-each-ref', '--format=%(objectname) %(refname)', CACHED]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return new Map(lines.map((line) => line.split(` ${CACHED}`).reverse() as [string, string]));
  }

  /** Brings objects by their ids: blobs, or trees with the trees in them. */
  async fetchObjects(ids: Iterable<string>): Promise<void> {
    const wanted = [...new Set(ids)];
    if (wanted.length > 0) {
      // What is asked for is not here: there is nothing to compare.
      const args = ['-c', 'fetch.negotiationAlgorithm=noop', ...FETCH, '--filter=blob:none', '--stdin', 'origin'];
      await this.talk(args, `${wanted.join('\n')}\n`);
    }
  }

  /**
   * Moves refs, all or none, each only if it is where it was read.
   *
   * Whether a push that failed has lost a race is decided by where the refs are, not by what the remote says.
   *
   * @returns whether they moved; false if another one was faster
   * @throws TwelveFactorError TF2302 if the remote refuses, TF2303 or TF2304 if it can't be talked to
   */
  async push(updates: readonly RefUpdate[]): Promise<boolean> {
    const leases = updates.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ''}`);
    const specs = updates.map(({ ref, to }) => `${to ?? ''}:${ref}`);
    const options = ['--porcelain', '--quiet', '--atomic', '--no-verify', '--no-signed'];
    const args = [...PARTIAL, 'push', ...options, ...leases, 'origin', ...specs];
    this.listing = undefined; // It is of before.
    let answer: GitAnswer;
    try {
      // git compares what it sends with what was there before, and may lack that.
      answer = await this.git.run(args, { timeout: TIMEOUT, accept: [0, 1, 128], env: { GIT_NO_LAZY_FETCH: '0' } });
      if (answer.code === 0) {
        await this.remember(updates);
        return true;
      }
    } catch (error) {
      if (!(error instanceof GitFailure)) {
        throw error;
      }
      answer = error.answer;
    }
    for (let look = 1; ; look++) {
      const tips = await this.tips(updates.map(({ ref }) => ref));
      if (updates.every(({ ref, to }) => tips.get(ref) === to)) {
        await this.remember(updates);
        return true;
      }
      if (updates.some(({ ref, from }) => tips.get(ref) !== from)) {
        return false;
      }
      // Another push may hold the ref's lock and not have moved it yet.
      if (look >= LOOKS || !isRace(answer)) {
        throw explainRefusal(answer, updates, this.location.url);
      }
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** look * Math.random()));
    }
  }

  /** Notes where refs are now, so that nobody has to fetch what was made here. */
  private async remember(updates: readonly RefUpdate[]): Promise<void> {
    const lines = updates.map(({ ref, to }) =>
      to === undefined ? `delete ${CACHED}${ref}\n` : `update ${CACHED}${ref} ${to}\n`,
    );
    this.kept = undefined;
    // They have moved; where the cache can't be written, the next command fetches them.
    await this.git.run(['update-ref', '--stdin'], { input: lines.join('') }).catch(() => undefined);
  }

  private talk(args: readonly string[], input?: string): Promise<string> {
    return converse(this.git, args, this.location.url, input);
  }
}

/** Whether a name is what one of some patterns means. git itself also takes a pattern for the end of a longer name. */
function matcherOf(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns);
  const wild = patterns
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`));
  return (name) => exact.has(name) || wild.some((pattern) => pattern.test(name));
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Talks to a remote; one that can't be reached for a moment is asked again. */
async function converse(git: Git, args: readonly string[], url: string, input?: string): Promise<string> {
  const isPassing = (error: unknown) =>
    error instanceof GitFailure &&
    !error.timedOut &&
    (explainRemote(error, url) as TwelveFactorError).code === 'TF2303';
  const ask = () => git.text(args, { timeout: TIMEOUT, ...(input !== undefined && { input }) });
  // Begins now, not when everything else had its turn.
  let first: Promise<string> | undefined = ask();
  const attempt = () => {
    const asked = first ?? ask();
    first = undefined;
    return asked;
  };
  try {
    return await backOff(attempt, {
      numOfAttempts: 4,
      startingDelay: 200,
      timeMultiple: 3,
      jitter: 'full',
      retry: isPassing,
    });
  } catch (error) {
    throw explainRemote(error, url);
  }
}

/** How the remote names objects: `sha1` or `sha256`. An empty one on another machine can't be asked, and counts as sha1. */
export async function hashAlgorithmOf({ url, env, folder }: Location, signal?: AbortSignal): Promise<string> {
  if (folder !== undefined && !existsSync(folder)) {
    throw explainRemote(Object.assign(new Error(), { code: 'ENOENT' }), url);
  }
  const listed = await converse(new Git(tmpdir(), { signal, env }), ['ls-remote', '--quiet', '--', url], url);
  if (listed !== '' || folder === undefined) {
    return /^[0-9a-f]{64}\t/.test(listed) ? 'sha256' : 'sha1';
  }
  const inside = existsSync(join(folder, '.git')) ? join(folder, '.git') : folder;
  return new Git(folder, { signal, env: { GIT_DIR: inside } }).text(['rev-parse', '--show-object-format']);
}
