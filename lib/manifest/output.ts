import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TwelveFactorError } from '../errors';
import { type Bundle, type BundleDescriptor, describeBundle } from './bundle';
import { isDnsLabel } from './names';
import type { Tree } from './tree';

/**
 * Writes a bundle: `<outdir>/<environment>/<application>/` anew, without what was there, and `<outdir>/<application>.json`.
 *
 * Everything is written aside first, so that a full disk leaves the old bundle as it was.
 *
 * @throws TwelveFactorError TF1904 if the folder can't be written
 */
export function writeBundle(outdir: string, bundle: Bundle): void {
  const aside = join(outdir, `.${bundle.application}.${process.pid}.tmp`);
  try {
    mkdirSync(aside, { recursive: true });
    for (const [environment, tree] of bundle.environments) {
      writeTree(join(aside, environment), tree);
    }
    const descriptor = `${bundle.application}.json`;
    writeFileSync(join(aside, descriptor), descriptorText(bundle));

    swapIn(outdir, bundle, aside);
  } catch (error) {
    throw cannotWrite(bundle.application, outdir, aside, error);
  } finally {
    removeQuietly(aside);
  }
}

/** The descriptor as it is written. */
export function descriptorText(bundle: Bundle): string {
  return `${JSON.stringify(describeBundle(bundle), undefined, 2)}\n`;
}

function writeTree(folder: string, { files }: Tree): void {
  mkdirSync(folder);
  const made = new Set(['']);
  for (const { path, content } of files) {
    const parent = path.slice(0, path.lastIndexOf('/') + 1);
    if (!made.has(parent)) {
      mkdirSync(`${folder}/${parent}`, { recursive: true });
      made.add(parent);
    }
    writeFileSync(`${folder}/${path}`, content);
  }
}

/** Whatever is wrong has been told: what could not be made can't be removed either. */
export function removeQuietly(folder: string): void {
  try {
    // Empty where all went well: what was in it has been moved.
    rmdirSync(folder);
  } catch {
    tryRemove(folder);
  }
}

function tryRemove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Nothing is left to do.
  }
}

/** Puts the fresh folders in the place of the old ones; if one can't be moved, every old one is put back. */
function swapIn(outdir: string, { application, environments }: Bundle, fresh: string): void {
  const descriptor = `${application}.json`;
  const former = formerEnvironments(join(outdir, descriptor), environments);
  // No environment has a name with a dot.
  const stale = join(fresh, '.old');
  const undo: (() => void)[] = [];
  try {
    const takeAway = (environment: string, target: string) => {
      mkdirSync(stale, { recursive: true });
      renameSync(target, `${stale}/${environment}`);
      undo.push(() => renameSync(`${stale}/${environment}`, target));
    };
    for (const environment of former) {
      const target = join(outdir, environment, application);
      if (existsSync(target)) takeAway(environment, target);
    }
    for (const environment of environments.keys()) {
      const target = join(outdir, environment, application);
      // Mostly nothing is there: `cdk8s synth` empties the output before.
      if (!tryRename(`${fresh}/${environment}`, target)) {
        mkdirSync(dirname(target), { recursive: true });
        if (existsSync(target)) takeAway(environment, target);
        renameSync(`${fresh}/${environment}`, target);
      }
      undo.push(() => rmSync(target, { recursive: true }));
    }
    renameSync(join(fresh, descriptor), join(outdir, descriptor));
  } catch (error) {
    undo.reverse().forEach((step) => step());
    throw error;
  }
}

/** Moves a folder, unless something is there or the folder above is not. */
function tryRename(folder: string, target: string): boolean {
  try {
    renameSync(folder, target);
    return true;
  } catch {
    return false;
  }
}

/** Environments that the bundle had and has no more: nothing would ever write or remove their trees again. */
export function formerEnvironments(descriptorFile: string, environments: Bundle['environments']): string[] {
  if (!existsSync(descriptorFile)) {
    return [];
  }
  let former: Partial<BundleDescriptor>;
  try {
    former = JSON.parse(readFileSync(descriptorFile, 'utf8')) as Partial<BundleDescriptor>;
  } catch {
    return [];
  }
  // Names are checked again: the file may be anybody's.
  return Object.keys(former.environments ?? {}).filter((name) => isDnsLabel(name) && !environments.has(name));
}

/** The error for the user, if the system refused. */
export function cannotWrite(place: string, outdir: string, aside: string, error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  return new TwelveFactorError([
    {
      code: 'TF1904',
      place,
      subject: 'output',
      given: `${path === undefined || path.startsWith(aside) ? outdir : path} can't be written (${code})`,
      remedy: 'make room and see that the folder is yours to write',
    },
  ]);
}
