import { manifestRule } from '../define-rule';
import type { Field } from '../field';
import { isMissing } from '../flagger';
import type { Manifest } from '../manifest';
import type { Rule } from '../rule';
import { targetType } from '../scale';
import { noSuch } from '../words';

/** What Flagger watches, and what it works with. */
export const canaries: readonly Rule[] = [
  manifestRule(
    { code: 'TF3026', severity: 'error', remedy: 'name one that is there' },
    ['flagger.app/Canary'],
    (canary, tell, manifests) => {
      for (const { type, reference } of referencesOf(canary)) {
        const name = reference.at('name');
        const namespace = reference.at('namespace').text ?? canary.namespace;
        if (name.text !== undefined && isMissing(manifests, type, namespace, name.text)) {
          tell(name, noSuch(manifests, type, namespace, name.text));
        }
      }
    },
  ),
];

function referencesOf(canary: Manifest): { type: string; reference: Field }[] {
  const spec = canary.at('spec');
  const analysis = spec.at('analysis');
  return [
    ...['targetRef', 'autoscalerRef', 'ingressRef', 'upstreamRef']
      .map((field) => spec.at(field))
      .map((reference) => ({ type: targetType(reference), reference })),
    ...analysis
      .at('metrics')
      .items.map((metric) => ({ type: 'flagger.app/MetricTemplate', reference: metric.at('templateRef') })),
  ];
}
