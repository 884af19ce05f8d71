import { backOff } from 'exponential-backoff';
import { refuse, TwelveFactorError } from '../errors';

/** Another one was faster: everything has to be read again. */
export class LostRace extends Error {}

/** What may be over in a moment: a remote that doesn't answer, and a branch that went between two looks at it. */
const PASSING = ['TF2303', 'TF2311'];

/** How often that is tried again. */
const PATIENCE = 3;

/**
 * Does something again and again until it has not lost a race.
 *
 * @throws TwelveFactorError TF2305 if others were faster for all of the time
 */
export async function untilWon<T>(timeout: number, attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + timeout;
  let failures = 0;
  const isWorthTrying = (error: unknown) => {
    const isPassing = error instanceof TwelveFactorError && PASSING.includes(error.code) && ++failures <= PATIENCE;
    return (error instanceof LostRace || isPassing) && Date.now() < deadline;
  };
  try {
    return await backOff(attempt, {
      numOfAttempts: Infinity,
      startingDelay: 50,
      timeMultiple: 1.5,
      maxDelay: 1500,
      jitter: 'full',
      retry: isWorthTrying,
    });
  } catch (error) {
    if (error instanceof LostRace) {
      const given = `others were faster for ${timeout / 1000} s`;
      return refuse(
        'TF2305',
        '',
        'pull requests',
        given,
        'nothing has changed; run it again, or give a longer --timeout',
      );
    }
    throw error;
  }
}
