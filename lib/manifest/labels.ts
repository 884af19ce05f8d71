import type { RenderContext } from './context';

/** What a process is for: the `app.kubernetes.io/component` label. */
export type Component = 'web' | 'worker' | 'task';

/** The label that tells one service of an application from another, and that selectors use. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** The label that tells the two side-by-side copies of a workload apart. */
export const SLOT_LABEL = 'twelve-factor/slot';

/** Prefix of the annotations that are this library's own. */
export const ANNOTATION_PREFIX = 'twelve-factor/';

/** Whether a label is this library's, which says itself what it holds. */
export function isOwnLabel(key: string): boolean {
  return /^(app\.kubernetes\.io|twelve-factor)\/|^(env|owner)$/.test(key);
}

/**
 * Labels of every object of a service, without the version: objects that outlive a release stay as they are.
 *
 * @param component what the process is for; what is no process has none
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function commonLabels(context: RenderContext, service: string, component?: Component): Record<string, string> {
  // Not by spread, which gives each copy of an object with other fields a hidden class of its own: V8 then forgets how to read it.
  const labels: Record<string, string> = Object.assign({}, context.chartLabels);
  labels['app.kubernetes.io/name'] = service;
  labels[INSTANCE_LABEL] = context.instanceOf(service);
  labels['app.kubernetes.io/part-of'] = context.application;
  labels['app.kubernetes.io/managed-by'] = 'cdk8s-twelve-factor';
  if (component) labels['app.kubernetes.io/component'] = component;
  if (context.environment) labels['env'] = context.environment;
  if (context.owner) labels['owner'] = context.owner;
  return labels;
}

/** Labels of workloads and their pods: the common ones and the version. */
export function workloadLabels(common: Record<string, string>, version?: string): Record<string, string> {
  return version ? Object.assign({}, common, { 'app.kubernetes.io/version': version }) : common;
}

/** Labels of what belongs to one slot. */
export function slotLabels(slot: string | undefined): Record<string, string> {
  return slot === undefined ? {} : { [SLOT_LABEL]: slot };
}

/** What selects a service's pods: the instance alone. Immutable once applied, so it never holds what changes. */
export function selectorLabels(context: RenderContext, service: string): Record<string, string> {
  return { [INSTANCE_LABEL]: context.instanceOf(service) };
}
