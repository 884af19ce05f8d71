import { Place } from '../../errors';
import { readForeignYaml } from './foreign-yaml';
import { checkManifest } from './manifest';
import { tryReadOwnYaml } from '../../yaml/own-yaml';
import type { At } from './problems';

/**
 * Ends if a text isn't what a file of a bundle may be: one Kubernetes object, and no Secret with its values.
 *
 * @throws TwelveFactorError TF2018 to TF2025
 */
export function checkFile(text: string, at: At): void {
  checkManifest(new Place(at.place), at.subject, tryReadOwnYaml(text) ?? readForeignYaml(text, at));
}
