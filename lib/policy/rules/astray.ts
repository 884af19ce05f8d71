import { INSTANCE_LABEL } from '../../manifest/labels';
import { manifestRule } from '../define-rule';
import type { Rule } from '../rule';
import { isAstray, podsOf, SELECTING, selectorOf } from '../selection';
import { titleOf, word } from '../words';

/** Who selects the pods of somebody else: every label exists, and the wrong pods answer, or are protected. */
export const astray: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3009',
      severity: 'error',
      remedy: 'select the pods that it is for, or give it the label of those that it selects',
    },
    SELECTING,
    (manifest, tell, manifests) => {
      const pod = podsOf(manifest, manifests).at(0);
      if (!pod || !isAstray(manifest, manifests)) return;
      const own = word(manifest.labels[INSTANCE_LABEL] ?? '');
      tell(selectorOf(manifest), `it is of ${own}, and selects the pods of ${titleOf(pod.workload)}`);
    },
  ),
];
