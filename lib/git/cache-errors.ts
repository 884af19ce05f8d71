import { TwelveFactorError } from '../errors';
import { GitFailure } from './git';

/** The disk, or who may write there. */
export function brokenCache(folder: string, error: unknown): TwelveFactorError {
  const reason = error instanceof GitFailure ? error.answer.stderr.trim().split('\n').at(-1) : (error as Error).message;
  return new TwelveFactorError([
    {
      code: 'TF2306',
      place: '',
      subject: 'cache',
      given: `${folder} can't be used: ${reason}`,
      remedy: 'make room, see that it is yours to write, or give another folder with --cache',
    },
  ]);
}

/** Another process, which may be done in a moment. */
export function busyCache(folder: string, patience: number): TwelveFactorError {
  return new TwelveFactorError([
    {
      code: 'TF2312',
      place: '',
      subject: 'cache',
      given: `another twelve uses ${folder}, and did not leave it for ${patience / 1000} s`,
      remedy: 'run it again, or give it longer with --timeout',
    },
  ]);
}
