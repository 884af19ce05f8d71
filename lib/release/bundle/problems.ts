import { type ErrorCode, type Problem, TwelveFactorError } from '../../errors';

/** What of a bundle is being read: the place and the subject of whatever is wrong with it. */
export interface At {
  /** Application, and environment. */
  readonly place: string;
  /** A file or folder. */
  readonly subject: string;
}

/** An error of one problem. */
export function refusal(code: ErrorCode, at: At, given: string, remedy: string): TwelveFactorError {
  return new TwelveFactorError([{ code, ...at, given, remedy }]);
}

/**
 * Ends where something was found.
 *
 * @throws TwelveFactorError with all of it
 */
export function throwIfAny(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) {
    throw new TwelveFactorError([first, ...others]);
  }
}

/** What something gives; or nothing, and its problems are collected. Any other error is a bug, and thrown on. */
export function collect<T>(problems: Problem[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TwelveFactorError)) {
      throw error;
    }
    // One by one: a call with a hundred thousand arguments is beyond the stack.
    error.problems.forEach((problem) => problems.push(problem));
    return undefined;
  }
}
