import type { Cache } from '../git';
import { type Desk, find, type LocalForgeOptions } from './desk';
import { close, merge } from './finish';
import type { Forge, ListOptions, MergeProps, MergeMethod, ProposeProps, Proposed, PullRequest } from './forge';
import { readDone, readLedger } from './ledger';
import { LIST_DEPTH, look } from './look';
import { propose } from './propose';
import { untilWon } from './race';
import { type PullRecord, toPullRequest } from './record';

/**
 * Pull requests in the platform repository itself, without any service: records on the ref `refs/twelve/pulls`, each change of them a
 * commit.
 *
 * What belongs together is one atomic push, so that a process that is killed leaves it done or not done. Nothing watches the branches:
 * what somebody did to them by git alone is found when a pull request is looked at, and written down with the next proposal.
 */
export class LocalForge implements Forge {
  private readonly desk: Desk;

  constructor(cache: Cache, options: LocalForgeOptions) {
    this.desk = { cache, ...options };
  }

  /** @see Forge.propose */
  propose(props: ProposeProps): Promise<Proposed> {
    return propose(this.desk, props);
  }

  /** @see Forge.list */
  list({ state = 'open', head, base }: ListOptions = {}): Promise<PullRequest[]> {
    const { cache, timeout } = this.desk;
    const isAsked = (one: PullRecord) => (head ?? one.head) === one.head && (base ?? one.base) === one.base;
    return untilWon(timeout, async () => {
      const ledger = await readLedger(cache);
      const seen = await look(cache, ledger.open.filter(isAsked), ledger.tips, LIST_DEPTH);
      if (state === 'open') {
        return seen.filter((one) => one.state === 'open').map(toPullRequest);
      }
      const done = (await readDone(cache, ledger)).filter(isAsked);
      return [...seen, ...done].sort((a, b) => b.number - a.number).map(toPullRequest);
    });
  }

  /** @see Forge.get */
  get(number: number): Promise<PullRequest> {
    const { cache, timeout } = this.desk;
    return untilWon(timeout, async () => {
      const { seen } = await find(this.desk, await readLedger(cache), number);
      return toPullRequest(seen);
    });
  }

  /** @see Forge.merge */
  merge(number: number, method: MergeMethod, props?: MergeProps): Promise<PullRequest> {
    return merge(this.desk, number, method, props);
  }

  /** @see Forge.close */
  close(number: number, reason?: string, dryRun?: boolean): Promise<PullRequest> {
    return close(this.desk, number, reason, dryRun);
  }
}
