import { byCodeUnits } from './json';
import { type ReadObject, readObject } from './read-object';
import { hideSecrets, veilSecrets } from './secrets';
import type { Change, Json, ObjectDiff, TreeDiff } from './tree-diff';
import { compareValues } from './values';

/** The YAML files of an application by their path in its folder: `blue/Deployment.lulu-api-blue.yaml`. */
export type TreeFiles = ReadonlyMap<string, string>;

/**
 * What differs between two rendered trees of an application.
 *
 * An object is matched by its file; one that went to another file, as a workload does that gets slots, by group, kind,
 * namespace and name. Files that differ only in how the YAML is written count as changed, without changes: git shows them too.
 * Never throws: a file that is no YAML is compared as text. Values of Secrets are hidden.
 */
export function diffTrees(before: TreeFiles, after: TreeFiles): TreeDiff {
  const removed = readOnly(before, (path) => !after.has(path));
  const added = readOnly(after, (path) => !before.has(path));
  const objects: ObjectDiff[] = [];
  for (const [to, from] of movesOf(removed, added)) {
    objects.push(changed(to, removed.get(from) as ReadObject, added.get(to) as ReadObject, from));
    removed.delete(from);
    added.delete(to);
  }
  removed.forEach((object, path) => objects.push({ path, status: 'removed', ...titleOf(object), changes: [] }));
  added.forEach((object, path) => objects.push({ path, status: 'added', ...titleOf(object), changes: [] }));
  let unchanged = 0;
  for (const [path, text] of after) {
    const old = before.get(path);
    if (old === text) {
      unchanged++;
    } else if (old !== undefined) {
      objects.push(changed(path, readObject(old), readObject(text)));
    }
  }
  return { objects: objects.sort((a, b) => byCodeUnits(a.path, b.path)), unchanged };
}

function readOnly(files: TreeFiles, isWanted: (path: string) => boolean): Map<string, ReadObject> {
  return new Map([...files].filter(([path]) => isWanted(path)).map(([path, text]) => [path, readObject(text)]));
}

function changed(path: string, before: ReadObject, after: ReadObject, movedFrom?: string): ObjectDiff {
  const isReadable = before.value !== undefined && after.value !== undefined;
  return {
    path,
    status: 'changed',
    ...titleOf(before),
    ...titleOf(after),
    ...(movedFrom !== undefined && { movedFrom }),
    ...(!isReadable && { unreadable: true }),
    changes: isReadable ? changesOf(before.value, after.value) : [],
  };
}

function changesOf(before: Json, after: Json): Change[] {
  return compareValues(veilSecrets(before), veilSecrets(after)).map(hideSecrets);
}

function titleOf({ kind, name, service }: ReadObject): Pick<ObjectDiff, 'kind' | 'name' | 'service'> {
  return { ...(kind && { kind }), ...(name && { name }), ...(service && { service }) };
}

/** Where added objects came from, by path: those whose identity one removed and one added file have. */
function movesOf(
  removed: ReadonlyMap<string, ReadObject>,
  added: ReadonlyMap<string, ReadObject>,
): Map<string, string> {
  const sources = pathsByIdentity(removed);
  const moves = new Map<string, string>();
  for (const [identity, [to, ...others]] of pathsByIdentity(added)) {
    const [from, ...otherSources] = sources.get(identity) ?? [];
    if (to !== undefined && from !== undefined && others.length + otherSources.length === 0) {
      moves.set(to, from);
    }
  }
  return moves;
}

function pathsByIdentity(objects: ReadonlyMap<string, ReadObject>): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, { identity }] of objects) {
    if (identity !== undefined) {
      paths.set(identity, [...(paths.get(identity) ?? []), path]);
    }
  }
  return paths;
}
