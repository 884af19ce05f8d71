import type { MergeMethod } from '../../../lib/forge';
import type { TestRepository } from '../repository';
import { giteaApi } from './gitea-api';
import { type Pull, Pulls, Refusal } from './pulls';
import { type Answer, type Call, ForgeServer } from './server';

const [OWNER, NAME] = ['acme', 'platform'];
const AT = /^\/repos\/([^/]+)\/([^/]+)(?:\/(pulls|issues|labels)(?:\/(\d+))?(?:\/(\w+))?)?$/;
const NO_TIME = '0001-01-01T00:00:00Z';

/** What Gitea says to what it refuses. */
const WORDS: Readonly<Record<Refusal['kind'], Answer>> = {
  duplicate: told(409, 'pull request already exists for these targets [id: 1, issue_id: 1, head_repo_id: 1]'),
  noHead: told(404, "The target couldn't be found."),
  noBase: told(404, "The target couldn't be found."),
  nothing: told(422, 'nothing'),
  conflict: told(405, 'Please try again later'),
  blocked: told(405, 'Does not have enough approvals'),
  draft: told(405, 'Work in progress PRs cannot be merged'),
  moved: told(409, 'head out of date'),
  closed: told(404, "The target couldn't be found."),
};

/** Gitea, as its documentation says. */
export class GiteaServer extends ForgeServer {
  /** How the repository's settings let pull requests be merged. */
  methods: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];
  private readonly people: readonly string[] = ['ada', 'eve', 'bob'];
  private readonly known: string[] = [];

  constructor(repository: TestRepository) {
    super(new Pulls(repository), '/api/v1');
    this.pulls.closesWithBranch = true;
  }

  protected tokenOf({ headers }: Call): string | undefined {
    return /^(?:token|bearer) (.*)$/i.exec(headers.authorization ?? '')?.[1];
  }

  protected deny(status: 401 | 403): Answer {
    return status === 401
      ? told(401, 'invalid username, password or token')
      : told(403, 'token does not have at least one of required scope(s): [write:repository]');
  }

  protected checkCall(call: Call): string[] {
    return giteaApi.checkCall(call);
  }

  protected checkAnswer(call: Call, answer: Answer): string[] {
    return giteaApi.checkAnswer(call, answer);
  }

  protected answer({ method, path, query, body }: Call): Answer {
    const [, owner, name, resource, number, rest = ''] = (AT.exec(path) ?? []) as (string | undefined)[];
    if (owner !== OWNER || name !== NAME) {
      return told(404, "The target couldn't be found.");
    }
    if (resource === undefined) {
      return { status: 200, body: this.repository(OWNER) };
    }
    if (resource === 'labels') {
      return method === 'GET'
        ? this.page(
            this.known.map((one) => this.label(one)),
            query,
            path,
          )
        : { status: 201, body: this.label((body as { name: string }).name) };
    }
    if (number === undefined) {
      return method === 'GET' ? this.list(query, path) : this.open(body as Record<string, string>);
    }
    const pull = this.pulls.find(Number(number));
    return pull
      ? this.about(`${method} ${resource} ${rest}`.trim(), pull, body ?? {}, { query, path })
      : told(404, "The target couldn't be found.");
  }

  private about(what: string, pull: Pull, body: Change, { query, path }: Pick<Call, 'query' | 'path'>): Answer {
    switch (what) {
      case 'GET pulls':
        return { status: 200, body: this.show(pull) };
      case 'PATCH pulls':
        return this.change(pull, body);
      case 'POST pulls merge':
        return this.merge(pull, body);
      case 'GET pulls reviews':
        return this.page(this.reviews(pull), query, path);
      case 'POST pulls requested_reviewers':
        return this.request(pull, body);
      case 'POST issues labels':
        body.labels?.forEach((id) => pull.labels.add(this.known[id - 1] as string));
        this.pulls.touch(pull);
        return { status: 200, body: [...pull.labels].map((one) => this.label(one)) };
      case 'GET issues comments':
        return { status: 200, body: pull.comments.map((one) => this.comment(one, pull)) };
      case 'POST issues comments':
        return { status: 201, body: this.comment(this.pulls.comment(pull, body.body ?? ''), pull) };
      default:
        throw new Error(`the server does not do ${what}`);
    }
  }

  private list(query: URLSearchParams, path: string): Answer {
    const state = query.get('state') ?? 'open';
    const found = this.pulls.all.filter((one) => state === 'all' || (one.state === 'open') === (state === 'open'));
    return this.page(
      found.map((one) => this.show(one)),
      query,
      path,
    );
  }

  private open({ head = '', base = '', title = '', body = '' }: Record<string, string>): Answer {
    try {
      return { status: 201, body: this.show(this.pulls.open({ head, base, body, ...draftOf(title) })) };
    } catch (error) {
      return refused(error);
    }
  }

  private change(pull: Pull, { title, body, state }: Change): Answer {
    if (state !== undefined && pull.state === 'merged') {
      return told(412, 'cannot change state of this pull request, it was already merged');
    }
    Object.assign(pull, title === undefined ? {} : draftOf(title));
    pull.body = body ?? pull.body;
    if (state === 'closed' && pull.state === 'open') {
      this.pulls.close(pull);
    }
    this.pulls.touch(pull);
    return { status: 201, body: this.show(pull) };
  }

  private merge(pull: Pull, body: Change): Answer {
    const { Do: method = 'merge', head_commit_id: sha, merge_when_checks_succeed: later } = body;
    if (pull.state === 'merged') {
      return told(405, '');
    }
    if (pull.computing > 0 && pull.state === 'open') {
      return told(405, 'Please try again later');
    }
    if (later && this.pulls.blocked && pull.state === 'open') {
      const isScheduled = pull.autoMerge !== undefined;
      pull.autoMerge = method;
      return isScheduled
        ? told(409, 'pull request is already scheduled to auto merge when checks succeed')
        : { status: 201 };
    }
    if (!this.methods.includes(method)) {
      return told(405, `${method} is not allowed an allowed merge style for this repository`);
    }
    try {
      const title =
        body.MergeTitleField ??
        (method === 'squash'
          ? `${pull.title} (#${pull.number})`
          : `Merge pull request '${pull.title}' (#${pull.number})`);
      const message = body.MergeMessageField ? `${title}\n\n${body.MergeMessageField}` : title;
      this.pulls.merge(pull, method, sha, message);
      return { status: 200 };
    } catch (error) {
      return refused(error);
    }
  }

  private request(pull: Pull, { reviewers = [], team_reviewers: teams = [] }: Change): Answer {
    const stranger = reviewers.find((one) => !this.people.includes(one));
    if (stranger !== undefined) {
      return told(404, `user '${stranger}' not exist`);
    }
    [...reviewers, ...teams.map((one) => `${OWNER}/${one}`)].forEach((one) => pull.reviewers.add(one));
    return { status: 201, body: this.reviews(pull) };
  }

  private page(all: readonly object[], query: URLSearchParams, path: string): Answer {
    const size = Math.min(50, Number(query.get('limit') ?? 30));
    const at = Number(query.get('page') ?? 1);
    const next = new URLSearchParams(query);
    next.set('page', String(at + 1));
    const link = `<${this.url}/api/v1${path}?${next.toString()}>; rel="next"`;
    const headers = { 'x-total-count': String(all.length), ...(at * size < all.length && { link }) };
    return { status: 200, body: all.slice((at - 1) * size, at * size), headers };
  }

  private account(login: string): object {
    return {
      id: this.people.indexOf(login) + 1,
      login,
      full_name: login,
      email: `${login}@example.com`,
      avatar_url: '',
    };
  }

  private repository(owner: string): object {
    const path = `${owner}/${NAME}`;
    return {
      id: owner === OWNER ? 1 : 2,
      name: NAME,
      full_name: path,
      html_url: `${this.url}/${path}`,
      default_branch: 'main',
    };
  }

  private label(name: string): object {
    if (!this.known.includes(name)) {
      this.known.push(name);
    }
    return { id: this.known.indexOf(name) + 1, name, color: '0e8a16', description: '', url: '' };
  }

  private comment({ id, body }: { readonly id: number; readonly body: string }, { updatedAt: at }: Pull): object {
    return { id, body, user: this.account('ada'), created_at: at, updated_at: at };
  }

  /** Who was asked is in the list too. */
  private reviews(pull: Pull): object[] {
    const asked = [...pull.reviewers].filter((one) => !one.includes('/'));
    const all = [...asked.map((one) => [one, 'REQUEST_REVIEW']), ...[...pull.reviewed].map((one) => [one, 'APPROVED'])];
    return all.map(([login = '', state], index) => ({
      id: index + 1,
      user: this.account(login),
      team: null,
      state,
      body: '',
      submitted_at: NO_TIME,
    }));
  }

  private show(pull: Pull): object {
    const isOpen = pull.state === 'open';
    const isComputing = isOpen && pull.computing > 0;
    pull.computing = Math.max(0, pull.computing - 1);
    const head = this.pulls.headOf(pull);
    const base = this.pulls.tip(pull.base) ?? '0'.repeat(40);
    const owner = pull.fork ?? OWNER;
    const people = [...pull.reviewers].filter((one) => !one.includes('/'));
    const teams = [...pull.reviewers].flatMap((one) => one.split('/')[1] ?? []);
    return {
      id: 1000 + pull.number,
      url: `${this.url}/${OWNER}/${NAME}/pulls/${pull.number}`,
      number: pull.number,
      user: this.account(pull.author),
      title: pull.draft ? `WIP: ${pull.title}` : pull.title,
      body: pull.body,
      labels: [...pull.labels].map((one) => this.label(one)),
      assignees: null,
      requested_reviewers: people.map((one) => this.account(one)),
      requested_reviewers_teams: teams.map((name) => ({ id: 1, name })),
      state: isOpen ? 'open' : 'closed',
      draft: pull.draft,
      is_locked: false,
      comments: pull.comments.length,
      html_url: `${this.url}/${OWNER}/${NAME}/pulls/${pull.number}`,
      mergeable: isOpen && !isComputing && !pull.draft && this.pulls.isMergeable(pull),
      merged: pull.state === 'merged',
      merged_at: pull.mergedAt ?? null,
      merge_commit_sha: pull.mergeCommit ?? null,
      merged_by: pull.mergedBy === undefined ? null : this.account(pull.mergedBy),
      base: { label: pull.base, ref: pull.base, sha: base, repo_id: 1, repo: this.repository(OWNER) },
      head: {
        label: pull.head,
        ref: pull.head,
        sha: head,
        repo_id: owner === OWNER ? 1 : 2,
        repo: this.repository(owner),
      },
      merge_base: base,
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: isOpen ? null : pull.updatedAt,
    };
  }
}

/** What requests that change something may have. */
interface Change {
  readonly title?: string;
  readonly body?: string;
  readonly state?: string;
  readonly labels?: readonly number[];
  readonly reviewers?: readonly string[];
  readonly team_reviewers?: readonly string[];
  readonly Do?: MergeMethod;
  readonly MergeTitleField?: string;
  readonly MergeMessageField?: string;
  readonly head_commit_id?: string;
  readonly merge_when_checks_succeed?: boolean;
}

/** A draft is one by its title. */
function draftOf(title: string): { title: string; draft: boolean } {
  return { title: title.replace(/^WIP: /, ''), draft: title.startsWith('WIP: ') };
}

function told(status: number, message: string): Answer {
  return { status, body: { message, url: 'https://gitea.example.com/api/swagger' } };
}

function refused(error: unknown): Answer {
  if (error instanceof Refusal) {
    return WORDS[error.kind];
  }
  throw error;
}
