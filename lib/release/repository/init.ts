import { parseDocument } from 'yaml';
import { refuse } from '../../errors';
import {
  type Asker,
  branchRef,
  commitTree,
  FILE,
  type Identity,
  type RefUpdate,
  shortName,
  type TreeEntry,
} from '../../git';
import {
  type EnvironmentConfig,
  formatPlatform,
  parsePlatform,
  PLATFORM_FILE,
  type PlatformConfig,
} from '../platform-config';
import { formatMessage } from '../trailers';
import { MAIN } from './refs';
import type { Store } from './store';

/** What `twelve init-platform` made, and what was there already. */
export interface Initialized {
  readonly config: PlatformConfig;
  /** Branches that it made or changed. */
  readonly changed: readonly string[];
}

/** How the platform begins. */
export interface InitOptions {
  /** Environments that it is to have. Those that it has already stay as they are. */
  readonly environments: readonly EnvironmentConfig[];
  readonly asker: Asker;
  readonly identity: Identity;
  /** `@default false` */
  readonly dryRun?: boolean;
}

/** What `initPlatform` makes of a repository in which nothing is yet. */
export function firstPlatform(environments: readonly EnvironmentConfig[]): Initialized {
  const config = parsePlatform(formatPlatform(environments));
  return { config, changed: [shortName(MAIN), ...config.environments.map(({ branch }) => branch)] };
}

/**
 * Makes a repository a platform repository: `main` with `twelve.yaml`, and a branch for each environment. What is there already stays, so
 * it is safe to run again.
 *
 * @throws TwelveFactorError TF2204 if there is a `twelve.yaml` with a mistake
 */
export async function initPlatform(store: Store, options: InitOptions): Promise<Initialized> {
  const { remote } = store.cache;
  const tips = await remote.tips(['refs/heads/*']);
  const main = tips.get(MAIN);
  (await remote.fetchTips(main === undefined ? [] : [MAIN])).forEach((tip, ref) => tips.set(ref, tip));
  const root = main === undefined ? [] : await rootOf(store, tips.get(MAIN) as string);
  const file = root.find(({ name }) => name === PLATFORM_FILE);
  const former = file && ((await store.texts([file.id])).get(file.id) as string);
  const text =
    former === undefined ? formatPlatform(options.environments) : withEnvironments(former, options.environments);
  const config = parsePlatform(text);

  const updates: RefUpdate[] = [];
  if (text !== former) {
    const files = {
      [PLATFORM_FILE]: text,
      ...(!root.some(({ name }) => name === 'README.md') && { 'README.md': readmeOf(config) }),
    };
    const commit = await commitFiles(store, options, root, files, tips.get(MAIN), 'Make this a platform repository');
    updates.push({ ref: MAIN, from: main, to: commit });
  }
  for (const { name, branch } of config.environments) {
    if (!tips.has(branchRef(branch))) {
      const files = {
        'README.md': `# ${name}\n\nWhat runs in ${name}. \`twelve\` writes this branch, and a GitOps engine applies it.\n`,
      };
      const commit = await commitFiles(store, options, [], files, undefined, `Begin ${name}`);
      updates.push({ ref: branchRef(branch), from: undefined, to: commit });
    }
  }
  if (!options.dryRun && updates.length > 0 && !(await remote.push(updates))) {
    refuse('TF2305', '', 'push', 'somebody else changed the repository', 'run it again');
  }
  return { config, changed: updates.map(({ ref }) => shortName(ref)) };
}

/** The file with environments that it does not have yet; comments and order stay. */
function withEnvironments(text: string, environments: readonly EnvironmentConfig[]): string {
  const has = new Set(parsePlatform(text).environments.map(({ name }) => name));
  const missing = environments.filter(({ name }) => !has.has(name));
  if (missing.length === 0) {
    return text;
  }
  const document = parseDocument(text); // It was read before.
  missing.forEach(({ name, branch, flow }) =>
    document.setIn(['environments', name], document.createNode({ branch, flow })),
  );
  return document.toString();
}

async function rootOf(store: Store, commit: string): Promise<TreeEntry[]> {
  const text = (await store.cache.objects.read([commit])).get(commit)?.toString('latin1') ?? '';
  const tree = /^tree ([0-9a-f]+)/.exec(text)?.[1] as string;
  return (await store.cache.objects.readTrees([tree])).get(tree) as TreeEntry[];
}

async function commitFiles(
  store: Store,
  { asker, identity }: InitOptions,
  root: readonly TreeEntry[],
  files: Readonly<Record<string, string>>,
  parent: string | undefined,
  subject: string,
): Promise<string> {
  const ids = await store.cache.objects.writeBlobs(Object.values(files));
  const entries = new Map(root.map((entry) => [entry.name, entry]));
  Object.keys(files).forEach((name, index) => entries.set(name, { mode: FILE, name, id: ids[index] as string }));
  const [tree] = await store.cache.objects.writeTrees([[...entries.values()]]);
  const trailers = { Operation: 'init-platform', Actor: asker.actor };
  return commitTree(store.cache.git, {
    tree: tree as string,
    parents: parent === undefined ? [] : [parent],
    message: formatMessage({ subject, body: asker.reason, trailers }),
    at: asker.at,
    identity,
  });
}

function readmeOf({ environments }: PlatformConfig): string {
  const rows = environments.map(({ name, branch, flow }) => {
    const how = flow === 'direct' ? 'commits of `twelve`' : 'pull requests that `twelve` opens';
    return `| ${name} | \`${branch}\` | ${how} |`;
  });
  return [
    '# Platform\n',
    'What runs where. Each environment has a branch, which a GitOps engine applies; `twelve` writes them.\n',
    '| environment | branch | changed by |\n|---|---|---|',
    `${rows.join('\n')}\n`,
    'In an environment branch, `<application>/` is what runs, and `.twelve/<application>.json` says why: the release, who put it there, and',
    'when. Each release is a commit on `releases/<application>`.\n',
    '`twelve status` shows all of it; `twelve verify` proves it.\n',
  ].join('\n');
}
