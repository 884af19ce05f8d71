/** How the commits of a pull request come to its base. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** A change that waits until somebody merges it, or that did. */
export interface PullRequest {
  readonly number: number;
  /** The branch that is to be merged. */
  readonly head: string;
  /** The branch that it is to be merged into. */
  readonly base: string;
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** Who opened it: `Ada Lovelace <ada@example.com>`. */
  readonly author: string;
  /** When it was opened, as ISO 8601. */
  readonly createdAt: string;
  /** When it was changed last, as ISO 8601. */
  readonly updatedAt: string;
  /** The commit that it proposes; of a merged one the commit that was merged. */
  readonly headCommit?: string;
  /** Where people look at it, if the forge has pages. */
  readonly url?: string;
  readonly mergedAt?: string;
  readonly mergedBy?: string;
  /** The commit with which its base had the change. */
  readonly mergeCommit?: string;
  readonly method?: MergeMethod;
  /** Why it was closed and not merged. */
  readonly closedReason?: string;
}

/** What is proposed. */
export interface ProposeProps {
  /** The branch that is to be merged. It has been pushed before. */
  readonly head: string;
  /** The branch that it is to be merged into. */
  readonly base: string;
  /** One line of at most 255 characters. */
  readonly title: string;
  /** Markdown, at most 65,536 characters. */
  readonly body: string;
}

/** What became of a proposal. */
export interface Proposed {
  readonly pullRequest: PullRequest;
  /** `unchanged` if it was open with all of this; nothing was written then. */
  readonly action: 'opened' | 'updated' | 'unchanged';
}

/** Which pull requests are listed. */
export interface ListOptions {
  /** `@default open` */
  readonly state?: 'open' | 'all';
  /** Only those of this branch. `@default` of every branch */
  readonly head?: string;
  /** Only those for this branch. `@default` for every branch */
  readonly base?: string;
}

/** Where pull requests are: in the platform repository itself, or at GitHub, GitLab and Gitea. */
export interface Forge {
  /**
   * Opens the one pull request of a head and a base, or brings the open one up to date: its title, its body, its head. One that was merged
   * or closed stays as it is: what is proposed then has a number of its own.
   *
   * @throws TwelveFactorError TF2402 if it can't be written, TF2403 or TF2404 if a branch is missing, TF2405 if there is nothing to merge
   */
  propose(props: ProposeProps): Promise<Proposed>;

  /** Pull requests, newest first. */
  list(options?: ListOptions): Promise<PullRequest[]>;

  /** @throws TwelveFactorError TF2401 if there is none with this number */
  get(number: number): Promise<PullRequest>;

  /**
   * Merges an open pull request, and deletes its branch if it is one of ours: `twelve/…`. One that is merged already stays as it is.
   *
   * @throws TwelveFactorError TF2401 if there is none, TF2407 if it was closed, TF2403 or TF2404 if a branch is missing, TF2405 if it changes
   * nothing, TF2406 if it conflicts, TF2408 if the method doesn't fit, TF2410 if it changed meanwhile
   */
  merge(number: number, method: MergeMethod): Promise<PullRequest>;

  /**
   * Closes an open pull request without merging it, and deletes its branch if it is one of ours. One that is closed already stays as it
   * is; one that counts as closed because its branch is gone gets the reason.
   *
   * @throws TwelveFactorError TF2401 if there is none, TF2407 if it was merged, TF2410 if it changed meanwhile
   */
  close(number: number, reason?: string): Promise<PullRequest>;
}
