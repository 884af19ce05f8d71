import type { Forge } from '../forge';

/**
 * Closes the pull request that something made needless, and says what that was. Its branch is gone by now, so a forge may have closed it
 * already, without a reason.
 */
export async function closeSuperseded(forge: Forge, head: string, base: string, by: string): Promise<void> {
  const [latest] = await forge.list({ state: 'all', head, base });
  if (latest && latest.state !== 'merged') {
    await forge.close(latest.number, `superseded by ${by}`);
  }
}
