import { INSTANCE_LABEL, SLOT_LABEL } from '../manifest/labels';
import { derived } from './derived';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { podsOf } from './selection';

/** Whether an object is of one of two slots, where it may wait for the traffic to come: at its least, or at its most. */
export function isOfSlot({ labels }: Manifest): boolean {
  return labels[SLOT_LABEL] !== undefined;
}

/** Whether an object is of the slot that a release comes in: it is small for as long as few requests come to it. */
export function isCanary({ labels }: Manifest): boolean {
  return labels[SLOT_LABEL] === 'canary';
}

/** Whether a Service selects the pods of several workloads that do not belong together. */
export function isMixed(service: Manifest, manifests: ManifestSet): boolean {
  const pods = podsOf(service, manifests);
  const first = pods.find(({ isLongRunning }) => isLongRunning)?.workload;
  const isOfMany = pods.some(({ workload, isLongRunning }) => isLongRunning && workload !== first);
  return isOfMany && !areSlotsOfOne(pods, manifests);
}

/**
 * Whether pods are those of both slots of one service, and numbers of pods divide the requests between them. Not where each
 * slot has a Service of its own: there a router divides them, or a switch.
 */
function areSlotsOfOne(pods: readonly Pod[], manifests: ManifestSet): boolean {
  const instance = pods[0]?.labels[INSTANCE_LABEL];
  const namespace = pods[0]?.namespace ?? '';
  return (
    instance !== undefined &&
    pods.every(({ labels }) => labels[SLOT_LABEL] !== undefined && labels[INSTANCE_LABEL] === instance) &&
    !divided(manifests).has(`${namespace}\n${instance}`)
  );
}

/** Instances that have a Service for one of their slots. */
const divided = derived(
  (manifests) =>
    new Set(
      manifests.of('Service').flatMap(({ root, namespace }) => {
        const labels = root.at('spec', 'selector').texts;
        return labels[SLOT_LABEL] === undefined ? [] : `${namespace}\n${labels[INSTANCE_LABEL] ?? ''}`;
      }),
    ),
);
