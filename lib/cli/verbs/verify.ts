import { createColors } from 'picocolors';
import { refuse } from '../../release/refuse';
import { type Verdict, verify } from '../../release/repository/verify';
import { carryOut } from '../carry-out';
import { EXIT } from '../exit-codes';
import { type EnvironmentOptions, parseName, withEnvironmentWrite } from '../options';
import { reading } from '../session';
import type { AddVerb } from './verb';

interface Options extends EnvironmentOptions {
  readonly env?: string;
}

/** `twelve verify [app]` */
export const addVerify: AddVerb = (program, context, setExitCode) => {
  withEnvironmentWrite(program.command('verify'))
    .description('Prove that every branch is what its records say: compose again, compare, walk the chain of records.')
    .argument('[app]', 'the application (default: all)', parseName)
    .option('--env <name>', 'the environment (default: all)')
    .action(async (application: string | undefined, options: Options) => {
      const applications = application === undefined ? undefined : [application];
      const verdicts = await reading(context, options, ({ store }) => verify(store, applications, options.env));
      if (application !== undefined && verdicts.length === 0) {
        refuse('TF2103', application, 'verify', 'nothing is released', 'see `twelve status`');
      }
      const bad = verdicts.filter(({ findings }) => findings.length > 0);
      verdicts.forEach((verdict) => context.err(`${sentenceOf(verdict, createColors(context.errColor))}\n`));
      const verb = options.adopt ? 'adopt' : options.restore ? 'restore' : undefined;
      const mendable = bad.filter(({ findings }) => findings.every(({ kind }) => kind === 'drift' || kind === 'chain'));
      if (verb && mendable.length > 0) {
        await carryOut(
          context,
          // What to do is the verb now.
          { ...options, adopt: undefined, restore: undefined },
          mendable.map(({ application: name, environment }) => ({
            verb,
            application: name,
            environment,
            decided: true,
          })),
        );
        setExitCode(mendable.length === bad.length ? EXIT.done : EXIT.drift);
        return;
      }
      if (options.json) {
        context.out(`${JSON.stringify({ verdicts }, undefined, 2)}\n`);
      }
      setExitCode(bad.length > 0 ? EXIT.drift : EXIT.done);
    });
};

function sentenceOf(
  { application, environment, version, findings }: Verdict,
  pc: ReturnType<typeof createColors>,
): string {
  const what = `${environment}: ${pc.bold(application)} ${version ?? ''}`.trimEnd();
  if (findings.length === 0) {
    return `${pc.green('✓')} ${what}`;
  }
  const lines = findings.map(({ kind, what: why, files, commit }) => {
    const where =
      files && files.length > 0
        ? `: ${files.join(', ')}`
        : commit === undefined
          ? ''
          : ` (commit ${commit.slice(0, 10)})`;
    return `  ${kind}: ${why}${where}`;
  });
  return [`${pc.red('✗')} ${what}`, ...lines].join('\n');
}
