import type { Forge, ListOptions, MergeProps, MergeMethod, ProposeProps, Proposed, PullRequest } from './forge';

/** What pull requests are opened and merged with, if nothing else is said. */
export interface ForgeDefaults {
  readonly labels: readonly string[];
  /** Who is asked for a review, by owner; `*` for all others. */
  readonly reviewers: Readonly<Record<string, readonly string[]>>;
  readonly draft: boolean;
  readonly mergeMethod: MergeMethod;
  readonly autoMerge: boolean;
}

/** What holds where nobody says anything. */
const NOTHING: ForgeDefaults = { labels: [], reviewers: {}, draft: false, mergeMethod: 'merge', autoMerge: false };

/** A forge that does what `twelve.yaml` says wherever nothing else is asked for. */
export class ConfiguredForge implements Forge {
  constructor(
    private readonly forge: Forge,
    private readonly defaults: ForgeDefaults = NOTHING,
  ) {}

  /** @see Forge.propose */
  propose(props: ProposeProps): Promise<Proposed> {
    const { labels, reviewers, draft, autoMerge, mergeMethod } = this.defaults;
    const { owner = '*' } = props;
    const asked = (Object.hasOwn(reviewers, owner) ? reviewers[owner] : reviewers['*']) ?? [];
    return this.forge.propose({
      labels,
      reviewers: asked,
      draft,
      ...(autoMerge && { autoMerge: mergeMethod }),
      ...props,
    });
  }

  /** @see Forge.list */
  list(options?: ListOptions): Promise<PullRequest[]> {
    return this.forge.list(options);
  }

  /** @see Forge.get */
  get(number: number): Promise<PullRequest> {
    return this.forge.get(number);
  }

  /**
   * @see Forge.merge
   * @param method `@default` what `twelve.yaml` says, else merge
   */
  merge(number: number, method: MergeMethod = this.defaults.mergeMethod, props?: MergeProps): Promise<PullRequest> {
    return this.forge.merge(number, method, props);
  }

  /** @see Forge.close */
  close(number: number, reason?: string, dryRun?: boolean): Promise<PullRequest> {
    return this.forge.close(number, reason, dryRun);
  }
}
