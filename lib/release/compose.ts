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
  } else {
    const folders = Object.keys(slots.holds);
    const isShared = (path: string) => !folders.some((slot) => path.startsWith(`${slot}/`));
    add(live, isShared);
    if (slots.next !== undefined) {
      add(find(releases, heldBy(slots, slots.next)), isShared);
    }
    for (const slot of folders) {
      add(find(releases, heldBy(slots, slot)), (path) => path.startsWith(`${slot}/`));
    }
  }
  return new Map([...withAdopted(files, position)].sort(([a], [b]) => (a < b ? -1 : 1)));
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
function withAdopted(files: Map<string, ComposedFile>, { adopted, release }: Position): Map<string, ComposedFile> {
  for (const [path, { blob, of }] of Object.entries(adopted ?? {})) {
    const file = files.get(path);
    if ((file?.version ?? release) !== of) {
      continue;
    }
    if (blob === null) {
      files.delete(path);
    } else {
      files.set(path, { version: of, blob, edits: file?.edits ?? [] });
    }
  }
  return files;
}

function find(releases: ReleaseTrees, version: string): ReleaseTree {
  const release = releases.get(version);
  if (!release) {
    throw new Error(`release ${version} was not loaded`);
  }
  return release;
}
