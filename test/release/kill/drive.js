// Runs `twelve` at a time that is given, as a process that can be killed: node drive.js <lib> <now> <verb> …
const { join } = require('node:path');

const [lib, now, ...argv] = process.argv.slice(2);
process.env.TWELVE_PID = String(process.pid);
const { run } = require(join(lib, 'cli', 'run.js'));

void run(argv, {
  cwd: process.cwd(),
  env: {},
  out: () => undefined,
  err: (text) => process.stderr.write(text),
  now: () => now,
  color: false,
  errColor: false,
}).then((code) => (process.exitCode = code));
