import { FILE, type TreeEntry } from '../../git';
import { type EnvironmentConfig, parsePlatform, PLATFORM_FILE, type PlatformConfig } from '../platform-config';
import { refuse } from '../refuse';
import { type State, tryParseState } from '../state';
import { parseTrailers } from '../trailers';
import { branchRef, MAIN, proposalRef } from './refs';
import { folderIn, type Store } from './store';

/** A state with its bytes: the next one refers to them. */
export interface StoredState {
  readonly state: State;
  readonly text: string;
}

/** What a commit holds of an application. */
export interface Holding {
  /** Its state, what is wrong with the file, or nothing. */
  readonly state: StoredState | Error | undefined;
  /** Entry of its folder in the root; none if there is no folder. */
  readonly entry: TreeEntry | undefined;
}

/** A branch of an environment, or of a pull request, at the moment that it was read. */
export interface Branch {
  readonly ref: string;
  readonly tip: string;
  /** The root of its tree. */
  readonly root: readonly TreeEntry[];
  /** The entries of `.twelve`. */
  readonly records: readonly TreeEntry[];
  /** What it holds, by application, of those that were asked for. */
  readonly holdings: ReadonlyMap<string, Holding>;
}

/** A change that waits in a branch of its own. */
export interface Proposal {
  readonly branch: Branch;
  readonly state: StoredState | undefined;
  /** Whether it is one commit of ours, as we made it. */
  readonly isOurs: boolean;
}

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
 * @throws TwelveFactorError TF2201 and TF2204 if it is no platform repository, TF2203 for an unknown environment
 */
export async function readSnapshot(store: Store, { environments, applications, refs = [] }: Wanted): Promise<Snapshot> {
  const { remote } = store.cache;
  // What the configuration was last time saves asking twice.
  const known = (await remote.cached([MAIN])).get(MAIN);
  const former = await tryReadConfig(store, known);
  const patternsOf = (config: PlatformConfig | undefined) => [
    MAIN,
    ...(config?.environments ?? [])
      .filter(({ name }) => environments?.includes(name) ?? true)
      .map(({ branch }) => branchRef(branch)),
    ...proposalPatterns(environments, applications),
    ...refs,
  ];
  const asked = patternsOf(former);
  const tips = await remote.tips(asked);
  const main = tips.get(MAIN);
  if (main === undefined) {
    return refuse(
      'TF2201',
      '',
      'repository',
      'it has no branch main',
      'make it one with `twelve init-platform <repo>`',
    );
  }
  await update(store, tips, main === known ? [] : [MAIN]);
  const config = (main === known && former) || (await readConfig(store, tips.get(MAIN) as string));
  for (const name of environments ?? []) {
    if (!config.environments.some((environment) => environment.name === name)) {
      const names = config.environments.map((environment) => environment.name).join(', ');
      refuse('TF2203', '', '--env', `${JSON.stringify(name)} is no environment of it`, `give one of ${names}`);
    }
  }
  const more = patternsOf(config).filter((pattern) => !asked.includes(pattern));
  if (more.length > 0) {
    (await remote.tips(more)).forEach((tip, ref) => tips.set(ref, tip));
  }
  const wanted = config.environments.filter(({ name }) => environments?.includes(name) ?? true);
  const proposed = [...tips.keys()].filter((ref) => ref.startsWith('refs/heads/twelve/'));
  await update(store, tips, [...wanted.map(({ branch }) => branchRef(branch)), ...proposed]);

  const branches = await readBranches(store, tips, wanted, applications);
  return { config, environments: wanted, branches, tips, proposals: await readProposals(store, tips, proposed) };
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

/** Entries of the trees of commits, in order. */
async function rootsOf(store: Store, commits: readonly string[]): Promise<TreeEntry[][]> {
  const contents = await store.cache.objects.read(commits);
  const trees = commits.map(
    (id) => /^tree ([0-9a-f]+)/.exec(contents.get(id)?.toString('latin1') ?? '')?.[1] as string,
  );
  // They came with their commits.
  const entries = await store.cache.objects.readTrees(trees);
  return trees.map((id) => entries.get(id) as TreeEntry[]);
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
    there.map(({ branch }) => ({ ref: branchRef(branch), tip: tips.get(branchRef(branch)) as string, applications })),
  );
  return new Map(there.map(({ name }, index) => [name, read[index] as Branch]));
}

async function readProposals(
  store: Store,
  tips: ReadonlyMap<string, string>,
  refs: readonly string[],
): Promise<Map<string, Proposal>> {
  const pairs = refs.map((ref) => ({ ref, pair: ref.replace('refs/heads/twelve/', '') }));
  const wanted = pairs.map(({ ref, pair }) => ({
    ref,
    tip: tips.get(ref) as string,
    applications: [pair.split('/').at(-1) as string],
  }));
  const branches = await readHoldings(store, wanted);
  const commits = await store.cache.objects.read(branches.map(({ tip }) => tip));
  return new Map(
    branches.map((branch, index) => {
      const { pair } = pairs[index] as { pair: string };
      const { state, entry } = branch.holdings.get(pair.split('/').at(-1) as string) as Holding;
      const stored = state instanceof Error ? undefined : state;
      const trailers = parseTrailers(commits.get(branch.tip)?.toString('utf8') ?? '');
      const isOurs = stored !== undefined && entry?.id === stored.state.tree && trailers['Operation'] !== undefined;
      return [pair, { branch, state: stored, isOurs }];
    }),
  );
}

/** Reads branches with what they hold of applications. */
async function readHoldings(
  store: Store,
  wanted: readonly { ref: string; tip: string; applications: readonly string[] | undefined }[],
): Promise<Branch[]> {
  const roots = await rootsOf(
    store,
    wanted.map(({ tip }) => tip),
  );
  const folders = roots.map((root) => folderIn(root, '.twelve'));
  const records = await store.cache.objects.readTrees(folders.filter((id) => id !== undefined));
  const plans = wanted.map(({ applications }, index) => {
    const entries = records.get(folders[index] ?? '') ?? [];
    const names =
      applications ?? entries.filter(({ name }) => name.endsWith('.json')).map(({ name }) => name.slice(0, -5));
    const files = new Map(entries.filter(({ mode }) => mode === FILE).map(({ name, id }) => [name, id]));
    return { entries, names: new Map(names.map((name) => [name, files.get(`${name}.json`)])) };
  });
  const ids = plans.flatMap(({ names }) => [...names.values()].filter((id) => id !== undefined));
  const texts = await store.texts(ids);
  return wanted.map(({ ref, tip }, index) => {
    const root = roots[index] as TreeEntry[];
    const { entries, names } = plans[index] as (typeof plans)[number];
    const byName = new Map(root.map((entry) => [entry.name, entry]));
    const holdings = new Map<string, Holding>();
    for (const [application, id] of names) {
      const text = id === undefined ? undefined : texts.get(id);
      holdings.set(application, { state: parse(text, application), entry: byName.get(application) });
    }
    return { ref, tip, root, records: entries, holdings };
  });
}

function parse(text: string | undefined, application: string): StoredState | Error | undefined {
  if (text === undefined) {
    return undefined;
  }
  const state = tryParseState(text);
  if (state instanceof Error) {
    return state;
  }
  return state.application === application ? { state, text } : new Error(`it is the state of ${state.application}`);
}
