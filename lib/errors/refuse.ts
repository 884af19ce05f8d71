import type { ErrorCode } from './codes';
import { TwelveFactorError } from './error';

/** Ends with an error: where, what was given or is so, and what to do. */
export function refuse(code: ErrorCode, place: string, subject: string, given: string, remedy: string): never {
  throw new TwelveFactorError([{ code, place, subject, given, remedy }]);
}
