import type { MergeMethod } from '../../../lib/forge';
import type { TestRepository } from '../repository';
import { Conflict, mergeCommits, type Style } from './worktree';

/** A pull request as a server keeps it. */
export interface Pull {
  readonly number: number;
  readonly head: string;
  base: string;
  title: string;
  body: string;
  state: 'open' | 'closed' | 'merged';
  draft: boolean;
  /** Account that opened it. */
  readonly author: string;
  readonly labels: Set<string>;
  readonly reviewers: Set<string>;
  /** Who has given a review. */
  readonly reviewed: Set<string>;
  readonly comments: { readonly id: number; readonly body: string }[];
  readonly createdAt: string;
  updatedAt: string;
  /** The head when it was open last. */
  lastHead: string;
  mergedAt?: string;
  mergedBy?: string;
  mergeCommit?: string;
  style?: Style;
  autoMerge?: MergeMethod;
  /** How often it is still said that mergeability is being computed. */
  computing: number;
  /** Whose fork it is from, if it is from one: there its head has the same name. */
  readonly fork?: string;
}

/** What a server refuses, in its own words. */
export class Refusal extends Error {
  constructor(
    readonly kind:
      'duplicate' | 'noHead' | 'noBase' | 'nothing' | 'conflict' | 'blocked' | 'draft' | 'moved' | 'closed',
  ) {
    super(kind);
  }
}

/** Pull requests over a repository: what all servers do, each in its own words. Branches and merges are those of git. */
export class Pulls {
  readonly all: Pull[] = [];
  /** Whether something that the branch demands is missing. */
  blocked = false;
  /** Whether somebody who gave a review is still among those who were asked. */
  keepsReviewers = false;
  /** Whether one is closed when its head or its base is deleted. */
  closesWithBranch = false;
  /** How often the mergeability of a new one is said to be unknown. */
  computing = 0;
  private tips = new Map<string, string>();
  private readonly mergeable = new Map<string, boolean>();
  private comments = 0;

  constructor(readonly repository: TestRepository) {}

  /** Looks where all branches are: once for each request. */
  refresh(): void {
    const lines = this.repository.lines('for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads');
    this.tips = new Map(lines.map((line) => line.split(' ') as [string, string]));
    const isGone = ({ head, base, fork }: Pull) =>
      !(this.tips.has(base) && (fork !== undefined || this.tips.has(head)));
    const gone = this.closesWithBranch ? this.all.filter((one) => one.state === 'open' && isGone(one)) : [];
    gone.forEach((one) => this.close(one));
  }

  /** Where a branch is. */
  tip(branch: string): string | undefined {
    return this.tips.get(branch);
  }

  /** One that is named by its number. */
  find(number: number): Pull | undefined {
    return this.all.find((one) => one.number === number);
  }

  open(props: Pick<Pull, 'head' | 'base' | 'title' | 'body' | 'draft'> & { readonly fork?: string }): Pull {
    const { head, base, fork } = props;
    this.refresh();
    const tip = this.tip(head);
    if (tip === undefined) {
      throw new Refusal('noHead');
    }
    if (this.tip(base) === undefined) {
      throw new Refusal('noBase');
    }
    const isSame = (one: Pull) => one.state === 'open' && one.head === head && one.base === base && one.fork === fork;
    if (this.all.some(isSame)) {
      throw new Refusal('duplicate');
    }
    if (this.repository.git('rev-list', '--count', `${base}..${head}`) === '0') {
      throw new Refusal('nothing');
    }
    const at = this.repository.now();
    const pull: Pull = {
      ...props,
      number: this.all.length + 1,
      state: 'open',
      author: 'ada',
      labels: new Set(),
      reviewers: new Set(),
      reviewed: new Set(),
      comments: [],
      createdAt: at,
      updatedAt: at,
      lastHead: tip,
      computing: this.computing,
    };
    this.all.push(pull);
    return pull;
  }

  /** Where the head is; where it was, of one that is merged or closed, or whose branch is gone. */
  headOf(pull: Pull): string {
    if (pull.state === 'open') {
      pull.lastHead = this.tip(pull.head) ?? pull.lastHead;
    }
    return pull.lastHead;
  }

  touch(pull: Pull): void {
    pull.updatedAt = this.repository.now();
  }

  comment(pull: Pull, body: string): { readonly id: number; readonly body: string } {
    const comment = { id: ++this.comments, body };
    pull.comments.push(comment);
    this.touch(pull);
    return comment;
  }

  /** Somebody gives a review. Some servers ask them no longer then. */
  review(number: number, account: string): void {
    const pull = this.find(number);
    pull?.reviewed.add(account);
    if (!this.keepsReviewers) {
      pull?.reviewers.delete(account);
    }
  }

  close(pull: Pull): void {
    this.headOf(pull);
    pull.state = 'closed';
    this.touch(pull);
  }

  /** Whether git can merge it. */
  isMergeable(pull: Pull): boolean {
    const base = this.tip(pull.base);
    if (base === undefined || this.tip(pull.head) === undefined) {
      return false;
    }
    const head = this.headOf(pull);
    const key = `${head} ${base}`;
    if (!this.mergeable.has(key)) {
      try {
        mergeCommits(this.repository, { head, base, style: 'merge', message: 'try' });
        this.mergeable.set(key, true);
      } catch (error) {
        if (!(error instanceof Conflict)) {
          throw error;
        }
        this.mergeable.set(key, false);
      }
    }
    return this.mergeable.get(key) as boolean;
  }

  /** Merges, as a server does that was asked by an account. */
  merge(pull: Pull, style: Style, expected: string | undefined, message: string): string {
    if (pull.state !== 'open') {
      throw new Refusal('closed');
    }
    if (pull.draft) {
      throw new Refusal('draft');
    }
    const head = this.headOf(pull);
    if (expected !== undefined && expected !== head) {
      throw new Refusal('moved');
    }
    if (!this.isMergeable(pull)) {
      throw new Refusal('conflict');
    }
    if (this.blocked) {
      throw new Refusal('blocked');
    }
    const base = this.tip(pull.base) as string;
    const commit = mergeCommits(this.repository, { head, base, style, message });
    this.repository.git('update-ref', `refs/heads/${pull.base}`, commit, base);
    this.refresh();
    this.touch(pull);
    pull.state = 'merged';
    pull.mergedAt = pull.updatedAt;
    pull.mergedBy = 'ada';
    pull.mergeCommit = commit;
    pull.style = style;
    return commit;
  }

  /** Whether the base has nothing that the head doesn't. */
  isOnTop(pull: Pull): boolean {
    const base = this.tip(pull.base);
    return base !== undefined && this.repository.git('merge-base', base, this.headOf(pull)) === base;
  }

  /** The words of a head that is one commit, as servers take them for a squash: its subject, and its body with the trailers. */
  squashMessage(pull: Pull): string {
    const log = this.repository.git('log', '--format=%B%x00', `${pull.base}..${this.headOf(pull)}`).split('\0');
    const messages = log.map((text) => text.trim()).filter((text) => text !== '');
    const [only] = messages;
    const [subject = pull.title, ...body] = (only ?? '').split('\n');
    return messages.length === 1
      ? `${subject} (#${pull.number})\n${body.join('\n')}`
      : `${pull.title} (#${pull.number})\n\n${messages.map((text) => `* ${text.split('\n')[0]}`).join('\n')}`;
  }
}
