import type { Place } from '../errors';
import { type k8s, MAX_NAME, type Spelled } from '../manifest';

/** An empty folder for what a read-only root file system refuses to hold. */
export interface ScratchFolder {
  readonly path: string;
  /** Name of its volume. */
  readonly volume: string;
}

/** What a container says of its folders. */
export interface ScratchParts {
  readonly name: string;
  /** Whether the root file system is read-only: then there is a /tmp. */
  readonly isReadOnly: boolean;
  readonly writable?: readonly string[];
  /** What else is mounted. */
  readonly mounts?: readonly Spelled<k8s.VolumeMount>[];
  readonly isSidecar?: boolean;
}

/** The empty folders of a container. A sidecar's volumes carry its name, beside those of the process. */
export function scratchFolders(place: Place, parts: ScratchParts): ScratchFolder[] {
  const folders: ScratchFolder[] = [];
  for (const path of [...(parts.isReadOnly ? ['/tmp'] : []), ...(parts.writable ?? [])]) {
    const slug = slugOf(path);
    const volume = parts.isSidecar ? `${parts.name}-${slug}` : slug;
    const wrong = faultOf(path, folders, parts.mounts ?? []) ?? (slug === '' ? NO_NAME : faultOfName(volume));
    if (wrong) {
      place.problem('TF1705', 'writable', `${JSON.stringify(path)} ${wrong[0]}`, wrong[1]);
    } else {
      folders.push({ path, volume });
    }
  }
  return folders;
}

/**
 * Tells folders whose volumes have one name, which Kubernetes refuses.
 *
 * @param containers the process first, then its sidecars
 * @param others names of the pod's other volumes
 */
export function checkVolumes(
  containers: readonly { readonly place: Place; readonly scratch: readonly ScratchFolder[] }[],
  others: readonly string[],
): void {
  const taken = new Map<string, { readonly path: string; readonly place: Place } | undefined>(
    others.map((name) => [name, undefined]),
  );
  const seen = new Set<string>();
  for (const { place, scratch } of containers) {
    // Two containers of one name were told already.
    for (const { path, volume } of seen.has(place.path) ? [] : scratch) {
      if (taken.has(volume)) {
        const other = taken.get(volume);
        const who = other ? `${JSON.stringify(other.path)} of ${other.place.path.split('/').pop()}` : 'a secret';
        place.problem(
          'TF1705',
          'writable',
          `${JSON.stringify(path)} needs volume "${volume}", which ${who} has already`,
          'give the folder or the sidecar another name',
        );
      }
      taken.set(volume, { path, place });
    }
    seen.add(place.path);
  }
}

/** `/var/cache/nginx` as part of a name: `var-cache-nginx`. */
function slugOf(path: string): string {
  return String(path)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** What is given, and what to do. */
type Fault = readonly [string, string];

const NO_NAME: Fault = ['gives no name for a volume', 'use a letter or a digit in it'];

function faultOf(
  path: string,
  folders: readonly ScratchFolder[],
  mounts: readonly Spelled<k8s.VolumeMount>[],
): Fault | undefined {
  if (!/^(\/(?!\.{1,2}(\/|$))[-A-Za-z0-9_.]+)+$/.test(path)) {
    return ['is no folder', 'give an absolute path without .. and without a slash at the end'];
  }
  if (folders.some((other) => other.path === path)) {
    return ['is there already', 'name each folder once; /tmp is always writable'];
  }
  // A secret cannot be written to, so no folder can be made in it either.
  const mount = mounts.find(({ mountPath }) => mountPath !== '' && `${path}/`.startsWith(`${mountPath}/`));
  return (
    mount && [
      `meets ${JSON.stringify(mount.mountPath)}, where a secret is mounted`,
      'give one of them another path; /tmp is always writable',
    ]
  );
}

function faultOfName(volume: string): Fault | undefined {
  return volume.length > MAX_NAME
    ? [
        `needs a volume name of ${volume.length} characters`,
        `give shorter names: at most ${MAX_NAME} characters together`,
      ]
    : undefined;
}
