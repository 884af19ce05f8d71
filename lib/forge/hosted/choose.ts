import { refuse } from '../../errors';
import type { Location } from '../../git';

/** Kinds of forges that are servers. */
export type ForgeKind = 'github' | 'gitlab' | 'gitea';

/** What somebody says of the forge. */
export interface ForgeSettings {
  readonly kind?: ForgeKind | 'local' | undefined;
  readonly url?: string | undefined;
  readonly repository?: string | undefined;
}

/** The forge that has the pull requests; undefined for the local one. */
export interface ForgeAddress {
  readonly kind: ForgeKind;
  /** Address of its pages, without a slash at the end. */
  readonly web: string;
  /** `acme/platform` */
  readonly repository: string;
}

/** Forges that everybody knows. */
const KNOWN: readonly (readonly [pattern: RegExp, kind: ForgeKind])[] = [
  [/^github\.com$|\.ghe\.com$/, 'github'],
  [/^gitlab\.com$/, 'gitlab'],
  [/^(?:codeberg\.org|gitea\.com)$/, 'gitea'],
  // One that is run by somebody mostly says what it is.
  [/^github\.(?!com\b)/, 'github'],
  [/^gitlab\.(?!com\b)/, 'gitlab'],
  [/^(?:gitea|forgejo)\./, 'gitea'],
];

/** Where git is reached beside the forge's own name. */
const ALIASES: Readonly<Record<string, string>> = {
  'www.github.com': 'github.com',
  'ssh.github.com': 'github.com',
  'www.gitlab.com': 'gitlab.com',
  'altssh.gitlab.com': 'gitlab.com',
};

/** How many parts the path of a repository has. */
const PARTS: Readonly<Record<ForgeKind, RegExp>> = {
  github: /^[^/]+\/[^/]+$/,
  gitlab: /^[^/]+(?:\/[^/]+)+$/,
  gitea: /^[^/]+\/[^/]+$/,
};

/**
 * Which forge has the pull requests: what is said, else what the address of the platform repository tells. A folder and a host that nobody
 * knows have none.
 *
 * @throws TwelveFactorError TF2429 if a forge is named and its repository can't be told
 */
export function chooseForge(location: Location, settings: ForgeSettings = {}): ForgeAddress | undefined {
  const remote = location.folder === undefined ? parseRemote(location.url) : undefined;
  const host = settings.url === undefined ? remote?.host : new URL(settings.url).hostname;
  const kind = settings.kind ?? KNOWN.find(([pattern]) => host !== undefined && pattern.test(host))?.[1];
  if (kind === undefined && settings.url !== undefined) {
    return refuse('TF2429', '', 'forge.kind', `${settings.url} does not tell it`, 'give github, gitlab or gitea');
  }
  if (kind === undefined || kind === 'local') {
    return undefined;
  }
  const web = settings.url ?? remote?.web;
  if (web === undefined) {
    const given = 'it is not given, and the platform repository is a folder';
    return refuse('TF2429', '', 'forge.url', given, 'give the address of the forge, such as https://git.example.com');
  }
  const repository = settings.repository ?? remote?.pathBelow(web);
  if (repository === undefined || !PARTS[kind].test(repository) || /(?:^|\/)\.{1,2}(?:\/|$)/.test(repository)) {
    const given = repository === undefined ? 'the address of the platform repository does not tell it' : repository;
    return refuse('TF2429', '', 'forge.repository', given, 'give its path at the forge, such as acme/platform');
  }
  return { kind, web, repository };
}

/** What the address of a repository says of its forge. */
interface RemoteAddress {
  readonly host: string;
  readonly web: string;
  /** The path of the repository below the address of the forge. */
  readonly pathBelow: (web: string) => string;
}

/** Understands `https://host/path`, `ssh://git@host:22/path` and `git@host:path`. */
function parseRemote(url: string): RemoteAddress | undefined {
  const scp = /^(?:[^@/]+@)?(\[[^\]]+\]|[^:/]+):(?!\/\/)(.*)$/.exec(url);
  if (!scp && !URL.canParse(url)) {
    return undefined;
  }
  const { hostname, pathname, protocol, origin } = scp
    ? { hostname: scp[1] as string, pathname: scp[2] as string, protocol: 'ssh:', origin: '' }
    : new URL(url);
  const host = ALIASES[hostname.toLowerCase()] ?? hostname.toLowerCase();
  // The port of ssh is none of the pages.
  const web = /^https?:$/.test(protocol) && host === hostname.toLowerCase() ? origin : `https://${host}`;
  const path = decodePath(pathname)
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
  return {
    host,
    web,
    pathBelow: (forge) => {
      const folder = new URL(forge).pathname.replace(/^\/+|\/+$/g, '');
      return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
    },
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
