import type { PullRequest } from '../forge';
import { failureIn } from './failure';
import type { Filter } from './host';

/** What a server finds; undefined if it finds none, and has the repository: else that is what is missing. */
export async function findOrNone<T>(ask: () => Promise<T>, askForRepository: () => Promise<unknown>) {
  try {
    return await ask();
  } catch (error) {
    if (failureIn(error)?.status !== 404) {
      throw error;
    }
    await askForRepository();
    return undefined;
  }
}

/** Those that are asked for: servers filter by less, or find a head in forks too. */
export function fitting(found: readonly PullRequest[], { head, base }: Filter): PullRequest[] {
  return found.filter((one) => (head ?? one.head) === one.head && (base ?? one.base) === one.base);
}
