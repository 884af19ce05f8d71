import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TwelveFactorError } from '../errors';
import { type Bundle, describeBundle } from './bundle';

/**
 * Writes a bundle: `<outdir>/<environment>/<application>/` anew, without what was there, and `<outdir>/<application>.json`.
 *
 * Everything is written aside first, so that a full disk leaves the old bundle as it was.
 *
 * @throws TwelveFactorError TF1904 if the folder can't be written
 */
export function writeBundle(outdir: string, bundle: Bundle): void {
  const aside = join(outdir, `.${bundle.application}.${process.pid}.tmp`);
  const fresh = join(aside, 'new');
  const stale = join(aside, 'old');
  try {
    for (const [environment, tree] of bundle.environments) {
      mkdirSync(join(fresh, environment), { recursive: true });
      for (const { path, content } of tree.files) {
        mkdirSync(dirname(join(fresh, environment, path)), { recursive: true });
        writeFileSync(join(fresh, environment, path), content);
      }
    }
    const descriptor = `${bundle.application}.json`;
    writeFileSync(join(fresh, descriptor), `${JSON.stringify(describeBundle(bundle), undefined, 2)}\n`);

    mkdirSync(stale);
    for (const environment of bundle.environments.keys()) {
      const target = join(outdir, environment, bundle.application);
      mkdirSync(dirname(target), { recursive: true });
      moveIfThere(target, join(stale, environment));
      renameSync(join(fresh, environment), target);
    }
    renameSync(join(fresh, descriptor), join(outdir, descriptor));
  } catch (error) {
    throw cannotWrite(bundle.application, outdir, error);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}

function cannotWrite(place: string, outdir: string, error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return error;
  }
  return new TwelveFactorError([
    {
      code: 'TF1904',
      place,
      subject: 'output',
      given: `${path ?? outdir} can't be written (${code})`,
      remedy: 'make room and see that the folder is yours to write',
    },
  ]);
}
