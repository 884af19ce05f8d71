import { derived } from './derived';
import type { Manifests } from './manifests';
import type { Pod } from './pod';

/** The pods that requests are sent to: a Service selects them, or Flagger makes one for them. */
export const servedPods: (manifests: Manifests) => ReadonlySet<Pod> = derived((manifests) => {
  const served = new Set<Pod>();
  for (const service of manifests.of('Service')) {
    const { texts } = service.at('spec', 'selector');
    if (Object.keys(texts).length === 0) continue;
    for (const pod of manifests.withLabels(service.namespace, texts)) served.add(pod);
  }
  const targets = new Set(
    manifests
      .of('flagger.app/Canary')
      .map((canary) =>
        manifests.find('apps/Deployment', canary.namespace, canary.at('spec', 'targetRef', 'name').text ?? ''),
      ),
  );
  for (const pod of manifests.pods) {
    if (targets.has(pod.workload)) served.add(pod);
  }
  return served;
});
