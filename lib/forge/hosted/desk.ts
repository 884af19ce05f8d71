import { refuse } from '../../errors';
import type { PullRequest } from '../forge';
import type { Branches } from './branches';
import type { Host } from './host';
import type { Patience } from './patience';

/** What every verb of a forge that is a server works with. */
export interface HostedDesk {
  readonly host: Host;
  readonly branches: Branches;
  readonly patience: Patience;
}

/** @throws TwelveFactorError TF2401 if there is none with this number */
export async function find({ host }: HostedDesk, number: number): Promise<PullRequest> {
  const found = await host.find(number);
  return found ?? refuse('TF2401', `#${number}`, 'pull request', 'there is none', 'see `twelve pr list`');
}

/** @throws TwelveFactorError TF2407 if it is closed */
export function requireNotClosed({ number, state, updatedAt }: PullRequest): void {
  if (state === 'closed') {
    refuse('TF2407', `#${number}`, 'merge', `it was closed at ${updatedAt}`, 'run the release again for a new one');
  }
}

/** Deletes the branch of one that is merged or closed, unless another one needs it. */
export async function tidy({ host, branches }: HostedDesk, pullRequest: PullRequest): Promise<void> {
  const { number, head } = pullRequest;
  const [asHead, asBase] = await Promise.all([
    host.list({ state: 'open', head }),
    host.list({ state: 'open', base: head }),
  ]);
  if (![...asHead, ...asBase].some((other) => other.number !== number)) {
    await branches.forget(pullRequest);
  }
}
