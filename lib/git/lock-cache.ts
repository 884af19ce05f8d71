import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { brokenCache, busyCache } from './cache-errors';

/** A process that holds the lock touches it every second; one that was killed loses it after these milliseconds. */
const STALE = 5000;

/** Milliseconds between two looks at a lock that somebody else has, at first and at most. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [20, 200];

/** For whom a lock is, and how long it is waited for. */
export interface LockOptions {
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that another process is waited for. */
  readonly patience: number;
}

/**
 * Has the folder of a cache for this process alone, as soon as nobody else has it.
 *
 * @returns what leaves it to others
 * @throws TwelveFactorError TF2306 if no lock can be made there, TF2312 if another process does not leave it
 */
export async function lockCache(folder: string, { patience, signal }: LockOptions): Promise<() => Promise<void>> {
  const end = Date.now() + patience;
  // Not left to the library: it can't be told to stop, and would take the lock when nobody wants it any more.
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    signal?.throwIfAborted();
    const release = await tryLock(folder);
    if (release) {
      return () => release().catch(() => undefined);
    }
    const left = end - Date.now();
    if (left <= 0) {
      throw busyCache(folder, patience);
    }
    // By chance, so that many who wait do not look at once.
    await sleep(Math.min(left, pause * (1 + Math.random())), undefined, { signal }).catch(() => undefined);
  }
}

/** The lock, unless somebody else has it. */
async function tryLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  const lockfilePath = `${folder}.lock`;
  try {
    mkdirSync(dirname(folder), { recursive: true });
    return await lock(folder, {
      realpath: false,
      lockfilePath,
      stale: STALE,
      update: STALE / 5,
      // Somebody took a machine that slept for a dead one. The cache may suffer, which the next run mends; the remote can't.
      onCompromised: () => undefined,
    });
  } catch (error) {
    // It isn't there where somebody took one that a killed process had left, at the same moment.
    if (['ELOCKED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return undefined;
    }
    throw brokenCache(lockfilePath, error);
  }
}
