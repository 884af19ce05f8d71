import { TwelveFactorError } from '../errors';
import type { Forge } from '../forge';

/**
 * Closes the pull request that something made needless, and says what that was. Its branch is gone by now, so a forge may have closed it
 * already, without a reason.
 */
export async function closeSuperseded(forge: Forge, head: string, base: string, by: string): Promise<void> {
  const [latest] = await forge.list({ state: 'all', head, base });
  if (!latest || latest.state === 'merged') {
    return;
  }
  try {
    await forge.close(latest.number, `superseded by ${by}`);
  } catch (error) {
    // Somebody closed it before.
    if (!(error instanceof TwelveFactorError) || error.code !== 'TF2407') {
      throw error;
    }
  }
}
