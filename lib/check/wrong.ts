import { TwelveFactorError } from '../errors';

/** The error for a setting that cannot be. */
export function wrong(subject: string, given: string, remedy: string): TwelveFactorError {
  return new TwelveFactorError([{ code: 'TF2502', place: '', subject, given, remedy }]);
}
