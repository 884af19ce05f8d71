import type { Position, SlotPosition } from './state';

/** Every release that a position is composed of, the live one first. */
export function releasesOf({ release, slots }: Position): string[] {
  return [...new Set([release, ...Object.values(slots?.holds ?? {})])];
}

/** The release that a slot holds. */
export function heldBy({ holds }: SlotPosition, slot: string): string {
  return holds[slot] as string;
}

/** The position of a state. */
export function positionOf({ release, slots, adopted }: Position): Position {
  return { release, ...(slots && { slots }), ...(adopted && { adopted }) };
}

/** The slot that is not live. */
export function otherSlot({ live, holds }: SlotPosition): string {
  return Object.keys(holds).find((name) => name !== live) as string;
}

/** A position with the adopted edits of another one, as far as their releases are still part of it. */
export function withAdopted({ adopted }: Position, position: Position): Position {
  const versions = releasesOf(position);
  const kept = Object.entries(adopted ?? {}).filter(([, { of }]) => versions.includes(of));
  return kept.length === 0 ? position : { ...position, adopted: Object.fromEntries(kept) };
}

/** The position without a canary's traffic. */
export function atRest(position: Position): Position {
  const { slots } = position;
  return slots?.share ? { ...position, slots: { ...slots, share: 0 } } : position;
}
