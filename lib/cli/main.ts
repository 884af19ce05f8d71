#!/usr/bin/env node
import { inOrder } from './in-order';
import { outliveLostOutput } from './lost-output';
import { run } from './run';

const abort = new AbortController();
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
let interrupted: number | undefined;
for (const [signal, code] of Object.entries(signals)) {
  process.once(signal, () => {
    interrupted = code;
    abort.abort();
  });
}
const lostOutput = outliveLostOutput(process.stdout, process.stderr);
// What is written last may be lost after everything else.
process.once('exit', () => (process.exitCode ||= lostOutput()));

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  // Opened when it is asked for.
  get stdin() {
    return process.stdin;
  },
  ...inOrder(process.stdout, process.stderr),
  now: () => new Date().toISOString(),
  signal: abort.signal,
  color: isColorful(process.stdout),
  errColor: isColorful(process.stderr),
  ...(process.stdout.columns && { width: process.stdout.columns }),
}).then((code) => {
  process.exitCode = interrupted ?? code;
  if (interrupted !== undefined) {
    process.exit(); // What is still under way, such as a request that nobody needs now, holds it up no longer.
  }
});

/** Where it can't be asked, as in a pipe, there are none: what reads it may be a program. */
function isColorful({ isTTY }: NodeJS.WriteStream): boolean {
  return isTTY === true && !process.env['NO_COLOR'];
}
