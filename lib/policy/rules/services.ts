import { manifestRule } from '../define-rule';
import type { Manifest } from '../manifest';
import type { Manifests } from '../manifests';
import type { Pod } from '../pod';
import type { Rule } from '../rule';

const ASKED_TARGET = ['kube-score service-targets-pod', 'kube-linter dangling-service', 'Kubescape C-0293'];

/** Where requests to a Service end. */
export const services: readonly Rule[] = [
  manifestRule(
    {
      code: 'TF3001',
      severity: 'error',
      asked: ASKED_TARGET,
      remedy: 'give it the labels of the pods that are to answer',
    },
    ['Service'],
    (service, tell, manifests) => {
      if (isElsewhere(service, manifests) || podsOf(service, manifests).length > 0) return;
      const selector = service.at('spec', 'selector');
      const labels = Object.entries(selector.texts).map(([key, value]) => `${key}=${value}`);
      tell(selector, labels.length > 0 ? `no pod here has ${labels.join(', ')}` : 'it selects nothing');
    },
  ),
];

/** Whether others have its addresses: an alias, or an EndpointSlice of this name. */
function isElsewhere({ root, name, namespace }: Manifest, manifests: Manifests): boolean {
  const spec = root.at('spec');
  if (spec.at('type').text === 'ExternalName') return true;
  return (
    !spec.at('selector').isGiven &&
    manifests
      .of('discovery.k8s.io/EndpointSlice')
      .some((slice) => slice.namespace === namespace && slice.labels['kubernetes.io/service-name'] === name)
  );
}

/** The pods that a Service selects; nothing selects nothing. */
export function podsOf(service: Manifest, manifests: Manifests): readonly Pod[] {
  const { texts } = service.at('spec', 'selector');
  return Object.keys(texts).length > 0 ? manifests.withLabels(service.namespace, texts) : [];
}
