import { refuse } from '../errors';
import {
  type Asker,
  defaultCacheFolder,
  formatPerson,
  identify,
  type Identity,
  locate,
  type Location,
  withCache,
} from '../git';
import type { LazyForge } from '../forge';
import { resolve } from 'node:path';
import { Store } from '../release/repository/store';
import type { Context } from './context';
import { openForge } from './open-forge';
import type { CommonOptions, WriteOptions } from './options';

/** The platform repository, open for one command. */
export interface Session {
  readonly location: Location;
  readonly store: Store;
  readonly forge: LazyForge;
}

/** The same for somebody who changes it. */
export interface WriteSession extends Session {
  readonly asker: Asker;
  readonly identity: Identity;
}

/** Reading needs no name, and writes no commit. */
const NOBODY = { name: 'nobody', email: 'nobody@localhost' };

/** Opens the platform repository to read it. */
export async function reading<T>(
  context: Context,
  options: CommonOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const location = locationOf(context, options);
  const reader: Identity = { author: NOBODY, committer: NOBODY, signing: {} };
  const asker: Asker = { actor: formatPerson(NOBODY), at: context.now() };
  return withCache(location, cacheOf(context, options), (cache) => {
    cache.remote.listAhead();
    const timeout = options.timeout * 1000;
    const forge = openForge(context, { location, cache, timeout, asker, identity: reader });
    return work({ location, store: new Store(cache), forge });
  });
}

/** Opens the platform repository to change it. Who acts is settled before anything else. */
export async function writing<T>(
  context: Context,
  options: WriteOptions,
  work: (session: WriteSession) => Promise<T>,
): Promise<T> {
  const location = locationOf(context, options);
  const identity = await identify(context.cwd, context.env, options.actor);
  const asker: Asker = { actor: formatPerson(identity.author), at: context.now(), reason: options.reason };
  return withCache(location, cacheOf(context, options), (cache) => {
    cache.remote.listAhead();
    const timeout = options.timeout * 1000;
    const forge = openForge(context, { location, cache, timeout, asker, identity });
    return work({ location, store: new Store(cache), asker, identity, forge });
  });
}

/** Where the platform repository is. */
export function locationOf({ cwd }: Context, { repo }: CommonOptions): Location {
  return repo === undefined
    ? refuse('TF2501', '', '--repo', 'no platform repository is named', 'give its address, or set TWELVE_REPO')
    : locate(repo, cwd);
}

function cacheOf({ cwd, env, signal }: Context, { cache, timeout }: CommonOptions) {
  return { folder: cache ? resolve(cwd, cache) : defaultCacheFolder(env), signal, patience: timeout * 1000 };
}
