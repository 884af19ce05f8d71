import { join } from 'node:path';
import { Place, type Problem } from '../../errors';
import type { EnvironmentDescriptor } from '../../manifest/bundle';
import { digestOf } from '../../manifest/digest';
import { hasFolder } from './folder';
import { readForeignYaml } from './foreign-yaml';
import type { BundleLimits } from './limits';
import { type FoundFile, listFiles } from './list-files';
import { checkManifest } from './manifest';
import { tryReadOwnYaml } from '../../yaml/own-yaml';
import type { Plain } from '../../yaml/plain';
import { collect } from './problems';
import { readText } from './read-text';
import { checkEdits } from './slots';

/** A bundle that is being read. */
export interface Reading {
  /** Folder of the bundles. */
  readonly dist: string;
  /** Name of the application, checked. */
  readonly application: string;
  /** How large the bundle may be. */
  readonly limits: BundleLimits;
  /** Everything that is wrong with it. */
  readonly problems: Problem[];
}

/** An environment of it, its files listed and none opened. */
export interface EnvironmentFolder {
  /** Name of the environment, checked. */
  readonly name: string;
  /** What the descriptor says of it. */
  readonly descriptor: EnvironmentDescriptor;
  /** Its files, sorted by path. */
  readonly files: readonly FoundFile[];
  /** Whether nothing else is in its folder. */
  readonly isGood: boolean;
}

/** Lists the files of an environment, and tells what else is in its folder. */
export function listEnvironment(reading: Reading, name: string, descriptor: EnvironmentDescriptor): EnvironmentFolder {
  const { dist, application, limits, problems } = reading;
  const place = placeOf(reading, name);
  const steps = [name, application];
  const slots = descriptor.slots?.names ?? [];
  const before = problems.length;
  const files = collect(problems, () =>
    hasFolder(dist, steps, place.path) ? listFiles(join(dist, ...steps), place, slots, limits) : [],
  );
  if (files?.length === 0 && problems.length === before) {
    place.problem('TF2010', steps.join('/'), 'no file is in it', 'run npx cdk8s synth again');
  }
  return { name, descriptor, files: files ?? [], isGood: problems.length === before };
}

/**
 * Reads the files of an environment, and tells what is wrong with each of them, and with all of them together.
 *
 * @returns the text of each by path, sorted
 */
export function readEnvironment(reading: Reading, folder: EnvironmentFolder): ReadonlyMap<string, string> {
  const { name, descriptor, files } = folder;
  const { problems } = reading;
  const place = placeOf(reading, name);
  const before = problems.length;
  const texts = new Map<string, string>();
  const objects = new Map<string, Plain>();
  for (const { path, size } of files) {
    collect(problems, () => {
      const at = { place: place.path, subject: path };
      const text = readText(join(reading.dist, name, reading.application, path), size, at);
      texts.set(path, text);
      objects.set(path, tryReadOwnYaml(text) ?? readForeignYaml(text, at));
    });
  }
  checkObjects(place, objects);
  // What follows from other problems is not told as one more.
  if (folder.isGood && problems.length === before) {
    checkDigest(place, descriptor.digest, texts);
  }
  if (descriptor.slots && folder.isGood && problems.length === before) {
    checkEdits(place, descriptor.slots, objects);
  }
  return texts;
}

function placeOf({ application, problems }: Reading, name: string): Place {
  return new Place(`${application}/${name}`, (problem) => problems.push(problem));
}

function checkObjects(place: Place, objects: ReadonlyMap<string, Plain>): void {
  const known = new Map<string, string>();
  for (const [path, object] of objects) {
    const identity = checkManifest(place, path, object);
    const other = identity === undefined ? undefined : known.get(identity);
    if (other !== undefined) {
      place.problem('TF2026', path, `it is the same object as ${other}`, 'rename one of them, or remove it');
    } else if (identity !== undefined) {
      known.set(identity, path);
    }
  }
}

function checkDigest(place: Place, digest: string, texts: ReadonlyMap<string, string>): void {
  const found = digestOf([...texts].map(([path, content]) => ({ path, content })));
  if (found !== digest) {
    const given = `the files were changed after synthesis, from ${short(digest)} to ${short(found)}`;
    place.problem('TF2012', 'digest', given, 'change what renders them and run npx cdk8s synth again');
  }
}

/** As git shortens an id. */
function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
