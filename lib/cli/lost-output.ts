import type { Writable } from 'node:stream';
import { TwelveFactorError } from '../errors';
import { exitCodeOf } from './exit-codes';

/**
 * Lets a command come to its end where nobody takes what it says: it may be amid a change. A reader that has seen enough, such as
 * `head`, is no failure. Data that nobody got for another reason are one, such as those for a disk that is full.
 *
 * @returns the exit code that lost data come to; undefined if there are none
 */
export function outliveLostOutput(stdout: Writable, stderr: Writable): () => number | undefined {
  let lost: TwelveFactorError | undefined;
  stderr.on('error', () => undefined); // There is nowhere to tell it.
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE' && lost === undefined) {
      const given = `it can't be written (${code})`;
      const remedy = 'make room, and run it again: what is done is not done twice';
      lost = new TwelveFactorError([{ code: 'TF2504', place: '', subject: 'stdout', given, remedy }]);
      stderr.write(`${lost.message}\n`);
    }
  });
  return () => lost && exitCodeOf(lost.code);
}
