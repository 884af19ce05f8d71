import { createColors } from 'picocolors';
import { refuse } from '../../errors';
import type { Verdict } from '../../release/repository/verify';
import { carryOut } from '../carry-out';
import type { Context } from '../context';
import { EXIT } from '../exit-codes';
import { line } from '../line';
import type { EnvironmentOptions } from '../options';
import { reading } from '../session';

/** What `twelve verify` can be told. */
export interface VerifyOptions extends EnvironmentOptions {
  readonly env?: string;
}

/** Tells whether every branch is what its records say, mends it if that is asked for, and answers the exit code. */
export async function tellVerdicts(
  context: Context,
  application: string | undefined,
  options: VerifyOptions,
): Promise<number> {
  const applications = application === undefined ? undefined : [application];
  const verdicts = await reading(context, options, async ({ store }) => {
    const { verify } = await import('../../release/repository/verify');
    return verify(store, applications, options.env);
  });
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
    return mendable.length === bad.length ? EXIT.done : EXIT.drift;
  }
  if (options.json) {
    context.out(`${JSON.stringify({ verdicts }, undefined, 2)}\n`);
  }
  return bad.length > 0 ? EXIT.drift : EXIT.done;
}

function sentenceOf(
  { application, environment, version, findings }: Verdict,
  pc: ReturnType<typeof createColors>,
): string {
  const mark = findings.length === 0 ? pc.green('✓') : pc.red('✗');
  const what = line`${environment}: ${[pc.bold, application]}${version === undefined ? '' : ` ${version}`}`;
  const lines = findings.map(({ kind, what: why, files, commit }) => {
    const where =
      files && files.length > 0
        ? `: ${files.join(', ')}`
        : commit === undefined
          ? ''
          : ` (commit ${commit.slice(0, 10)})`;
    return line`  ${kind}: ${why}${where}`;
  });
  return [`${mark} ${what}`, ...lines].join('\n');
}
