import type { ErrorCode } from './codes';
import { type Problem, TwelveFactorError } from './error';

/** What takes the problems found: a list that an application collects, or a throw. */
export type ProblemSink = (problem: Problem) => void;

const throwAtOnce: ProblemSink = (problem) => {
  throw new TwelveFactorError([problem]);
};

/**
 * Where something is being checked, and where its problems go.
 *
 * An `Application` collects them, so that all are told at once; anywhere else the first one throws.
 */
export class Place {
  constructor(
    /** Path of names: `lulu/production/api`. */
    readonly path: string,
    private readonly sink: ProblemSink = throwAtOnce,
  ) {}

  /** Tells a problem of this place. Returns only where problems are collected. */
  problem(code: ErrorCode, subject: string, given: string, remedy: string): void {
    this.sink({ code, place: this.path, subject, given, remedy });
  }

  /** The place one level deeper. */
  within(name: string): Place {
    return new Place(this.path ? `${this.path}/${name}` : name, this.sink);
  }
}
