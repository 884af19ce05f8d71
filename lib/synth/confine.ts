import { type Problem, shownPath } from '../errors';
import type { Turn } from './turn';
import { ownPlaces } from '../platform/user-error';

/** Thrown in the place of an exit, so that what follows it in the app file does not run. */
class Exit extends Error {}

/** How long nothing is said of an app file that keeps the process alive. */
const PATIENCE = 5_000;

/**
 * Keeps an app file from what would end or disturb the run of others: what it writes to stdout goes to stderr, because stdout is for
 * data; an exit is a failure of its own; so are errors that nobody catches.
 *
 * @returns what brings everything back as it was
 */
export function confine(turn: Turn): () => void {
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { exit, exitCode, stdout } = process;
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { write } = stdout;
  const limit = Error.stackTraceLimit;
  // Enough for the user's own code below the library's.
  Error.stackTraceLimit = 50;
  stdout.write = process.stderr.write.bind(process.stderr);
  process.exitCode = undefined;
  process.exit = (code) => {
    const error = new Exit('exit');
    turn.fail(ending(turn, `it calls process.exit(${code ?? ''})`, ownPlaces(error.stack ?? '')[0]));
    throw error;
  };
  const onError = (error: unknown) => void (error instanceof Exit || turn.fail(...turn.problemsOf(error)));
  process.on('uncaughtException', onError).on('unhandledRejection', onError);
  return () => {
    process.off('uncaughtException', onError).off('unhandledRejection', onError);
    if (process.exitCode) {
      turn.fail(ending(turn, `it sets process.exitCode to ${process.exitCode}`));
    }
    Object.assign(process, { exit, exitCode });
    Object.assign(stdout, { write });
    Error.stackTraceLimit = limit;
  };
}

function ending({ file }: Turn, given: string, place = shownPath(file)): Problem {
  const remedy = 'throw an error where something is wrong: other app files run in the same process';
  return { code: 'TF2607', place, subject: 'process', given, remedy };
}

/** An error of `process.exit()`, which is told already. */
export function isExit(error: unknown): boolean {
  return error instanceof Exit;
}

/** Waits until nothing is under way that was begun, as Node.js does before it ends: timers, requests, promises that they settle. */
export function settled(onWaiting: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(onWaiting, PATIENCE).unref();
    process.once('beforeExit', () => {
      clearTimeout(timer);
      // Something has to be under way for the process to go on.
      setImmediate(resolve);
    });
  });
}
