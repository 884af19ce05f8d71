import { TwelveFactorError } from '../errors';

const NOTHING = 'nothing has changed; ';

/** An error of a later step, with what was done before it: that nothing has changed is true of that step alone. */
export function doneBefore(error: unknown, done: string): unknown {
  if (!(error instanceof TwelveFactorError)) {
    return error;
  }
  const [first, ...more] = error.problems.map((problem) => {
    const { remedy } = problem;
    return { ...problem, remedy: `${done}; ${remedy.startsWith(NOTHING) ? remedy.slice(NOTHING.length) : remedy}` };
  });
  return new TwelveFactorError([first as (typeof error.problems)[0], ...more]);
}
