import { join } from 'node:path';
import { Place } from '../../errors';
import type { BundleDescriptor } from '../../manifest/bundle';
import { namesInDist, readDescriptorFile } from './descriptor-file';
import { parseDescriptor } from './descriptor';
import { type EnvironmentFolder, listEnvironment, readEnvironment, type Reading } from './environment';
import { tryEntry } from './folder';
import { BUNDLE_LIMITS, type BundleLimits } from './limits';
import { checkBundleName, isBundleName } from './names';
import { refusal, throwIfAny } from './problems';

/** A bundle as it was read and found good. */
export interface ReadBundle {
  /** Name of the application. */
  readonly application: string;
  /** Version of the release. */
  readonly version: string;
  /** The bytes of `<application>.json` as they are. */
  readonly descriptorText: string;
  /** What they say. */
  readonly descriptor: BundleDescriptor;
  /** The YAML of each environment by path within it and the application, sorted; environments as the descriptor has them. */
  readonly environments: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Reads an application's bundle, and refuses what is not a good one before anything is made of it: nothing outside of the
 * bundle is opened, no link followed, nothing large read, and what the files say is what kubectl will read in them.
 *
 * @param dist folder that synthesis wrote to
 * @param application name of the application, whatever somebody gave for it
 * @param limits how large it may be
 * @throws TwelveFactorError TF2001 to TF2026: of the descriptor, else of the files, everything that is wrong
 */
export function readBundle(dist: string, application: string, limits: BundleLimits = BUNDLE_LIMITS): ReadBundle {
  const { descriptorText, descriptor } = readDescriptor(dist, application, limits);
  const reading: Reading = { dist, application, limits, problems: [] };
  tellStaleFolders(reading, descriptor);
  const folders = Object.entries(descriptor.environments).map(([name, described]) =>
    listEnvironment(reading, name, described),
  );
  // Together they may be more than should be read at all.
  checkTotal(reading, folders);
  const environments = new Map(folders.map((folder) => [folder.name, readEnvironment(reading, folder)]));
  throwIfAny(reading.problems);
  return { application, version: descriptor.version, descriptorText, descriptor, environments };
}

/**
 * Reads an application's descriptor alone.
 *
 * @throws TwelveFactorError TF2001 to TF2009, and TF2013 to TF2018, for what is no good one
 */
export function readDescriptor(
  dist: string,
  application: string,
  limits: BundleLimits = BUNDLE_LIMITS,
): Pick<ReadBundle, 'descriptorText' | 'descriptor'> {
  checkBundleName(new Place(''), 'application', application);
  const descriptorText = readDescriptorFile(dist, application, limits);
  const descriptor = parseDescriptor(descriptorText, application);
  if (descriptor.application !== application) {
    const given = `the descriptor is that of ${descriptor.application}`;
    const at = { place: application, subject: `${application}.json` };
    throw refusal('TF2006', at, given, 'run npx cdk8s synth again');
  }
  return { descriptorText, descriptor };
}

/** A folder that nobody renders any more: who looks at the files would take it for part of the release. */
function tellStaleFolders({ dist, application, problems }: Reading, { environments }: BundleDescriptor): void {
  // What can't be the name of an environment is nobody's: nothing reads it.
  const others = namesInDist(dist).filter((name) => isBundleName(name) && !Object.hasOwn(environments, name));
  for (const name of others.sort()) {
    const at = { place: application, subject: `${name}/${application}` };
    if (tryEntry(join(dist, name, application), at)) {
      const given = `${name} is no environment of the descriptor`;
      problems.push({ code: 'TF2011', ...at, given, remedy: 'remove it, or run npx cdk8s synth again' });
    }
  }
}

/** @throws TwelveFactorError TF2016, with what was found before, if there is too much */
function checkTotal({ application, limits, problems }: Reading, folders: readonly EnvironmentFolder[]): void {
  const files = folders.flatMap((folder) => folder.files);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const place = new Place(application, (problem) => problems.push(problem));
  const remedy = 'split the application';
  if (files.length > limits.files) {
    place.problem('TF2016', 'bundle', `${files.length} files are more than ${limits.files}`, remedy);
  }
  if (bytes > limits.bundleBytes) {
    place.problem('TF2016', 'bundle', `${bytes} bytes are more than ${limits.bundleBytes}`, remedy);
  }
  if (files.length > limits.files || bytes > limits.bundleBytes) {
    throwIfAny(problems);
  }
}
