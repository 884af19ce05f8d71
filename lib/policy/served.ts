import { SLOT_LABEL } from '../manifest/labels';
import { derived } from './derived';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { isWide, podsOf } from './selection';

/** The pods that requests are sent to: a Service selects them, or Flagger makes one for them. */
export const servedPods: (manifests: ManifestSet) => ReadonlySet<Pod> = derived((manifests) => {
  const served = new Set<Pod>();
  for (const service of manifests.of('Service')) {
    const pods = podsOf(service, manifests);
    // One that selects too many is told of that, not each of them of what only a server has.
    if (isWide(pods) && new Set(pods.map(({ labels }) => labels[SLOT_LABEL])).size < pods.length) continue;
    pods.forEach((pod) => served.add(pod));
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
