// Runs `twelve` at a time that is given: node drive.js <lib> <now> <verb> …
const { join } = require('node:path');

const [lib, now, ...argv] = process.argv.slice(2);
process.env.TWELVE_PID = String(process.pid);
const { run } = require(join(lib, 'cli', 'run.js'));
void run(argv, {
  cwd: process.cwd(),
  env: {},
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  now: () => now,
  color: false,
  errColor: false,
}).then((code) => (process.exitCode = code));
