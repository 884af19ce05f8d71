import { GitFailure } from '../../git';
import type { Store } from './store';

/**
 * Runs `git log` over commits with their trees. A tree may be missing though its commit was brought with all: where the tip of another
 * branch holds it too, brought without its trees, the remote takes it for known. It is asked for then.
 */
export async function logOf(store: Store, args: readonly string[]): Promise<string> {
  const { git, remote } = store.cache;
  const asked = new Set<string>();
  for (;;) {
    try {
      return await git.text(['log', ...args]);
    } catch (error) {
      const stderr = error instanceof GitFailure ? error.answer.stderr : '';
      const missing = /unable to read tree \(?([0-9a-f]{40,64})/.exec(stderr)?.[1];
      if (missing === undefined || asked.has(missing)) {
        throw error;
      }
      asked.add(missing);
      await remote.fetchObjects([missing]);
    }
  }
}
