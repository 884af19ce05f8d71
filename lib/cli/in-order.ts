import type { Writable } from 'node:stream';
import type { Context } from './context';

/**
 * Data to one stream and words to another, which wait until the data before them is out: a pipe takes a long text bit by bit, and where
 * both go into one, words would stand amid the data.
 */
export function inOrder(stdout: Writable, stderr: Writable): Pick<Context, 'out' | 'err'> {
  const waiting: string[] = [];
  let unwritten = 0;
  return {
    out: (text) => {
      unwritten++;
      // Also told where the reader has gone.
      stdout.write(text, () => {
        unwritten--;
        if (unwritten === 0) waiting.splice(0).forEach((words) => stderr.write(words));
      });
    },
    err: (text) => void (unwritten > 0 ? waiting.push(text) : stderr.write(text)),
  };
}
