/** How the commits of a pull request come to its base. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** Whether a pull request can be merged, as the forge sees it. */
export type MergeState =
  /** Nothing stands in the way. */
  | 'ready'
  /** The forge is still finding out, or doesn't say. */
  | 'checking'
  /** Head and base changed the same files. */
  | 'conflicting'
  /** The base demands that the head has all of it. */
  | 'behind'
  /** A check, an approval or another rule of the forge is missing. */
  | 'blocked'
  /** It is a draft. */
  | 'draft';

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
  /** Who asked last for what it proposes: `Ada Lovelace <ada@example.com>`; at GitHub, GitLab and Gitea the account that opened it. */
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
  /** Labels, sorted. The local forge has none. */
  readonly labels?: readonly string[];
  /** Who was asked for a review: accounts, and teams as `acme/team-lulu`; sorted. The local forge asks nobody. */
  readonly reviewers?: readonly string[];
  /** Whether it is a draft, which nobody can merge. The local forge has none. */
  readonly draft?: boolean;
  /** Whether it can be merged. Only of one that is open, and mostly not in lists; the local forge finds out when it merges. */
  readonly mergeState?: MergeState;
  /** How it will be merged by itself, as soon as nothing stands in the way. The local forge waits for nothing. */
  readonly autoMerge?: MergeMethod;
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
  /** The commit that the branch is at. One that is moved meanwhile proposes something else. `@default` whatever it is at */
  readonly headCommit?: string;
  /** Who asked for it. Forges that are servers know their account alone. `@default` who proposes it */
  readonly author?: string;
  /** Who owns what is released. `twelve.yaml` says whom `twelve` asks for a review then; forges themselves know nothing of it. */
  readonly owner?: string;
  /** Labels that it gets. Those that people gave it stay. The local forge has none. `@default` none */
  readonly labels?: readonly string[];
  /**
   * Who is asked for a review: accounts, and teams as `acme/team-lulu`. Nobody is asked twice. The local forge asks nobody. `@default` nobody
   */
  readonly reviewers?: readonly string[];
  /** Whether it is opened as a draft. One that is open stays what it is. The local forge has no drafts. `@default` false */
  readonly draft?: boolean;
  /**
   * How the forge merges it by itself, as soon as nothing stands in the way; at once if nothing does. The local forge waits for nothing: there
   * somebody merges. `@default` somebody has to merge it
   */
  readonly autoMerge?: MergeMethod;
}

/** What became of a proposal. */
export interface Proposed {
  readonly pullRequest: PullRequest;
  /** `unchanged` if it was open with all of this; nothing was written then. */
  readonly action: 'opened' | 'updated' | 'unchanged';
}

/**
 * Asked before each attempt to merge whether that may be; it throws if not.
 *
 * @returns what it looked at: tips of refs, by full name. The local forge merges only while they are there; other forges can't be told.
 */
export type MergeGate = () => Promise<ReadonlyMap<string, string>>;

/** How a pull request is merged. */
export interface MergeProps {
  /** Asked first. `@default` nobody is */
  readonly gate?: MergeGate;
  /** The commit that is to be merged: where its branch is elsewhere, nothing is. `@default` whatever it is at */
  readonly headCommit?: string | undefined;
  /** Whether all is done but the merge itself: it ends as that would, as far as can be known, and the pull request stays as it is. `@default` false */
  readonly dryRun?: boolean;
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

/**
 * Where pull requests are: in the platform repository itself, or at GitHub, GitLab and Gitea. Those may also be out of reach, refuse the token,
 * or answer what no forge answers: any verb may end with TF2421 to TF2428 then, and git is as it was.
 */
export interface Forge {
  /**
   * Opens the one pull request of a head and a base, or brings the open one up to date: its title, its body, its head. One that was merged
   * or closed stays as it is: what is proposed then has a number of its own.
   *
   * @throws TwelveFactorError TF2402 if it can't be written, TF2403 or TF2404 if a branch is missing, TF2405 if there is nothing to merge,
   * TF2410 if the head is no longer at its commit, TF2430 if the forge doesn't merge by itself
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
   * nothing, TF2406 if it conflicts, TF2408 if the method doesn't fit, TF2410 if it changed meanwhile, TF2427 if the forge's rules forbid it
   */
  merge(number: number, method: MergeMethod, props?: MergeProps): Promise<PullRequest>;

  /**
   * Closes an open pull request without merging it, and deletes its branch if it is one of ours. One that is closed already stays as it
   * is; one that counts as closed because its branch is gone gets the reason.
   *
   * @param dryRun whether it stays as it is, and only ends as closing it would. `@default` false
   * @throws TwelveFactorError TF2401 if there is none, TF2407 if it was merged, TF2410 if it changed meanwhile
   */
  close(number: number, reason?: string, dryRun?: boolean): Promise<PullRequest>;
}
