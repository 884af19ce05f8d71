import type { TestRepository } from '../repository';
import { gitLabApi } from './gitlab-api';
import { type Pull, Pulls, Refusal } from './pulls';
import { type Answer, type Call, ForgeServer } from './server';

const PROJECT = 'acme/platform';
const AT = /^\/projects\/([^/]+)(?:\/merge_requests(?:\/(\d+))?(?:\/(merge|notes))?)?$/;

/** Accounts by their ids. */
const PEOPLE: readonly string[] = ['root', 'ada', 'eve', 'bob'];

/** What GitLab says to what it refuses. */
const WORDS: Readonly<Record<Refusal['kind'], Answer>> = {
  duplicate: told(409, ['Another open merge request already exists for this source branch: !1']),
  noHead: told(422, ['Source branch "twelve" does not exist']),
  noBase: told(422, ['Target branch "nowhere" does not exist']),
  nothing: told(422, ['nothing']),
  conflict: told(406, 'Branch cannot be merged'),
  blocked: told(405, '405 Method Not Allowed'),
  draft: told(405, '405 Method Not Allowed'),
  moved: told(409, 'SHA does not match HEAD of source branch'),
  closed: told(405, '405 Method Not Allowed'),
};

/** GitLab, as its documentation says. */
export class GitLabServer extends ForgeServer {
  /** How the project merges. */
  mergeMethod: 'merge' | 'rebase_merge' | 'ff' = 'merge';
  squashOption: 'never' | 'default_off' = 'default_off';

  constructor(repository: TestRepository) {
    super(new Pulls(repository), '/api/v4');
    this.pulls.keepsReviewers = true;
  }

  protected tokenOf({ headers }: Call): string | undefined {
    return (headers['private-token'] ?? headers['job-token'])?.toString();
  }

  protected deny(status: 401 | 403): Answer {
    return told(status, status === 401 ? '401 Unauthorized' : '403 Forbidden');
  }

  protected checkCall(call: Call): string[] {
    return gitLabApi.checkCall(call);
  }

  protected checkAnswer(call: Call, answer: Answer): string[] {
    return gitLabApi.checkAnswer(call, answer);
  }

  protected answer({ method, path, query, body }: Call): Answer {
    if (path === '/users') {
      const id = PEOPLE.indexOf(query.get('username') ?? '');
      return { status: 200, body: id < 0 ? [] : [this.account(PEOPLE[id] as string)] };
    }
    const [, id, number, rest = ''] = AT.exec(path) ?? [];
    if (decodeURIComponent(id ?? '') !== PROJECT) {
      return told(404, '404 Project Not Found');
    }
    if (!path.includes('/merge_requests')) {
      return { status: 200, body: this.project() };
    }
    if (number === undefined) {
      return method === 'GET' ? this.list(query, path) : this.open(body as Record<string, string>);
    }
    const pull = this.pulls.find(Number(number));
    return pull ? this.about(`${method} ${rest}`.trim(), pull, body ?? {}, query) : told(404, '404 Not found');
  }

  private about(what: string, pull: Pull, body: Change, query: URLSearchParams): Answer {
    switch (what) {
      case 'GET':
        return { status: 200, body: this.show(pull) };
      case 'PUT':
        return this.change(pull, body);
      case 'PUT merge':
        return this.merge(pull, body);
      case 'GET notes': {
        const notes = pull.comments.map((one) => this.note(one, pull));
        return { status: 200, body: query.get('sort') === 'asc' ? notes : notes.reverse() };
      }
      case 'POST notes':
        return { status: 201, body: this.note(this.pulls.comment(pull, body.body ?? ''), pull) };
      default:
        throw new Error(`the server does not do ${what}`);
    }
  }

  private list(query: URLSearchParams, path: string): Answer {
    const wanted = query.get('state') ?? 'all';
    const found = this.pulls.all.filter(
      (one) =>
        (wanted === 'all' || stateOf(one) === wanted) &&
        (query.get('source_branch') ?? one.head) === one.head &&
        (query.get('target_branch') ?? one.base) === one.base,
    );
    const sorted = query.get('sort') === 'asc' ? found : found.reverse();
    const size = Number(query.get('per_page') ?? 20);
    const at = Number(query.get('page') ?? 1);
    const next = new URLSearchParams(query);
    next.set('page', String(at + 1));
    const link = `<${this.url}/api/v4${path}?${next.toString()}>; rel="next"`;
    return {
      status: 200,
      body: sorted.slice((at - 1) * size, at * size).map((one) => this.overview(one)),
      ...(at * size < sorted.length && { headers: { link, 'x-next-page': String(at + 1) } }),
    };
  }

  private open(body: Record<string, string>): Answer {
    const { source_branch: head = '', target_branch: base = '', title = '', description = '' } = body;
    try {
      const pull = this.pulls.open({ head, base, body: description, ...draftOf(title) });
      return { status: 201, body: this.show(pull) };
    } catch (error) {
      return refused(error);
    }
  }

  private change(pull: Pull, body: Change): Answer {
    Object.assign(pull, body.title === undefined ? {} : draftOf(body.title));
    pull.body = body.description ?? pull.body;
    body.add_labels?.split(',').forEach((label) => pull.labels.add(label.trim()));
    if (body.reviewer_ids) {
      pull.reviewers.clear();
      body.reviewer_ids.forEach((id) => pull.reviewers.add(PEOPLE[id] as string));
    }
    if (body.state_event === 'close' && pull.state === 'open') {
      this.pulls.close(pull);
    }
    this.pulls.touch(pull);
    return { status: 200, body: this.show(pull) };
  }

  private merge(pull: Pull, body: Change): Answer {
    const { sha, squash = false, squash_commit_message: words, merge_when_pipeline_succeeds: later } = body;
    if (pull.computing > 0) {
      return told(405, '405 Method Not Allowed');
    }
    if (later && this.pulls.blocked && pull.state === 'open') {
      pull.autoMerge = squash ? 'squash' : 'merge';
      return { status: 200, body: this.show(pull) };
    }
    try {
      const isForward = this.mergeMethod === 'ff';
      if (isForward && !this.pulls.isOnTop(pull)) {
        return told(405, '405 Method Not Allowed');
      }
      const [whole, squashed] = isForward ? (['forward', 'squash'] as const) : (['merge', 'squash and merge'] as const);
      const title = `Merge branch '${pull.head}' into '${pull.base}'`;
      this.pulls.merge(pull, squash ? squashed : whole, sha, squash ? (words ?? pull.title) : title);
      return { status: 200, body: this.show(pull) };
    } catch (error) {
      return refused(error);
    }
  }

  private project(): object {
    return {
      id: 3,
      path_with_namespace: PROJECT,
      web_url: `${this.url}/${PROJECT}`,
      merge_method: this.mergeMethod,
      squash_option: this.squashOption,
    };
  }

  private account(username: string): object {
    const id = Math.max(0, PEOPLE.indexOf(username));
    return { id, username, name: username, state: 'active', avatar_url: null, web_url: `${this.url}/${username}` };
  }

  private note({ id, body }: { readonly id: number; readonly body: string }, pull: Pull): object {
    const at = pull.updatedAt;
    return { id, body, author: this.account('ada'), system: false, created_at: at, updated_at: at };
  }

  private show(pull: Pull): object {
    return { ...this.overview(pull), merge_error: null, changes_count: '1' };
  }

  private overview(pull: Pull): object {
    const isOpen = pull.state === 'open';
    const isComputing = isOpen && pull.computing > 0;
    pull.computing = Math.max(0, pull.computing - 1);
    const mergeable = isOpen && !isComputing && this.pulls.isMergeable(pull);
    const detail = !isOpen
      ? 'not_open'
      : isComputing
        ? 'checking'
        : pull.draft
          ? 'draft_status'
          : !mergeable
            ? 'conflict'
            : this.mergeMethod === 'ff' && !this.pulls.isOnTop(pull)
              ? 'need_rebase'
              : this.pulls.blocked
                ? 'not_approved'
                : 'mergeable';
    const { style, mergeCommit } = pull;
    // What GitLab squashed is a commit of its own, which it merges or forwards to.
    const squashCommit =
      style === 'squash' ? mergeCommit : style === 'squash and merge' ? `${mergeCommit}^2` : undefined;
    const hasMerge = style === 'merge' || style === 'squash and merge';
    const someone = pull.mergedBy === undefined ? null : this.account(pull.mergedBy);
    return {
      id: 1000 + pull.number,
      iid: pull.number,
      project_id: 3,
      title: pull.draft ? `Draft: ${pull.title}` : pull.title,
      description: pull.body,
      state: stateOf(pull),
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      merged_at: pull.mergedAt ?? null,
      merge_user: someone,
      merged_by: someone,
      closed_at: pull.state === 'closed' ? pull.updatedAt : null,
      closed_by: null,
      source_branch: pull.head,
      target_branch: pull.base,
      source_project_id: pull.fork === undefined ? 3 : 4,
      target_project_id: 3,
      author: this.account(pull.author),
      assignees: [],
      reviewers: [...pull.reviewers].map((name) => this.account(name)),
      labels: [...pull.labels],
      draft: pull.draft,
      work_in_progress: pull.draft,
      merge_when_pipeline_succeeds: pull.autoMerge !== undefined,
      merge_status: isComputing ? 'checking' : mergeable || !isOpen ? 'can_be_merged' : 'cannot_be_merged',
      detailed_merge_status: detail,
      sha: this.pulls.headOf(pull),
      merge_commit_sha: hasMerge ? mergeCommit : null,
      squash_commit_sha: squashCommit === undefined ? null : this.pulls.repository.git('rev-parse', squashCommit),
      squash: pull.autoMerge === 'squash' || squashCommit !== undefined,
      should_remove_source_branch: null,
      force_remove_source_branch: false,
      user_notes_count: pull.comments.length,
      web_url: `${this.url}/${PROJECT}/-/merge_requests/${pull.number}`,
      has_conflicts: detail === 'conflict',
      blocking_discussions_resolved: true,
    };
  }
}

/** What requests that change something may have. */
interface Change {
  readonly title?: string;
  readonly description?: string;
  readonly body?: string;
  readonly add_labels?: string;
  readonly reviewer_ids?: readonly number[];
  readonly state_event?: string;
  readonly sha?: string;
  readonly squash?: boolean;
  readonly squash_commit_message?: string;
  readonly merge_when_pipeline_succeeds?: boolean;
}

/** A draft is one by its title. */
function draftOf(title: string): { title: string; draft: boolean } {
  return { title: title.replace(/^Draft: /, ''), draft: title.startsWith('Draft: ') };
}

function stateOf({ state }: Pull): string {
  return state === 'open' ? 'opened' : state;
}

function told(status: number, message: unknown): Answer {
  return { status, body: { message } };
}

function refused(error: unknown): Answer {
  if (error instanceof Refusal) {
    return WORDS[error.kind];
  }
  throw error;
}
