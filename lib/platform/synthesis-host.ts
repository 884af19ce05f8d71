import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatProblem, TwelveFactorError } from '../errors';
import { type Bundle, recordConstructs, replacedObjects, writeBundle } from '../manifest';
import { tryRefusal } from './refusal';

/** A bundle, and the folder that it is for. */
export interface Synthesized {
  readonly bundle: Bundle;
  /** The folder, where the app file names one. */
  readonly outdir: string | undefined;
}

/**
 * What carries out `Application.synth()`. A program that is an app file writes the bundle; `twelve synth`, which loads many app
 * files, takes it over, so that app files are the same for both.
 */
export interface SynthesisHost {
  /**
   * @param name the application
   * @param render renders it; throws TwelveFactorError with everything that is wrong with it
   */
  synthesize(name: string, render: () => Synthesized): void;
}

let current: SynthesisHost = { synthesize: writeAlone };

/** The host of this process. */
export function synthesisHost(): SynthesisHost {
  return current;
}

/** Puts another host in the place of the one that there is; answers what brings that one back. */
export function hostSynthesis(host: SynthesisHost): () => void {
  const former = current;
  current = host;
  return () => {
    current = former;
  };
}

/** Rules that a bundle breaks, though that stops nothing. */
export function ruleWarningsOf({ environments }: Bundle): string[] {
  return [...environments.values()].flatMap(({ warnings = [] }) =>
    warnings.map((problem) => `warning: ${formatProblem(problem)}`),
  );
}

/** Changes of strategy that need more than one release, compared with what was written before. */
export function replacementsOf(outdir: string, { application, environments }: Bundle): string[] {
  if (!existsSync(join(outdir, `${application}.json`))) {
    return [];
  }
  return [...environments].flatMap(([environment, tree]) =>
    replacedObjects(join(outdir, environment, application), tree).map(
      (line) => `[${application}/${environment}] warning: ${line}; see "Changing the strategy" in docs/rollout.md`,
    ),
  );
}

/** Writes it, or tells all that is wrong and lets the process exit with 1. */
function writeAlone(name: string, render: () => Synthesized): void {
  const { CDK8S_OUTDIR, CDK8S_RECORD_CONSTRUCT_METADATA } = process.env;
  try {
    const { bundle, outdir = CDK8S_OUTDIR || 'dist' } = render();
    const warnings = [...ruleWarningsOf(bundle), ...replacementsOf(outdir, bundle)];
    warnings.forEach((line) => process.stderr.write(`${line}\n`));
    writeBundle(outdir, bundle);
    if (CDK8S_RECORD_CONSTRUCT_METADATA === 'true') {
      recordConstructs(outdir, bundle);
    }
  } catch (error) {
    const problems = error instanceof TwelveFactorError ? error.problems : tryRefusal(error);
    if (!problems) {
      throw error;
    }
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    process.stderr.write(`${problems.map(formatProblem).join('\n')}\n${name}: ${count}, nothing of it is written\n`);
    process.exitCode = 1;
  }
}
