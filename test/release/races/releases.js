// Releases one bundle after the other, as one process: node releases.js <lib> <JSON: a list of argv> prints their exit codes.
const { join } = require('node:path');

const [lib, commands] = process.argv.slice(2);
const { run } = require(join(lib, 'cli', 'run.js'));

void (async () => {
  const answers = [];
  for (const argv of JSON.parse(commands)) {
    let said = '';
    const code = await run(argv, {
      cwd: process.cwd(),
      env: {},
      out: () => undefined,
      err: (text) => (said += text),
      now: () => new Date().toISOString(),
      color: false,
      errColor: false,
    });
    answers.push({ code, said });
  }
  process.stdout.write(JSON.stringify(answers));
})();
