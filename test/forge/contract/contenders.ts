import type { Forge, ForgeKind, MergeMethod } from '../../../lib/forge';
import { tryOpenForge } from '../../../lib/forge';
import { locate } from '../../../lib/git';
import type { TestRepository, User } from '../repository';
import { GiteaServer } from '../servers/gitea';
import { GitHubServer } from '../servers/github';
import { GitLabServer } from '../servers/gitlab';
import { type ForgeServer, TOKEN } from '../servers/server';
import { TestClock } from './clock';

/** A server, and what the contract has to know of its kind. */
export interface Kind {
  readonly name: string;
  readonly kind: ForgeKind;
  readonly variable: string;
  readonly serve: (repository: TestRepository) => ForgeServer;
  /** Lets the settings of the repository take this method. */
  readonly allow: (server: ForgeServer, methods: readonly MergeMethod[]) => void;
  /** Whether a pull request is closed when its branch is deleted. */
  readonly closesWithBranch: boolean;
  /** Whether it tells that a rule of the branch stands in the way. */
  readonly tellsRules: boolean;
  /** How the head of a fork is named. */
  readonly forkOwner: string;
  /** Requests, as the server sees them. */
  readonly requests: Readonly<Record<'list' | 'find' | 'open' | 'rewrite' | 'merge' | 'comment', RegExp>>;
}

export const gitHub: Kind = {
  name: 'GitHub',
  kind: 'github',
  variable: 'GITHUB_TOKEN',
  serve: (repository) => new GitHubServer(repository),
  allow: (server, methods) => ((server as GitHubServer).methods = methods),
  closesWithBranch: true,
  tellsRules: true,
  forkOwner: 'eve',
  requests: {
    list: /^GET \/v3\/repos\/acme\/platform\/pulls$/,
    find: /^GET \/v3\/repos\/acme\/platform\/pulls\/\d+$/,
    open: /^POST \/v3\/repos\/acme\/platform\/pulls$/,
    rewrite: /^PATCH \/v3\/repos\/acme\/platform\/pulls\/\d+$/,
    merge: /^PUT \/v3\/repos\/acme\/platform\/pulls\/\d+\/merge$/,
    comment: /^POST \/v3\/repos\/acme\/platform\/issues\/\d+\/comments$/,
  },
};

export const gitLab: Kind = {
  name: 'GitLab',
  kind: 'gitlab',
  variable: 'GITLAB_TOKEN',
  serve: (repository) => new GitLabServer(repository),
  allow: (server, methods) => {
    const project = server as GitLabServer;
    project.mergeMethod = methods.includes('rebase') ? 'ff' : 'merge';
    project.squashOption = methods.includes('squash') ? 'default_off' : 'never';
  },
  closesWithBranch: false,
  tellsRules: true,
  forkOwner: '4',
  requests: {
    list: /^GET \/projects\/acme%2Fplatform\/merge_requests$/,
    find: /^GET \/projects\/acme%2Fplatform\/merge_requests\/\d+$/,
    open: /^POST \/projects\/acme%2Fplatform\/merge_requests$/,
    rewrite: /^PUT \/projects\/acme%2Fplatform\/merge_requests\/\d+$/,
    merge: /^PUT \/projects\/acme%2Fplatform\/merge_requests\/\d+\/merge$/,
    comment: /^POST \/projects\/acme%2Fplatform\/merge_requests\/\d+\/notes$/,
  },
};

export const gitea: Kind = {
  name: 'Gitea',
  kind: 'gitea',
  variable: 'GITEA_TOKEN',
  serve: (repository) => new GiteaServer(repository),
  allow: (server, methods) => ((server as GiteaServer).methods = methods),
  closesWithBranch: true,
  tellsRules: false,
  forkOwner: 'eve',
  requests: {
    list: /^GET \/repos\/acme\/platform\/pulls$/,
    find: /^GET \/repos\/acme\/platform\/pulls\/\d+$/,
    open: /^POST \/repos\/acme\/platform\/pulls$/,
    rewrite: /^PATCH \/repos\/acme\/platform\/pulls\/\d+$/,
    merge: /^POST \/repos\/acme\/platform\/pulls\/\d+\/merge$/,
    comment: /^POST \/repos\/acme\/platform\/issues\/\d+\/comments$/,
  },
};

/** All kinds of forges that are servers. */
export const KINDS: readonly Kind[] = [gitHub, gitLab, gitea];

/** How a forge of a test is used. */
export interface HostedUser extends User {
  /** The token. `@default` one that may do everything; none with '' */
  readonly token?: string;
  readonly answerTimeout?: number;
  readonly repository?: string;
  readonly url?: string;
}

/** A forge of a kind over a repository. */
export class Hosted {
  readonly clock = new TestClock();
  readonly server: ForgeServer;

  constructor(
    readonly kind: Kind,
    readonly repository: TestRepository,
  ) {
    this.server = kind.serve(repository);
  }

  /** The forge, as commands use it: opened anew for each thing that is done. */
  forge(user: HostedUser = {}): Forge {
    const { name = 'Ada', cache = name, timeout = 30_000, token = TOKEN, answerTimeout = 2000 } = user;
    const { kind } = this.kind;
    const settings = { kind, url: user.url ?? this.server.url, repository: user.repository ?? 'acme/platform' };
    const location = locate(this.repository.path, this.repository.folder);
    const env = token === '' ? {} : { [this.kind.variable]: token };
    const open = <T>(work: (forge: Forge) => Promise<T>) =>
      this.repository.withCache(cache, async (opened) => {
        const props = { location, settings, env, cache: opened, timeout, answerTimeout, clock: this.clock };
        return work((await tryOpenForge(props)) as Forge);
      });
    return {
      propose: (props) => open((forge) => forge.propose(props)),
      list: (options) => open((forge) => forge.list(options)),
      get: (number) => open((forge) => forge.get(number)),
      merge: (number, method) => open((forge) => forge.merge(number, method)),
      close: (number, why) => open((forge) => forge.close(number, why)),
    };
  }
}
