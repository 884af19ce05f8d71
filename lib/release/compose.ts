import type { SlotsDescriptor, TrafficEdit } from '../manifest/slots';
import { heldBy } from './position';
import type { ReleaseTree, ReleaseTrees } from './release-facts';
import type { Position, SlotPosition } from './state';

/** A file of a composed tree: what a release recorded, with the edits of its traffic. */
export interface ComposedFile {
  /** The release that it comes from. */
  readonly version: string;
  /** Id of its content there. */
  readonly blob: string;
  /** What is put into it. */
  readonly edits: readonly TrafficEdit[];
}

/** A composed tree: its files by path. */
export type Composition = ReadonlyMap<string, ComposedFile>;

/**
 * The tree of an application in an environment: a function of its position and the releases that were recorded, of nothing else.
 *
 * Each slot's folder comes from the release that the slot holds. The shared files are those of the live release, and beside them
 * those that the release which waits brings anew. Every file gets the edits that its own release names for the traffic.
 */
export function compose(position: Position, releases: ReleaseTrees): Composition {
  const files = new Map<string, ComposedFile>();
  const { slots } = position;
  const add = (release: ReleaseTree, isWanted: (path: string) => boolean) => {
    for (const [path, blob] of release.files) {
      if (isWanted(path) && !files.has(path)) {
        const edits = slots && release.slots ? editsIn(release.slots, slots).filter(({ file }) => file === path) : [];
        files.set(path, { version: release.version, blob, edits });
      }
    }
  };
  const live = find(releases, position.release);
  if (!slots) {
    add(live, () => true);
    withAdopted(files, position, () => true);
  } else {
    const folders = Object.keys(slots.holds);
    const isShared = (path: string) => !folders.some((slot) => path.startsWith(`${slot}/`));
    add(live, isShared);
    withAdopted(files, position, isShared);
    if (slots.next !== undefined) {
      const isGone = (path: string) =>
        position.adopted?.[path]?.blob === null && position.adopted[path].of === live.version;
      add(find(releases, heldBy(slots, slots.next)), (path) => isShared(path) && !isGone(path));
      withAdopted(files, position, isShared);
    }
    for (const slot of folders) {
      const isOwn = (path: string) => path.startsWith(`${slot}/`);
      add(find(releases, heldBy(slots, slot)), isOwn);
      withAdopted(files, position, isOwn);
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a release puts into its files in a state of the traffic. */
function editsIn({ traffic, shares }: SlotsDescriptor, { live, share }: SlotPosition): readonly TrafficEdit[] {
  if (!shares) {
    return traffic[live] ?? [];
  }
  // The other slot's release may know other shares: the next greater one has pods enough.
  return (shares.find((one) => one.share >= (share ?? 0)) ?? shares.at(-1))?.edits ?? [];
}

/** Edits by hand that were accepted hold as long as the file would come from the release that they were made in. */
function withAdopted(files: Map<string, ComposedFile>, position: Position, isWanted: (path: string) => boolean): void {
  for (const [path, { blob, of }] of Object.entries(position.adopted ?? {})) {
    const file = files.get(path);
    if (!isWanted(path) || (file?.version ?? ownerOf(path, position)) !== of) {
      continue;
    }
    if (blob === null) {
      files.delete(path);
    } else {
      files.set(path, { version: of, blob, edits: file?.edits ?? [] });
    }
  }
}

/** The release that a path belongs to: that of its slot, or the live one. */
export function ownerOf(path: string, { release, slots }: Position): string {
  const slot = Object.keys(slots?.holds ?? {}).find((name) => path.startsWith(`${name}/`));
  return slot === undefined || !slots ? release : heldBy(slots, slot);
}

function find(releases: ReleaseTrees, version: string): ReleaseTree {
  const release = releases.get(version);
  if (!release) {
    throw new Error(`release ${version} was not loaded`);
  }
  return release;
}
