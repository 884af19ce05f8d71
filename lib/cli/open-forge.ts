import { type Forge, LazyForge, ConfiguredForge, tryOpenForge } from '../forge';
import type { Cache, Location } from '../git';
import type { ForgeConfig } from '../release/forge-config';
import { MAIN } from '../release/repository/refs';
import { readConfig } from '../release/repository/snapshot';
import { Store } from '../release/repository/store';
import type { Context } from './context';

/** What it takes to find the forge. */
export interface OpenForgeProps {
  readonly location: Location;
  readonly cache: Cache;
  /** Milliseconds that a verb of it may take. */
  readonly timeout: number;
  /** The forge that needs no server. */
  readonly local: () => Forge;
}

/** The forge that has the pull requests, as the address of the platform repository and `twelve.yaml` say. It is found when it is needed. */
export function openForge({ env, signal }: Context, { location, cache, timeout, local }: OpenForgeProps): LazyForge {
  return new LazyForge(async () => {
    const settings = await readForgeConfig(cache);
    const forge = tryOpenForge({ location, settings, env, cache, timeout, signal }) ?? local();
    return new ConfiguredForge(forge, settings);
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
  return (await readConfig(new Store(cache), tip as string)).forge;
}
