import { FOLDER, SUBMODULE, type TreeEntry } from '../../git';
import { type State, tryParseState } from '../state';
import { parseTrailers } from '../trailers';
import { PROPOSALS } from './refs';
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

/** Id of the application's folder, as the branch has it: what its state says may be another one. */
export function folderOf({ entry }: Pick<Holding, 'entry'>): string | undefined {
  return entry?.mode === FOLDER ? entry.id : undefined;
}

/** Whether the branch has something else than its state says. */
export function isDrifted({ state, entry }: Holding): boolean {
  return state !== undefined && !(state instanceof Error) && entry?.id !== state.state.tree;
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
  /** What it took the place of, as its message says. */
  readonly replaces: string | undefined;
}

/** Entries of the trees of commits, in order. */
export async function rootsOf(store: Store, commits: readonly string[]): Promise<TreeEntry[][]> {
  const contents = await store.cache.objects.read(commits);
  const trees = commits.map(
    (id) => /^tree ([0-9a-f]+)/.exec(contents.get(id)?.toString('latin1') ?? '')?.[1] as string,
  );
  // They came with their commits.
  const entries = await store.cache.objects.readTrees(trees);
  return trees.map((id) => entries.get(id) as TreeEntry[]);
}

/** Reads what waits in branches of their own, by `<environment>/<application>`. */
export async function readProposals(
  store: Store,
  tips: ReadonlyMap<string, string>,
  refs: readonly string[],
): Promise<Map<string, Proposal>> {
  const pairs = refs.map((ref) => ({ ref, pair: ref.replace(PROPOSALS, '') }));
  const wanted = pairs.map(({ ref, pair }) => ({
    ref,
    tip: tips.get(ref) as string,
    environment: pair.split('/')[0] as string,
    applications: [pair.split('/').at(-1) as string],
  }));
  const branches = await readHoldings(store, wanted);
  const commits = await store.cache.objects.read(branches.map(({ tip }) => tip));
  return new Map(
    branches.map((branch, index) => {
      const { pair } = pairs[index] as { pair: string };
      const { state } = branch.holdings.get(pair.split('/').at(-1) as string) as Holding;
      const stored = state instanceof Error ? undefined : state;
      const commit = commits.get(branch.tip)?.toString('utf8') ?? '';
      // Its message names the tree that we gave it: whatever somebody did to it since, it has another one.
      const { Tree: tree, Replaces: replaces } = parseTrailers(commit);
      const isOurs = stored !== undefined && tree === /^tree (\w+)/.exec(commit)?.[1];
      return [pair, { branch, state: stored, isOurs, replaces }];
    }),
  );
}

/** A branch that is to be read. */
interface Reading {
  readonly ref: string;
  readonly tip: string;
  readonly environment: string;
  /** Those that are looked for; all that have a record without them. */
  readonly applications: readonly string[] | undefined;
}

/** Reads branches with what they hold of applications. */
export async function readHoldings(store: Store, wanted: readonly Reading[]): Promise<Branch[]> {
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
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    return { entries, names: new Map(names.map((name) => [name, byName.get(`${name}.json`)])) };
  });
  const files = plans.flatMap(({ names }) =>
    [...names.values()].flatMap((entry) => (entry && isFile(entry) ? entry : [])),
  );
  const texts = await store.texts(files.map(({ id }) => id));
  return wanted.map(({ ref, tip, environment }, index) => {
    const root = roots[index] as TreeEntry[];
    const { entries, names } = plans[index] as (typeof plans)[number];
    const byName = new Map(root.map((entry) => [entry.name, entry]));
    const isOdd = byName.has('.twelve') && byName.get('.twelve')?.mode !== FOLDER;
    const holdings = new Map<string, Holding>();
    for (const [application, file] of names) {
      const odd = isOdd ? '.twelve is no folder' : file && !isFile(file) ? 'it is no file' : undefined;
      holdings.set(application, {
        state: odd === undefined ? parse(file && texts.get(file.id), application, environment) : new Error(odd),
        entry: byName.get(application),
      });
    }
    return { ref, tip, root, records: entries, holdings };
  });
}

/** Whether git keeps a content for it: a submodule has an id of another repository. */
function isFile({ mode }: TreeEntry): boolean {
  return mode !== FOLDER && mode !== SUBMODULE;
}

/** A record of this place alone: one that came with a merge of another branch says what runs there. */
function parse(text: string | undefined, application: string, environment: string): Holding['state'] {
  if (text === undefined) {
    return undefined;
  }
  const state = tryParseState(text);
  if (state instanceof Error) {
    return state;
  }
  if (state.application !== application || state.environment !== environment) {
    return new Error(`it is the state of ${state.application} in ${state.environment}`);
  }
  return idsOf(state).every((id) => /^[0-9a-f]{40,64}$/.test(id))
    ? { state, text }
    : new Error('an id in it is none of git');
}

/** What of a state is handed to git. */
function idsOf({ tree, releases, adopted, earlier }: State): string[] {
  const edits = [adopted, ...earlier.map((position) => position.adopted)].flatMap((one) => Object.values(one ?? {}));
  return [tree, ...Object.values(releases).map((release) => release.tree), ...edits.flatMap(({ blob }) => blob ?? [])];
}
