// Runs `twelve` again and again, as one process: node releases.js <JSON: a list of argv> prints what each answered.

import { run } from '../../../lib/cli/run';

async function runAll(commands: readonly string[][]): Promise<void> {
  const answers: { code: number; said: string }[] = [];
  for (const argv of commands) {
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
}

void runAll(JSON.parse(process.argv[2] ?? '[]') as string[][]);
