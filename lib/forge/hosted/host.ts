import type { MergeMethod, PullRequest } from '../forge';

/** What a server is asked to open. */
export interface Opening {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
}

/** Which pull requests are listed. */
export interface Filter {
  readonly state: 'open' | 'all';
  readonly head?: string | undefined;
  readonly base?: string | undefined;
}

/** How one is merged. */
export interface Merging {
  readonly method: MergeMethod;
  /** The commit that was looked at: nothing else is merged. */
  readonly headCommit: string;
  /** Whether it is merged later if something stands in the way now. */
  readonly whenReady: boolean;
  /** What a squash says below its title: the words of the only commit, its trailers at the end. */
  readonly words?: string | undefined;
}

/** What a merge came to. */
export type Merged =
  /** It was done. */
  | 'merged'
  /** It will be, when nothing stands in the way any more. */
  | 'waiting'
  /** It would have been anyway. */
  | 'waited'
  /** The server never merges by itself, and was not asked to merge now. */
  | 'forbidden';

/** What to tell people about a kind of forge. */
export interface HostNames {
  /** `GitHub` */
  readonly forge: string;
  /** `acme/platform` */
  readonly repository: string;
  /** Where the token is taken from: `GITHUB_TOKEN`; undefined if there is none. */
  readonly variable: string | undefined;
  /** Variables that a token may be given in. */
  readonly variables: string;
  /** What a token has to be allowed to do. */
  readonly permissions: string;
}

/**
 * What a kind of forge has to know: requests, and what their answers mean. What is the same everywhere, such as when to ask again, is not
 * here. A request that fails is an `HttpFailure`.
 *
 * A head in a fork is named with its owner, `eve:twelve/production/lulu`, so that it is none of ours.
 */
export interface Host {
  readonly names: HostNames;

  /** Pull requests, newest first; maybe without `mergeState`. */
  list(filter: Filter): Promise<PullRequest[]>;

  /** All of one; undefined if there is none. */
  find(number: number): Promise<PullRequest | undefined>;

  /** Opens one and answers its number. Not to be repeated without a look. */
  open(opening: Opening): Promise<number>;

  /** Changes title and body. */
  rewrite(pullRequest: PullRequest, text: { readonly title?: string; readonly body?: string }): Promise<void>;

  /** Adds labels, which are made if there are none of that name. */
  label(pullRequest: PullRequest, labels: readonly string[]): Promise<void>;

  /** Asks for reviews, but nobody who has given one, and answers whether anybody was asked. */
  request(pullRequest: PullRequest, reviewers: readonly string[]): Promise<boolean>;

  /**
   * Merges, or lets the server merge later.
   *
   * @throws TwelveFactorError TF2408 if the settings of the repository rule the method out
   */
  merge(pullRequest: PullRequest, merging: Merging): Promise<Merged>;

  /** The texts of its newest comments. */
  comments(number: number): Promise<string[]>;

  /** Adds a comment. Not to be repeated without a look. */
  comment(number: number, text: string): Promise<void>;

  close(number: number): Promise<void>;
}
