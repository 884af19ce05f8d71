import type { RuleCode } from './codes';
import { printable } from './printable';

/** One thing that is wrong: where, what was given, and what to do about it. */
export interface Problem {
  /** The code, listed with its remedy in `docs/errors.md`. */
  readonly code: RuleCode;
  /** Where: application, environment and service, as far as they are known. */
  readonly place: string;
  /** What of that place: a prop, a key, a file. */
  readonly subject: string;
  /** What was given and what is wrong with it. Never a secret's value. */
  readonly given: string;
  /** What to do, with what is allowed. */
  readonly remedy: string;
}

/**
 * A problem as one line, whatever it quotes.
 *
 * @example
 * `[lulu/production/api] scaling: min 5 exceeds max 3; give min <= max (TF1204)`
 */
export function formatProblem(problem: Problem): string {
  const place = problem.place ? `[${problem.place}] ` : '';
  return printable(`${place}${problem.subject}: ${problem.given}; ${problem.remedy} (${problem.code})`);
}

/** What every mistake of a user is told with: a bug throws something else. */
export class TwelveFactorError extends Error {
  /** The code of the first problem. */
  readonly code: RuleCode;

  constructor(
    /** Everything that is wrong, at least one. */
    readonly problems: readonly [Problem, ...Problem[]],
    /** What belongs to them, a line each, below them in the message. */
    details: readonly string[] = [],
  ) {
    super([...problems.map(formatProblem), ...details.map((line) => `  ${printable(line)}`)].join('\n'));
    this.name = 'TwelveFactorError';
    this.code = problems[0].code;
  }
}
