import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { type Problem, TwelveFactorError } from '../errors';
import { type TreeChanges, writeChanges } from '../manifest';
import type { ChangedApplication, Synthesis, SynthesisRequest } from './synthesis';

/** Applications that an earlier synthesis wrote and no app file makes any more, and what becomes of them. */
export type Stale = Pick<Synthesis, 'stale' | 'removed' | 'warnings'>;

export const NOTHING_STALE: Stale = { stale: [], removed: [], warnings: [] };

/**
 * Looks for applications of which the folder has a bundle though no app file makes them, and removes those that are to the byte what a
 * synthesis wrote: the files of the environments that the descriptor names, and the descriptor.
 *
 * @param made what app files make, by name
 */
export async function staleApplications(
  { outdir, stale, dryRun }: SynthesisRequest,
  made: ReadonlyMap<string, string>,
): Promise<Stale> {
  if (stale === 'ignore' || !existsSync(outdir)) return NOTHING_STALE;
  const result = { stale: [] as string[], removed: [] as ChangedApplication[], warnings: [] as string[] };
  // Reading what others may have written takes more than writing, so it is for those who need it.
  const { applicationsIn } = await import('../release/bundle/descriptor-file');
  for (const application of applicationsIn(outdir).filter((name) => !made.has(name))) {
    const { collect, readBundle, readDescriptor } = await import('../release/bundle');
    // Other JSON is nobody's bundle.
    if (!collect([], () => readDescriptor(outdir, application))) continue;
    if (stale === 'tell') {
      result.stale.push(application);
      continue;
    }
    try {
      const { version, environments } = readBundle(outdir, application);
      const trees = new Map([...environments].map(([name, files]) => [name, removalOf(files)]));
      if (!dryRun) writeChanges({ application, outdir, environments: trees, descriptor: null });
      result.removed.push({ application, version, environments: trees });
    } catch (error) {
      if (!(error instanceof TwelveFactorError)) throw error;
      result.warnings.push(kept(application, error.problems[0]));
    }
  }
  return result;
}

function removalOf(before: ReadonlyMap<string, string>): TreeChanges {
  const folders = new Set([...before.keys()].map((path) => posix.dirname(path)).filter((folder) => folder !== '.'));
  return { before, after: new Map(), unchanged: 0, emptied: [...folders, ''] };
}

function kept(application: string, { place, subject, given }: Problem): string {
  const reason = `--prune removes only what a synthesis left there: [${place}] ${subject}: ${given}`;
  return `warning: no app file makes ${application} any more, but ${reason}`;
}
