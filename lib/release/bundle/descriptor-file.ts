import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tryEntry } from './folder';
import type { BundleLimits } from './limits';
import { isBundleName } from './names';
import { refusal } from './problems';
import { readText } from './read-text';

const ENDING = '.json';

/** What cdk8s' validation plugins read, and no descriptor: `cdk8s synth` writes it beside them. */
const OTHERS: readonly string[] = ['construct-metadata.json'];

/** How many applications a message names. */
const NAMED = 10;

/**
 * Names of the applications that have a descriptor in the folder, sorted. Whether it is a good one is told as it is read.
 *
 * @throws TwelveFactorError TF2002 if there is no such folder
 */
export function applicationsIn(dist: string): string[] {
  return namesInDist(dist)
    .filter((name) => name.endsWith(ENDING) && !OTHERS.includes(name))
    .map((name) => name.slice(0, -ENDING.length))
    .filter(isBundleName)
    .sort();
}

/**
 * The text of an application's descriptor.
 *
 * @throws TwelveFactorError TF2002 if there is no such folder, TF2003 if it has no such descriptor, TF2013 if it isn't a file
 * of its own, TF2016 if it is too large, TF2017 if it can't be read, TF2018 if it isn't UTF-8
 */
export function readDescriptorFile(dist: string, application: string, limits: BundleLimits): string {
  const file = `${application}${ENDING}`;
  const at = { place: application, subject: file };
  const entry = tryEntry(join(dist, file), at);
  if (!entry) {
    const others = applicationsIn(dist);
    const named = others.slice(0, NAMED).join(', ') + (others.length > NAMED ? ', ...' : '');
    const remedy = others.length === 0 ? 'run npx cdk8s synth' : `run npx cdk8s synth, or choose of ${named}`;
    throw refusal('TF2003', at, `it is not in ${dist}`, remedy);
  }
  if (entry.kind !== 'a file') {
    throw refusal('TF2013', at, `it is ${entry.kind}`, 'remove it and run npx cdk8s synth again');
  }
  if (entry.size > limits.fileBytes) {
    const given = `${entry.size} bytes are more than ${limits.fileBytes}`;
    throw refusal('TF2016', at, given, 'run npx cdk8s synth again, no descriptor is of this size');
  }
  return readText(join(dist, file), entry.size, at);
}

/**
 * What is in the folder of bundles. The folder itself may be a link: it was named by the one who releases.
 *
 * @throws TwelveFactorError TF2002 if there is no such folder
 */
export function namesInDist(dist: string): string[] {
  try {
    return readdirSync(dist);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    const given = `${dist} is no folder that can be read (${code})`;
    throw refusal('TF2002', { place: '', subject: 'bundles' }, given, 'run npx cdk8s synth, or name its output');
  }
}
