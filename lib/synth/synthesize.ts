import { resolve } from 'node:path';
import { type Problem, shownPath, TwelveFactorError } from '../errors';
import { bundleChanges, writeChanges } from '../manifest';
import { ruleWarningsOf, type Synthesized } from '../platform/synthesis-host';
import { idleOnes, makersOf, missing, nameTwice } from './check-turns';
import { tellOnce } from './common-problems';
import { runElsewhere } from './elsewhere';
import type { Loader } from './load';
import { runAppFiles } from './run-app-files';
import { NOTHING_STALE, staleApplications } from './stale';
import type { Synthesis, SynthesisRequest, SynthesizedApplication } from './synthesis';
import type { Turn } from './turn';

/** What is told while app files run. */
export interface Listener {
  /** Takes words for people. */
  readonly say: (text: string) => void;
  /** Is told before each app file. */
  readonly onTurn?: (file: string) => void;
  /** Is told when all have run, before anything is written. */
  readonly onRun?: (turns: readonly Turn[]) => void;
}

/** Runs app files and writes, of each application that is good as a whole, the files that are others than before. */
export async function synthesize(loader: Loader, request: SynthesisRequest, listener: Listener): Promise<Synthesis> {
  const { files, named, names } = request;
  const isWanted = (file: string, name: string) => names.size === 0 || named.has(file) || names.has(name);
  const turns = await runAppFiles(loader, files, { ...listener, isWanted });
  listener.onRun?.(turns);
  const result = new Writer(request);
  const twice = nameTwice(turns, await runElsewhere(loader, turns, request, listener.say), request);
  for (const turn of turns) {
    result.problems.push(...turn.problems);
    result.failed.push(...turn.failed);
    turn.rendered
      .filter(({ bundle }) => !twice.has(bundle.application))
      .forEach((rendered) => result.write(turn.file, rendered));
  }
  result.failed.push(...twice.keys());
  result.problems.push(...twice.values(), ...missing(turns, request));
  const { applications, warnings, problems, failed } = result;
  const makers = makersOf(turns);
  // An app file that fails may make, once it is mended, what seems to be made no more.
  const old = problems.length > 0 ? NOTHING_STALE : await staleApplications(request, makers);
  const idle = idleOnes(turns, request).map((file) => `warning: ${shownPath(file)} makes no application`);
  return {
    applications,
    failed: [...new Set(failed)],
    problems: tellOnce(problems, failed),
    removed: old.removed,
    stale: old.stale,
    warnings: [...warnings, ...old.warnings, ...idle],
    makers,
  };
}

class Writer {
  readonly applications: SynthesizedApplication[] = [];
  readonly failed: string[] = [];
  readonly problems: Problem[] = [];
  readonly warnings: string[] = [];

  constructor(private readonly request: SynthesisRequest) {}

  write(file: string, { bundle, outdir: given }: Synthesized): void {
    const outdir = given === undefined ? this.request.outdir : resolve(given);
    const { application, version } = bundle;
    try {
      const changes = bundleChanges(outdir, bundle);
      this.warnings.push(...ruleWarningsOf(bundle));
      if (!this.request.dryRun) {
        writeChanges(changes);
      }
      this.applications.push({ application, version, file, environments: changes.environments });
    } catch (error) {
      if (!(error instanceof TwelveFactorError)) {
        throw error;
      }
      this.failed.push(application);
      this.problems.push(...error.problems);
    }
  }
}
