import type { Cache } from '../../git';
import type { Forge, ListOptions, MergeProps, MergeMethod, ProposeProps, Proposed, PullRequest } from '../forge';
import { Branches } from './branches';
import { close } from './close';
import { find, type HostedDesk } from './desk';
import { explained, requireToken } from './explain';
import type { HostKind } from './kind';
import { merge } from './merge';
import { type Clock, Patience, systemClock } from './patience';
import { propose } from './propose';
import { Secrets } from './secrets';
import { Transport } from './transport';

/** How a forge that is a server is used. */
export interface HostedOptions {
  readonly cache: Cache;
  /** Milliseconds that one verb may take, whatever it waits for. */
  readonly timeout: number;
  /** Texts that nobody may see. */
  readonly tokens: readonly string[];
  readonly signal?: AbortSignal | undefined;
  /** `@default` that of this machine */
  readonly clock?: Clock | undefined;
  /** Milliseconds that one answer may take. `@default` 30,000 */
  readonly answerTimeout?: number | undefined;
}

/** Pull requests at a server: what is the same for all kinds of them. */
export class HostedForge implements Forge {
  private readonly secrets: Secrets;

  constructor(
    private readonly kind: HostKind,
    private readonly options: HostedOptions,
  ) {
    this.secrets = new Secrets(options.tokens);
  }

  /** @see Forge.propose */
  propose(props: ProposeProps): Promise<Proposed> {
    return this.at((desk) => propose(desk, props));
  }

  /** @see Forge.list */
  list({ state = 'open', head, base }: ListOptions = {}): Promise<PullRequest[]> {
    return this.at(({ host }) => host.list({ state, head, base }));
  }

  /** @see Forge.get */
  get(number: number): Promise<PullRequest> {
    return this.at((desk) => find(desk, number));
  }

  /** @see Forge.merge */
  merge(number: number, method: MergeMethod, props?: MergeProps): Promise<PullRequest> {
    return this.at((desk) => merge(desk, number, method, props));
  }

  /** @see Forge.close */
  close(number: number, reason?: string, dryRun?: boolean): Promise<PullRequest> {
    return this.at((desk) => close(desk, number, reason, dryRun));
  }

  /** Does something with all of the time that a verb has. */
  private at<T>(work: (desk: HostedDesk) => Promise<T>): Promise<T> {
    const { cache, timeout, clock = systemClock, answerTimeout = 30_000, signal } = this.options;
    const { secrets, kind } = this;
    const patience = new Patience(clock, timeout, signal);
    return explained(kind.names, secrets, async () => {
      requireToken(kind);
      const host = await kind.connect(new Transport({ api: kind.api, patience, secrets, answerTimeout, signal }));
      return work({ host, branches: new Branches(cache), patience });
    });
  }
}
