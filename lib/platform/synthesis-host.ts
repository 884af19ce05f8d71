import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { formatProblem, TwelveFactorError } from '../errors';
import { type Bundle, bundleChanges, recordConstructs, writeBundle } from '../manifest';
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

const load = createRequire(__filename);

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

/** What it would do, put in the place of what was written before, beyond what its objects say. */
function changeWarningsOf(outdir: string, bundle: Bundle): string[] {
  const { application } = bundle;
  if (!existsSync(join(outdir, `${application}.json`))) {
    return [];
  }
  const changed = [...bundleChanges(outdir, bundle).environments].filter(([, { before }]) => before.size > 0);
  if (changed.length === 0) {
    return [];
  }
  // Loaded where there is something to compare: `cdk8s synth` empties the output before.
  const { diffChanges, warningLines } = load('../diff') as typeof import('../diff');
  return changed.flatMap(([environment, changes]) =>
    warningLines(diffChanges(changes), `${application}/${environment}`),
  );
}

/** Writes it, or tells all that is wrong and lets the process exit with 1. */
function writeAlone(name: string, render: () => Synthesized): void {
  const { CDK8S_OUTDIR, CDK8S_RECORD_CONSTRUCT_METADATA } = process.env;
  try {
    const { bundle, outdir = CDK8S_OUTDIR || 'dist' } = render();
    const warnings = [...ruleWarningsOf(bundle), ...changeWarningsOf(outdir, bundle)];
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
