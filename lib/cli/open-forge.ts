import { LazyForge } from '../forge/lazy';
import type { Asker, Cache, Identity, Location } from '../git';
import type { ForgeConfig } from '../release/forge-config';
import { MAIN } from '../release/repository/refs';
import { Store } from '../release/repository/store';
import type { Context } from './context';

/** What it takes to find the forge. */
export interface OpenForgeProps {
  readonly location: Location;
  readonly cache: Cache;
  /** Milliseconds that a verb of it may take. */
  readonly timeout: number;
  readonly asker: Asker;
  readonly identity: Identity;
}

/** The forge that has the pull requests, as the address of the platform repository and `twelve.yaml` say. It is found when it is needed. */
export function openForge({ env, signal }: Context, props: OpenForgeProps): LazyForge {
  const { location, cache, timeout, asker, identity } = props;
  return new LazyForge(async () => {
    const { ConfiguredForge, LocalForge, tryOpenForge } = await import('../forge');
    const settings = await readForgeConfig(cache);
    const hosted = await tryOpenForge({ location, settings, env, cache, timeout, signal });
    return new ConfiguredForge(hosted ?? new LocalForge(cache, { asker, identity, timeout }), settings);
  });
}

/** What `twelve.yaml` says of it; nothing where there is no `main`, as in a repository that others made. */
async function readForgeConfig(cache: Cache): Promise<ForgeConfig | undefined> {
  const main = (await cache.remote.tips([MAIN])).get(MAIN);
  if (main === undefined) {
    return undefined;
  }
  const known = (await cache.remote.cached([MAIN])).get(MAIN);
  const tip = known === main ? known : (await cache.remote.fetchTips([MAIN])).get(MAIN);
  const { readConfig } = await import('../release/repository/snapshot');
  return (await readConfig(new Store(cache), tip as string)).forge;
}
