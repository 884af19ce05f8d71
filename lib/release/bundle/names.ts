import type { Place } from '../../errors';
import { isDnsLabel, isLabelValue } from '../../manifest/names';
import { shown } from '../../errors/shown';

/** Names that Windows gives to devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Whether a file or folder of this name would be a device on Windows: `nul`, `con.yaml`. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

/**
 * Whether a string may name an application, an environment or a slot, and so be part of a path and of a git ref: an
 * allow-list without dots, slashes, blanks and anything else that a shell, git or a file system gives a meaning to.
 */
export function isBundleName(name: unknown): name is string {
  return isDnsLabel(name) && !isDeviceName(name as string);
}

/** Tells a name that is none. To be called before any path is built with it. */
export function checkBundleName(place: Place, subject: string, name: unknown): void {
  if (isBundleName(name)) {
    return;
  }
  if (isDnsLabel(name)) {
    place.problem('TF2001', subject, `${shown(name)} is a device on Windows`, 'give it another name');
    return;
  }
  place.problem(
    'TF2001',
    subject,
    `${shown(name)} can't be a name`,
    'use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit',
  );
}

/** Tells a version that can't be the name of a release. */
export function checkVersion(place: Place, subject: string, version: string): void {
  if (version === '' || !isLabelValue(version)) {
    place.problem(
      'TF2007',
      subject,
      `${shown(version)} can't be a version`,
      'use at most 63 letters, digits, dots, hyphens and underscores, beginning and ending with a letter or digit',
    );
  }
}
