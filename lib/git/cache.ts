import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brokenCache } from './cache-errors';
import { Git, GitFailure } from './git';
import type { Location } from './location';
import { lockCache, type LockOptions } from './lock-cache';
import { MissingObject, Objects } from './objects';
import { hashAlgorithmOf, Remote } from './remote';

/** Raised when the layout of the cache changes: an older one is made anew. */
const FORMAT = '2';

/** Each fetch leaves a pack; a cache with more than these is slower than a new one. */
const MAX_PACKS = 300;

/** An open cache: a bare repository that holds the little that was needed of a remote one. */
export interface Cache {
  readonly git: Git;
  readonly objects: Objects;
  readonly remote: Remote;
}

/** Where caches are and how they are used. */
export interface CacheOptions extends LockOptions {
  /** Folder of all caches. */
  readonly folder: string;
}

/**
 * Does something with the cache of a remote repository, alone. A cache that was cut, mixed up or left behind by a killed process
 * is thrown away and the work done again: nothing but the remote counts.
 *
 * @throws TwelveFactorError TF2306 if the folder can't be used, TF2312 if another process does not leave it
 */
export async function withCache<T>(
  location: Location,
  options: CacheOptions,
  work: (cache: Cache) => Promise<T>,
): Promise<T> {
  // git runs in it, where a relative path means something else.
  const folder = resolve(options.folder, `${location.key}.git`);
  const unlock = await lockCache(folder, options);
  try {
    options.signal?.throwIfAborted();
    return await attempt(folder, location, options, work);
  } catch (error) {
    if (!isTroubleOfCache(error)) {
      throw error;
    }
    rmSync(folder, { recursive: true, force: true });
    return await attempt(folder, location, options, work).catch((again: unknown) => {
      throw isTroubleOfCache(again) ? brokenCache(folder, again) : again;
    });
  } finally {
    await unlock();
  }
}

async function attempt<T>(
  folder: string,
  location: Location,
  { signal }: CacheOptions,
  work: (cache: Cache) => Promise<T>,
): Promise<T> {
  if (!isUsable(folder, location)) {
    const algorithm = await hashAlgorithmOf(location, signal);
    rmSync(folder, { recursive: true, force: true });
    await create(folder, location, algorithm);
  }
  // Said where it is, git does not look for it, which may be forbidden (`safe.bareRepository`).
  const git = new Git(folder, { signal, env: { ...location.env, GIT_DIR: folder } });
  const remote = new Remote(git, location);
  const objects = new Objects(git, (ids) => remote.fetchObjects(ids));
  try {
    return await work({ git, objects, remote });
  } finally {
    objects.close();
  }
}

function isUsable(folder: string, location: Location): boolean {
  const packs = join(folder, 'objects', 'pack');
  return (
    existsSync(packs) &&
    readMark(folder) === markOf(folder, location) &&
    readdirSync(packs).filter((file) => file.endsWith('.pack')).length <= MAX_PACKS
  );
}

/** What a cache was made for, and the settings that it was made with: whoever changed them made another one of it. */
function markOf(folder: string, { url }: Location): string {
  let settings: Buffer;
  try {
    settings = readFileSync(join(folder, 'config'));
  } catch {
    return '';
  }
  return `${FORMAT} ${url} ${createHash('sha256').update(settings).digest('hex')}\n`;
}

function readMark(folder: string): string {
  try {
    return readFileSync(join(folder, 'twelve-cache'), 'utf8');
  } catch {
    return 'none';
  }
}

async function create(folder: string, location: Location, algorithm: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const git = new Git(folder);
  await git.run(['init', '--quiet', '--bare', '--template=', `--object-format=${algorithm}`, '.']);
  const config: Record<string, string> = {
    'remote.origin.url': location.url,
    'gc.auto': '0',
    'maintenance.auto': 'false',
    // A push finds what the remote has wherever it is in the tree, not only at the same path.
    'pack.useSparse': 'false',
    // Hooks of the user are meant for the user's own commits.
    'core.hooksPath': '/dev/null',
    'fetch.recurseSubmodules': 'false',
    'push.recurseSubmodules': 'no',
    'push.followTags': 'false',
  };
  if (location.folder !== undefined) {
    // A repository in a folder is served by the git of this machine, which leaves out blobs only if told that it may.
    config['remote.origin.uploadpack'] =
      'git -c uploadpack.allowFilter=true -c uploadpack.allowAnySHA1InWant=true upload-pack';
  }
  for (const [name, value] of Object.entries(config)) {
    await git.run(['config', '--file', 'config', name, value]);
  }
  writeFileSync(join(folder, 'twelve-cache'), markOf(folder, location));
}

/** Whether a failure may come from the cache alone: whatever the remote said has been made an error of ours before. */
function isTroubleOfCache(error: unknown): boolean {
  return (
    error instanceof GitFailure ||
    error instanceof MissingObject ||
    (error instanceof Error &&
      ['ENOSPC', 'EACCES', 'EROFS', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
  );
}
