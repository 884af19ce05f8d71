import type { ConfiguredForge } from './configured';
import type { Forge, ListOptions, MergeProps, MergeMethod, ProposeProps, Proposed, PullRequest } from './forge';

/** A forge that is found when it is needed first: most commands need none. */
export class LazyForge implements Forge {
  private found: Promise<ConfiguredForge> | undefined;

  constructor(private readonly find: () => Promise<ConfiguredForge>) {}

  /** @see Forge.propose */
  async propose(props: ProposeProps): Promise<Proposed> {
    return (await this.forge()).propose(props);
  }

  /** @see Forge.list */
  async list(options?: ListOptions): Promise<PullRequest[]> {
    return (await this.forge()).list(options);
  }

  /** @see Forge.get */
  async get(number: number): Promise<PullRequest> {
    return (await this.forge()).get(number);
  }

  /**
   * @see Forge.merge
   * @param method `@default` what `twelve.yaml` says, else merge
   */
  async merge(number: number, method?: MergeMethod, props?: MergeProps): Promise<PullRequest> {
    return (await this.forge()).merge(number, method, props);
  }

  /** @see Forge.close */
  async close(number: number, reason?: string, dryRun?: boolean): Promise<PullRequest> {
    return (await this.forge()).close(number, reason, dryRun);
  }

  private forge(): Promise<ConfiguredForge> {
    return (this.found ??= this.find());
  }
}
