import { shown } from '../../errors';
import { nameGrammarOf } from '../../manifest/kind-names';
import { MAX_NAME } from '../../manifest/names';
import { setRule } from '../define-rule';
import type { Rule } from '../rule';
import { word } from '../words';

/** What has its name as a label of its pods, and so takes no name as long as that of others. */
const LABELS = ['batch/Job', 'apps/StatefulSet'];

/** What objects are called. */
export const names: readonly Rule[] = [
  setRule(
    {
      code: 'TF3027',
      severity: 'error',
      remedy: 'give one of them another name: whichever is applied last replaces the other',
    },
    (manifests, tell) => {
      for (const manifest of manifests.all) {
        if (manifest.name === '') continue;
        const other = manifests.find(manifest.type, manifest.namespace, manifest.name);
        if (other !== undefined && other !== manifest)
          tell(manifest.at('metadata', 'name'), `${word(other.origin.source)} has an object of this name`);
      }
    },
  ),
  setRule(
    {
      code: 'TF3206',
      severity: 'error',
      remedy: 'use lower-case letters, digits and hyphens, beginning and ending with a letter or digit',
    },
    ({ all }, tell) => {
      for (const { type, kind, name, root } of all) {
        if (kind === '') continue;
        const { pattern, what, longest } = nameGrammarOf(type);
        const most = LABELS.includes(type) ? MAX_NAME : longest;
        if (name === '') {
          const { value } = root.at('metadata', 'name');
          const isNothing = value === undefined || value === null || value === '';
          if (isNothing && !root.at('metadata', 'generateName').isGiven)
            tell(root.at('metadata', 'name'), 'it has no name', 'give it one');
        } else if (name.length > most) {
          tell(root.at('metadata', 'name'), `${shown(name)} has ${name.length} characters`, `give it at most ${most}`);
        } else if (!pattern.test(name)) {
          tell(root.at('metadata', 'name'), `${shown(name)} is not ${what}`);
        }
      }
    },
  ),
];
