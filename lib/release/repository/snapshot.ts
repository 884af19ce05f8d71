import { refuse } from '../../errors';
import { branchRef } from '../../git';
import { type EnvironmentConfig, parsePlatform, PLATFORM_FILE, type PlatformConfig } from '../platform-config';
import { type Branch, type Proposal, readHoldings, readProposals, rootsOf } from './branch';
import { MAIN, proposalRef, PROPOSALS } from './refs';
import type { Store } from './store';

/** The platform repository at a moment. */
export interface Snapshot {
  readonly config: PlatformConfig;
  /** The environments that were asked for, in their order. */
  readonly environments: readonly EnvironmentConfig[];
  /** Branches of the environments that were asked for, by environment; one that is missing is left out. */
  readonly branches: ReadonlyMap<string, Branch>;
  /** Tips of all refs that were asked for. */
  readonly tips: ReadonlyMap<string, string>;
  /** What waits, by `<environment>/<application>`. */
  readonly proposals: ReadonlyMap<string, Proposal>;
}

/** What is read. */
export interface Wanted {
  /** Names of environments; all without them. */
  readonly environments?: readonly string[] | undefined;
  /** Names of applications; all that have a state without them. */
  readonly applications?: readonly string[] | undefined;
  /** Further refs whose tips are needed. */
  readonly refs?: readonly string[];
}

/**
 * Reads the tips, the states and what waits, in as few conversations with the remote as it takes.
 *
 * @param wantedOf - what is read, which may depend on the configuration; that is not known the first time
 * @throws TwelveFactorError TF2201 and TF2204 if it is no platform repository, TF2203 for an unknown environment
 */
export async function readSnapshot(
  store: Store,
  wantedOf: Wanted | ((config: PlatformConfig | undefined) => Wanted),
): Promise<Snapshot> {
  const { remote } = store.cache;
  // What the configuration was last time saves asking twice.
  const known = (await remote.cached([MAIN])).get(MAIN);
  const former = await tryReadConfig(store, known);
  const patternsOf = (config: PlatformConfig | undefined) => {
    const { environments, applications, refs = [] } = typeof wantedOf === 'function' ? wantedOf(config) : wantedOf;
    return [
      MAIN,
      ...(config?.environments ?? [])
        .filter(({ name }) => environments?.includes(name) ?? true)
        .map(({ branch }) => branchRef(branch)),
      ...proposalPatterns(environments, applications),
      ...refs,
    ];
  };
  const asked = patternsOf(former);
  const tips = await remote.tips(asked);
  const main = requireMain(tips);
  await update(store, tips, main === known ? [] : [MAIN]);
  const config = (main === known && former) || (await readConfig(store, tips.get(MAIN) as string));
  const { environments, applications } = typeof wantedOf === 'function' ? wantedOf(config) : wantedOf;
  for (const name of environments ?? []) {
    if (!config.environments.some((environment) => environment.name === name)) {
      const names = config.environments.map((environment) => environment.name).join(', ');
      refuse('TF2203', '', 'environment', `${PLATFORM_FILE} has no ${JSON.stringify(name)}`, `give one of ${names}`);
    }
  }
  const more = patternsOf(config).filter((pattern) => !asked.includes(pattern));
  if (more.length > 0) {
    (await remote.tips(more)).forEach((tip, ref) => tips.set(ref, tip));
  }
  const wanted = config.environments.filter(({ name }) => environments?.includes(name) ?? true);
  const proposed = [...tips.keys()].filter((ref) => ref.startsWith(PROPOSALS));
  await update(store, tips, [...wanted.map(({ branch }) => branchRef(branch)), ...proposed]);

  const branches = await readBranches(store, tips, wanted, applications);
  return { config, environments: wanted, branches, tips, proposals: await readProposals(store, tips, proposed) };
}

/**
 * The tip of `main`.
 *
 * @throws TwelveFactorError TF2201 if there is none
 */
export function requireMain(tips: ReadonlyMap<string, string>): string {
  const remedy = 'make it one with `twelve init-platform <repo>`';
  return tips.get(MAIN) ?? refuse('TF2201', '', 'repository', 'it has no branch main', remedy);
}

/**
 * Ends if the branch of an environment is missing.
 *
 * @throws TwelveFactorError TF2202
 */
export function requireBranches({ environments, branches }: Snapshot): void {
  for (const { name, branch } of environments.filter((environment) => !branches.has(environment.name))) {
    const remedy = 'push it back from another clone, or make it with `twelve init-platform`';
    refuse('TF2202', name, `branch ${branch}`, 'the platform repository does not have it', remedy);
  }
}

/** Brings refs that moved since they were fetched, and notes the tips that came. */
async function update(store: Store, tips: Map<string, string>, refs: readonly string[]): Promise<void> {
  const { remote } = store.cache;
  const cached = await remote.cached(refs);
  const moved = refs.filter((ref) => tips.has(ref) && tips.get(ref) !== cached.get(ref));
  (await remote.fetchTips(moved)).forEach((tip, ref) => tips.set(ref, tip));
}

/** A pattern for each pair, as long as they are few. */
function proposalPatterns(
  environments: readonly string[] | undefined,
  applications: readonly string[] | undefined,
): string[] {
  if (!applications || applications.length > 50) {
    return (environments ?? ['*']).map((name) => proposalRef(name, '*'));
  }
  return applications.flatMap((application) => (environments ?? ['*']).map((name) => proposalRef(name, application)));
}

async function tryReadConfig(store: Store, main: string | undefined): Promise<PlatformConfig | undefined> {
  try {
    return main === undefined ? undefined : await readConfig(store, main);
  } catch {
    return undefined;
  }
}

/**
 * The configuration in a commit of `main`.
 *
 * @throws TwelveFactorError TF2201 if it has none, TF2204 if that has a mistake
 */
export async function readConfig(store: Store, commit: string): Promise<PlatformConfig> {
  const [root] = await rootsOf(store, [commit]);
  const file = root?.find(({ name }) => name === PLATFORM_FILE);
  if (!file) {
    return refuse(
      'TF2201',
      '',
      'repository',
      `main has no ${PLATFORM_FILE}`,
      'make it with `twelve init-platform <repo>`',
    );
  }
  return parsePlatform((await store.texts([file.id])).get(file.id) as string);
}

async function readBranches(
  store: Store,
  tips: ReadonlyMap<string, string>,
  environments: readonly EnvironmentConfig[],
  applications: readonly string[] | undefined,
): Promise<Map<string, Branch>> {
  const there = environments.filter(({ branch }) => tips.has(branchRef(branch)));
  const read = await readHoldings(
    store,
    there.map(({ name, branch }) => ({
      ref: branchRef(branch),
      tip: tips.get(branchRef(branch)) as string,
      environment: name,
      applications,
    })),
  );
  return new Map(there.map(({ name }, index) => [name, read[index] as Branch]));
}
