import type { MergeMethod } from '../../../lib/forge';
import { gitHubDescription } from './github-description';
import { mutate, MutationError } from './github-graphql';
import { type Pull, Pulls, Refusal } from './pulls';
import type { TestRepository } from '../repository';
import { type Answer, type Call, ForgeServer } from './server';

const [OWNER, NAME] = ['acme', 'platform'];
const AT = `/repos/${OWNER}/${NAME}`;

/** What GitHub says to what it refuses. */
const WORDS: Readonly<Record<Refusal['kind'], (pull: { readonly head: string; readonly base: string }) => Answer>> = {
  duplicate: ({ head }) => invalid({ code: 'custom', message: `A pull request already exists for ${OWNER}:${head}.` }),
  noHead: () => invalid({ code: 'invalid', field: 'head' }),
  noBase: () => invalid({ code: 'invalid', field: 'base' }),
  nothing: ({ head, base }) => invalid({ code: 'custom', message: `No commits between ${base} and ${head}` }),
  conflict: () => told(405, 'Pull Request is not mergeable'),
  blocked: () => told(405, 'At least 1 approving review is required by reviewers with write access.'),
  draft: () => told(405, 'Pull Request is still a draft'),
  moved: () => told(409, 'Head branch was modified. Review and try the merge again.'),
  closed: () => told(405, 'Pull Request is not mergeable'),
};

/** GitHub, as its own description of itself says. What it answers are its own examples, with what is so put in. */
export class GitHubServer extends ForgeServer {
  /** How the repository's settings let pull requests be merged. */
  methods: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];
  /** Whether its settings let GitHub merge by itself. */
  autoMerge = true;
  /** Accounts that can be asked for a review. */
  readonly people = new Set(['eve', 'bob']);
  private readonly api = gitHubDescription();

  constructor(repository: TestRepository) {
    super(new Pulls(repository), '/api');
    this.pulls.closesWithBranch = true;
  }

  protected tokenOf({ headers }: Call): string | undefined {
    return /^(?:token|bearer) (.*)$/i.exec(headers.authorization ?? '')?.[1];
  }

  protected deny(status: 401 | 403): Answer {
    return status === 401
      ? told(401, 'Bad credentials')
      : told(403, 'Resource not accessible by personal access token', {
          'x-accepted-github-permissions': 'pull_requests=write',
        });
  }

  protected checkCall(call: Call): string[] {
    const isGraphQl = call.method === 'POST' && call.path === '/graphql';
    const isBelow = call.path.startsWith('/v3/');
    return isGraphQl ? [] : isBelow ? this.api.checkCall(plain(call)) : [`${call.path} is not below /api/v3`];
  }

  protected checkAnswer(call: Call, answer: Answer): string[] {
    return this.api.checkAnswer(plain(call), answer);
  }

  protected answer(given: Call): Answer {
    if (given.path === '/graphql') {
      return this.graphQl(given);
    }
    const call = plain(given);
    const { method, path, query, body } = call;
    const pattern = /^\/repos\/acme\/platform(?:\/(pulls|issues)(?:\/(\d+))?(?:\/(\w+))?)?$/;
    const [, resource, number, rest = ''] = (pattern.exec(path) ?? []) as (string | undefined)[];
    if (!path.startsWith(AT)) {
      return told(404, 'Not Found');
    }
    if (resource === undefined) {
      return { status: 200, body: this.repository() };
    }
    if (number === undefined) {
      return method === 'GET' ? this.list(query, path) : this.open(body as Record<string, string>);
    }
    const pull = this.pulls.find(Number(number));
    if (!pull) {
      return told(404, 'Not Found');
    }
    return this.about(`${method} ${resource} ${rest}`.trim(), pull, body as Record<string, never>, call);
  }

  private about(what: string, pull: Pull, body: Record<string, never>, { path, query }: Call): Answer {
    switch (what) {
      case 'GET pulls':
        return { status: 200, body: this.show(pull) };
      case 'PATCH pulls':
        return this.change(pull, body);
      case 'PUT pulls merge':
        return this.merge(pull, body['merge_method'], body['sha']);
      case 'GET pulls reviews':
        return {
          status: 200,
          body: [...pull.reviewed].map((login) => ({
            ...this.api.example('pull-request-review-items'),
            user: user(login),
          })),
        };
      case 'POST pulls requested_reviewers':
        return this.request(pull, body);
      case 'POST issues labels':
        (body['labels'] as unknown as string[]).forEach((label) => pull.labels.add(label));
        this.pulls.touch(pull);
        return { status: 200, body: this.labels(pull) };
      case 'GET issues comments':
        return page(
          pull.comments.map((one) => this.comment(one)),
          query,
          `${this.url}/api/v3${path}`,
        );
      case 'POST issues comments':
        return { status: 201, body: this.comment(this.pulls.comment(pull, body['body'] as unknown as string)) };
      default:
        throw new Error(`the server does not do ${what}`);
    }
  }

  private list(query: URLSearchParams, path: string): Answer {
    const [owner, head] = (query.get('head') ?? ':').split(':') as [string, string];
    const state = query.get('state') ?? 'open';
    const found = this.pulls.all.filter(
      (one) =>
        (state === 'all' || (one.state === 'open') === (state === 'open')) &&
        (head === '' || (one.head === head && (one.fork ?? OWNER) === owner)) &&
        (query.get('base') ?? one.base) === one.base,
    );
    const sorted = found.sort((a, b) => (query.get('direction') === 'asc' ? a.number - b.number : b.number - a.number));
    return page(
      sorted.map((one) => this.simple(one)),
      query,
      `${this.url}/api/v3${path}`,
    );
  }

  private open(body: Record<string, string>): Answer {
    const { head = '', base = '', title = '', body: text = '' } = body;
    try {
      const draft = (body['draft'] as unknown) === true;
      return { status: 201, body: this.show(this.pulls.open({ head, base, title, body: text, draft })) };
    } catch (error) {
      return refused(error, { head, base });
    }
  }

  private change(pull: Pull, body: { title?: string; body?: string; state?: string }): Answer {
    pull.title = body.title ?? pull.title;
    pull.body = body.body ?? pull.body;
    if (body.state === 'closed' && pull.state === 'open') {
      this.pulls.close(pull);
    }
    this.pulls.touch(pull);
    return { status: 200, body: this.show(pull) };
  }

  private merge(pull: Pull, method: MergeMethod = 'merge', sha: string | undefined): Answer {
    if (!this.methods.includes(method)) {
      const name = { merge: 'Merge commits are', squash: 'Squash merges are', rebase: 'Rebase merges are' }[method];
      return told(405, `${name} not allowed on this repository.`);
    }
    if (pull.computing > 0) {
      return told(405, 'Base branch was modified. Review and try the merge again.');
    }
    try {
      const message =
        method === 'squash'
          ? this.pulls.squashMessage(pull)
          : `Merge pull request #${pull.number} from ${OWNER}/${pull.head}\n\n${pull.title}`;
      const commit = this.pulls.merge(pull, method, sha, message);
      return { status: 200, body: { sha: commit, merged: true, message: 'Pull Request successfully merged' } };
    } catch (error) {
      return refused(error, pull);
    }
  }

  private request(pull: Pull, body: { reviewers?: string[]; team_reviewers?: string[] }): Answer {
    const { reviewers = [], team_reviewers: teams = [] } = body;
    if (reviewers.some((login) => !this.people.has(login)) || reviewers.includes(pull.author)) {
      const words =
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/platform repository.';
      return told(422, words);
    }
    [...reviewers, ...teams.map((slug) => `${OWNER}/${slug}`)].forEach((name) => pull.reviewers.add(name));
    return { status: 201, body: this.simple(pull) };
  }

  private graphQl({ body }: Call): Answer {
    const { violations, ...answer } = mutate(body, {
      enablePullRequestAutoMerge: ({ input }) => {
        const pull = this.pulls.find(Number(input['pullRequestId']?.slice(3))) as Pull;
        if (!this.autoMerge) {
          throw new MutationError('Auto merge is not allowed for this repository', 'UNPROCESSABLE');
        }
        if (!this.pulls.blocked) {
          throw new MutationError('Pull request Pull request is in clean status', 'UNPROCESSABLE');
        }
        pull.autoMerge = input['mergeMethod']?.toLowerCase() as MergeMethod;
        return { pullRequest: { number: pull.number } };
      },
    });
    this.violations.push(...violations.map((text) => `POST /graphql: ${text}`));
    return { status: 200, body: answer };
  }

  private repository(): object {
    const example = this.api.example('full-repository-default-response');
    const language = { language: null };
    return {
      ...example,
      ...language,
      source: { ...(example['source'] as object), ...language },
      full_name: `${OWNER}/${NAME}`,
    };
  }

  private labels(pull: Pull): object[] {
    return [...pull.labels].map((name) => ({ ...this.api.example('label-items'), name }));
  }

  private comment({ id, body }: { readonly id: number; readonly body: string }): object {
    return { ...this.api.example('issue-comment-items'), id, body, user: user('ada') };
  }

  /** As lists have it. */
  private simple(pull: Pull): object {
    return this.overlay(this.api.example('pull-request-simple-items'), pull);
  }

  /** All of it. GitHub works out whether it can be merged when somebody looks at it. */
  private show(pull: Pull): object {
    const isOpen = pull.state === 'open';
    const isComputing = isOpen && pull.computing > 0;
    pull.computing = Math.max(0, pull.computing - 1);
    const mergeable = isOpen && !isComputing && this.pulls.isMergeable(pull);
    const state = !mergeable ? 'dirty' : pull.draft ? 'draft' : this.pulls.blocked ? 'blocked' : 'clean';
    return {
      ...this.overlay(this.api.example('pull-request'), pull),
      merged: pull.state === 'merged',
      merged_by: pull.mergedBy === undefined ? null : user(pull.mergedBy),
      mergeable: !isOpen || isComputing ? null : mergeable,
      mergeable_state: !isOpen || isComputing ? 'unknown' : state,
    };
  }

  private overlay(example: Record<string, unknown>, pull: Pull): Record<string, unknown> {
    const people = [...pull.reviewers].filter((name) => !name.includes('/'));
    const teams = [...pull.reviewers].flatMap((name) => name.split('/')[1] ?? []);
    const [team] = example['requested_teams'] as object[];
    const side = (name: 'head' | 'base', ref: string, sha: string, owner = OWNER) => {
      const one = example[name] as { repo: object };
      return {
        ...one,
        ref,
        sha,
        label: `${owner}:${ref}`,
        user: user(owner),
        repo: { ...one.repo, full_name: `${owner}/${NAME}` },
      };
    };
    const base = this.pulls.tip(pull.base) ?? '0'.repeat(40);
    return {
      ...example,
      number: pull.number,
      node_id: `PR_${pull.number}`,
      html_url: `${this.url}/${OWNER}/${NAME}/pull/${pull.number}`,
      title: pull.title,
      body: pull.body,
      state: pull.state === 'open' ? 'open' : 'closed',
      draft: pull.draft,
      user: user(pull.author),
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: pull.state === 'open' ? null : pull.updatedAt,
      merged_at: pull.mergedAt ?? null,
      // Of an open one GitHub names the commit with which it tried to merge.
      merge_commit_sha: pull.mergeCommit ?? 'e5bd3914e2e596debea16f433f57875b5b90bcd6',
      labels: this.labels(pull),
      requested_reviewers: people.map(user),
      requested_teams: teams.map((slug) => ({ ...team, slug, name: slug, type: 'organization' })),
      auto_merge: pull.autoMerge
        ? { enabled_by: user('ada'), merge_method: pull.autoMerge, commit_title: '', commit_message: '' }
        : null,
      head: side('head', pull.head, this.pulls.headOf(pull), pull.fork),
      base: side('base', pull.base, base),
    };
  }
}

function plain(call: Call): Call {
  return { ...call, path: call.path.replace(/^\/v3/, '') };
}

function user(login: string): object {
  const example = gitHubDescription().example('issue-comment-items')['user'] as object;
  return { ...example, login };
}

function told(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

function invalid(error: object): Answer {
  const errors = [{ resource: 'PullRequest', ...error }];
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: 'https://docs.github.com/rest' },
  };
}

function refused(error: unknown, pull: { readonly head: string; readonly base: string }): Answer {
  if (error instanceof Refusal) {
    return WORDS[error.kind](pull);
  }
  throw error;
}

/** A page of a list, and where the next one is. */
function page(all: readonly object[], query: URLSearchParams, address: string): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const at = Number(query.get('page') ?? 1);
  const next = new URLSearchParams(query);
  next.set('page', String(at + 1));
  const link = `<${address}?${next.toString()}>; rel="next"`;
  return {
    status: 200,
    body: all.slice((at - 1) * size, at * size),
    ...(at * size < all.length && { headers: { link } }),
  };
}
