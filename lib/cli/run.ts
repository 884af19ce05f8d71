import { Command, CommanderError } from 'commander';
import { printable, TwelveFactorError } from '../errors';
import { redact } from '../git';
import type { Context } from './context';
import { EXIT, exitCodeOf } from './exit-codes';
import { ownVersion } from './own-version';
import { verbs } from './verbs';

/**
 * Runs `twelve` and answers its exit code. A mistake of the user is told as a line for each problem; with `--json`, also as data.
 */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const program = new Command('twelve')
    .description('Releases through a platform repository: git is the database.')
    .version(ownVersion())
    .configureOutput({ writeOut: context.out, writeErr: context.err })
    // `--version` behind a verb is the verb's own.
    .enablePositionalOptions()
    .showHelpAfterError('See `twelve --help`, or `twelve <verb> --help`.')
    .exitOverride();
  let exitCode: number = EXIT.done;
  for (const verb of verbs) {
    verb(program, context, (code) => (exitCode = code));
  }
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.copyInheritedSettings(program);
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    if (context.signal?.aborted) {
      context.err(`twelve: interrupted; the platform repository is as before, or the change is in it as a whole\n`);
      return EXIT.bug;
    }
    if (error instanceof TwelveFactorError) {
      context.err(`${redact(error.message)}\n`);
      if (argv.includes('--json')) {
        context.out(
          `${redact(JSON.stringify({ error: { code: error.code, problems: error.problems } }, undefined, 2))}\n`,
        );
      }
      return exitCodeOf(error.code);
    }
    const stack = ((error as Error).stack ?? String(error)).split('\n').map(printable);
    context.err(`twelve: this is a bug; please report it\n${redact(stack.join('\n'))}\n`);
    return EXIT.bug;
  }
}
