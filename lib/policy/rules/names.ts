import { shown } from '../../errors';
import { nameGrammarOf } from '../../manifest/kind-names';
import { MAX_NAME } from '../../manifest/names';
import { setRule } from '../define-rule';
import type { Manifest } from '../manifest';
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
    ({ all }, tell) => {
      const first = new Map<string, Manifest>();
      for (const manifest of all) {
        if (manifest.name === '') continue;
        const key = `${manifest.type}\n${manifest.namespace}\n${manifest.name}`;
        const other = first.get(key);
        if (other) tell(manifest.at('metadata', 'name'), `${word(other.origin.source)} has an object of this name`);
        else first.set(key, manifest);
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
        const field = root.at('metadata', 'name');
        if (kind === '' || (field.isGiven && field.text === undefined)) continue;
        const { pattern, what, longest } = nameGrammarOf(type);
        const most = LABELS.includes(type) ? MAX_NAME : longest;
        if (name === '') {
          if (!root.at('metadata', 'generateName').isGiven) tell(field, 'it has no name', 'give it one');
        } else if (name.length > most) {
          tell(field, `${shown(name)} has ${name.length} characters`, `give it at most ${most}`);
        } else if (!pattern.test(name)) {
          tell(field, `${shown(name)} is not ${what}`);
        }
      }
    },
  ),
];
