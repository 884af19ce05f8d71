import { backOff } from 'exponential-backoff';
import { type Problem, refuse, TwelveFactorError } from '../../errors';
import { type Asker, branchRef, commitTree, FILE, type Identity, type RefUpdate } from '../../git';
import { parsePlatform, PLATFORM_FILE, type PlatformConfig } from '../platform-config';
import { formatMessage } from '../trailers';
import { rootsOf } from './branch';
import { MAIN } from './refs';
import { requireMain } from './snapshot';
import type { Store } from './store';

/** The branch of a change of `twelve.yaml` that waits. No environment is called so: it has a dot. */
export const POLICY_BRANCH = `twelve/${PLATFORM_FILE}`;

/** How `twelve.yaml` is changed. */
export interface PolicyChange {
  /** What is done: `set` or `remove`. */
  readonly verb: string;
  /** The policy's name. */
  readonly name: string;
  /** The new text of the file. */
  readonly edit: (text: string) => string;
}

/** Who changes it, and how. */
export interface ChangeOptions {
  readonly asker: Asker;
  readonly identity: Identity;
  /** Whether it waits in a pull request. `@default` as `main.flow` of the file says */
  readonly pullRequest?: boolean | undefined;
  /** `@default false` */
  readonly dryRun?: boolean | undefined;
  /** Milliseconds in which races with others are tried again. */
  readonly timeout: number;
}

/** What became of a change. */
export interface PolicyChanged {
  readonly changed: boolean;
  readonly before: string;
  readonly after: string;
  readonly config: PlatformConfig;
  readonly commit?: string;
  /** The branch to be merged into main. */
  readonly proposal?: string;
}

class LostRace extends Error {}

/**
 * Changes `twelve.yaml` on `main` by a commit: on `main`, or on a branch of its own for a pull request. Changes that wait already are kept.
 *
 * @throws TwelveFactorError TF2204 if the file would have a mistake, TF2206 if a change waits on an older `main`, TF2302 if `main` is protected
 */
export async function changePolicies(
  store: Store,
  change: PolicyChange,
  options: ChangeOptions,
): Promise<PolicyChanged> {
  const deadline = Date.now() + options.timeout;
  try {
    return await backOff(() => attempt(store, change, options), {
      numOfAttempts: Infinity,
      startingDelay: 50,
      maxDelay: 1500,
      jitter: 'full',
      retry: (error) => error instanceof LostRace && Date.now() < deadline,
    });
  } catch (error) {
    if (error instanceof LostRace) {
      return refuse('TF2305', '', 'push', 'others were faster', 'nothing has changed; run it again');
    }
    throw error;
  }
}

async function attempt(
  store: Store,
  { verb, name, edit }: PolicyChange,
  options: ChangeOptions,
): Promise<PolicyChanged> {
  const { remote, objects, git } = store.cache;
  const ref = branchRef(POLICY_BRANCH);
  const tips = await remote.tips([MAIN, ref]);
  const there = [MAIN, ref].filter((one) => tips.has(one));
  (await remote.fetchTips(there)).forEach((tip, one) => tips.set(one, tip));
  const main = requireMain(tips);
  const current = await readPlatformFile(store, main);
  const isProposed = options.pullRequest ?? parsePlatform(current).mainFlow === 'pullRequest';
  const waiting = isProposed ? tips.get(ref) : undefined;
  const parent = waiting ?? main;
  if (waiting !== undefined) {
    await requireOnTop(store, waiting, main);
  }
  const before = waiting === undefined ? current : await readPlatformFile(store, waiting);
  const after = edit(before);
  const config = readChanged(after, name);
  const proposal = isProposed ? { proposal: POLICY_BRANCH } : {};
  if (after === before) {
    return { changed: false, before, after, config, ...(waiting !== undefined && proposal) };
  }
  const [root] = await rootsOf(store, [parent]);
  const [id] = await objects.writeBlobs([after]);
  const entries = new Map((root ?? []).map((entry) => [entry.name, entry]));
  entries.set(PLATFORM_FILE, { mode: FILE, name: PLATFORM_FILE, id: id as string });
  const [tree] = await objects.writeTrees([[...entries.values()]]);
  const { asker, identity } = options;
  const message = formatMessage({
    subject: `policies: ${verb} ${name}`,
    body: asker.reason,
    trailers: {
      Operation: `policy-${verb}`,
      Policy: name,
      Actor: asker.actor,
      ...(asker.reason !== undefined && { Reason: asker.reason }),
    },
  });
  const commit = await commitTree(git, { tree: tree as string, parents: [parent], message, at: asker.at, identity });
  const update: RefUpdate = isProposed ? { ref, from: waiting, to: commit } : { ref: MAIN, from: main, to: commit };
  if (!options.dryRun && !(await remote.push([update]))) {
    throw new LostRace();
  }
  return { changed: true, before, after, config, commit, ...proposal };
}

/** Reads the file as it would be. A mistake in it is one of the policy: what is on `main` has none. */
function readChanged(text: string, name: string): PlatformConfig {
  try {
    return parsePlatform(text);
  } catch (error) {
    if (!(error instanceof TwelveFactorError)) {
      throw error;
    }
    const path = `policies.${name}`;
    const [first, ...more] = error.problems.map(({ code, given }) => ({
      ...{ code, place: '', subject: `policy ${name}`, remedy: 'correct it; nothing has changed' },
      given: given.startsWith(path) ? given.slice(path.length).replace(/^(?:: |\.)/, '') : given,
    }));
    throw new TwelveFactorError([first as Problem, ...more]);
  }
}

/** The text of `twelve.yaml` in a commit. */
export async function readPlatformFile(store: Store, commit: string): Promise<string> {
  const [root] = await rootsOf(store, [commit]);
  const file = root?.find(({ name }) => name === PLATFORM_FILE);
  const texts = await store.texts(file ? [file.id] : []);
  return file
    ? (texts.get(file.id) as string)
    : refuse('TF2201', '', 'repository', `main has no ${PLATFORM_FILE}`, 'make it with `twelve init-platform <repo>`');
}

/** What waits has to be on top of main as it is: putting it there is for whoever merges. */
async function requireOnTop(store: Store, waiting: string, main: string): Promise<void> {
  await store.cache.remote.fetchHistory([branchRef(POLICY_BRANCH)]);
  const { code } = await store.cache.git.run(['merge-base', '--is-ancestor', main, waiting], { accept: [0, 1, 128] });
  if (code !== 0) {
    const given = 'a change of the policies waits there, made on an older main';
    refuse('TF2206', '', POLICY_BRANCH, given, 'merge or close its pull request first');
  }
}
