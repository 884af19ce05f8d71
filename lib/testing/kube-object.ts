import type { k8s } from '../manifest';
import type { AsJson } from './as-json';

/** An object as it is written: plain JSON. */
export interface KubeObject {
  /** API group and version: `apps/v1`. */
  readonly apiVersion: string;
  /** Kind: `Deployment`. */
  readonly kind: string;
  /** Name, namespace, labels and annotations. */
  readonly metadata: Metadata;
}

/** What every object says of itself. */
export interface Metadata {
  /** Name, as it is rendered: that of a slot's Deployment ends with the slot. */
  readonly name: string;
  /**
   * Namespace.
   *
   * @default - none: the object belongs to no namespace, or the chart has none
   */
  readonly namespace?: string;
  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: Labels;
  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: Labels;
}

/** Labels or annotations. */
export type Labels = Readonly<Record<string, string>>;

/** An object of a kind that this library has no types for. */
export interface OtherObject extends KubeObject {
  /** Any field of it. */
  readonly [field: string]: unknown;
}

/** An object with a `spec`. */
export interface Specified<Spec> extends KubeObject {
  /** What is asked for. */
  readonly spec: AsJson<Spec>;
}

/** What a pod is made of. */
export type PodSpec = AsJson<k8s.PodSpec>;

/** A container of a pod. */
export type Container = AsJson<k8s.Container>;
