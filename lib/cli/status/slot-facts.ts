import type { PlaceStatus } from '../../release/report';

/** What the slots of a place say, in the words of a release manager. */
export interface SlotFacts {
  /** The slot that serves; of a canary the first one. */
  readonly live: string;
  /** The slots in a fixed order, with what each holds. */
  readonly slots: readonly { readonly name: string; readonly version: string }[];
  /** The release on its way to be live. */
  readonly next?: NextRelease;
}

/** A release that has pods, but not all of the traffic. */
export interface NextRelease {
  /** Its slot. */
  readonly slot: string;
  /** Its version, that of the live slot where the canary has settled. */
  readonly version: string;
  /** The share of the traffic that it has, in percent; none where slots are switched at once. */
  readonly share?: number;
}

/** What the slots of a place say, where it has them. */
export function slotFacts({ slots, version = '' }: PlaceStatus): SlotFacts | undefined {
  if (!slots) return undefined;
  const { live, share, holds } = slots;
  const names = [...new Set([live, ...Object.keys(holds)])].sort();
  const held = (slot: string) => (Object.hasOwn(holds, slot) ? (holds[slot] as string) : slot === live ? version : '?');
  // A canary that has traffic is on its way, whether or not somebody waits for its next step.
  const slot = slots.next ?? (share ? names.find((name) => name !== live) : undefined);
  const next = slot === undefined || slot === live ? undefined : { slot, version: held(slot) };
  return {
    live,
    slots: names.map((name) => ({ name, version: held(name) })),
    ...(next && { next: { ...next, ...(share !== undefined && { share }) } }),
  };
}

/** The release that serves: of a canary the one in the slot that traffic goes back to. */
export function servingVersion(place: PlaceStatus): string | undefined {
  const facts = slotFacts(place);
  const held = facts?.next && facts.slots.find(({ name }) => name === facts.live)?.version;
  return held || place.version;
}

/** What follows the version: `green`, `→ 1.6.0 waits in blue`, `→ 3.2.0 25 %`, in parts between which a line may end. */
export function slotWords(place: PlaceStatus): readonly string[] {
  const facts = slotFacts(place);
  if (!facts?.next) return facts ? [facts.live] : [];
  const { slot, version, share } = facts.next;
  if (share === undefined) return [`→ ${version}`, `waits in ${slot}`];
  return version === servingVersion(place) ? [`${share} % in ${slot}`] : [`→ ${version}`, `${share} %`];
}
