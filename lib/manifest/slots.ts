import type { JsonValue } from './yaml';

/** The two copies of an application's workloads in an environment, and what can be made of their traffic. */
export interface SlotUse {
  /** The slot that serves first, and the one that a release goes to. */
  readonly names: readonly [string, string];
  /** The slot that serves where nobody has decided yet. */
  readonly live: string;
  /**
   * Percents of the traffic that the second slot can have, from 0 up to 100.
   *
   * @default - all or nothing
   */
  readonly shares?: readonly number[];
}

/** What an environment is rendered with: a slot that serves, or a share of the second one. */
export type TrafficState = { readonly live: string } | { readonly share: number };

/** A value to put in a file, so that the traffic is another one. */
export interface TrafficEdit {
  /** Path of the file in the environment's tree. */
  readonly file: string;
  /** Keys and indices from the root of the object. */
  readonly path: readonly (string | number)[];
  /** What is put there. */
  readonly value: JsonValue;
}

/** What the bundle's descriptor says of slots. */
export interface SlotsDescriptor {
  /** The slot that serves first, and the one that a release goes to. */
  readonly names: readonly [string, string];
  /** The slot that the tree is rendered with. */
  readonly live: string;
  /** The edits that give a slot all the traffic. */
  readonly traffic: Readonly<Record<string, readonly TrafficEdit[]>>;
  /**
   * The edits that give the second slot a share of the traffic, in percent.
   *
   * @default - it is all or nothing
   */
  readonly shares?: readonly { readonly share: number; readonly edits: readonly TrafficEdit[] }[];
}

/** Every state that an application's traffic can be in. */
export function trafficStates({ names, shares }: SlotUse): readonly TrafficState[] {
  return shares ? shares.map((share) => ({ share })) : names.map((live) => ({ live }));
}
