// Runs `twelve` at a time that is given, as a process that can be killed: node drive.js <now> <verb> …

import { run } from '../../../lib/cli/run';

const [now = '', ...argv] = process.argv.slice(2);
process.env['TWELVE_PID'] = String(process.pid);
void run(argv, {
  cwd: process.cwd(),
  env: {},
  out: () => undefined,
  err: (text) => process.stderr.write(text),
  now: () => now,
  color: false,
  errColor: false,
}).then((code) => (process.exitCode = code));
