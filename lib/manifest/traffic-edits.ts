import type { SlotsDescriptor, SlotUse, TrafficEdit } from './slots';
import type { ObjectJson } from './render-object';
import type { Tree } from './tree';
import type { JsonValue } from './yaml';

type Path = readonly (string | number)[];

/**
 * Describes slots by what differs between the trees of all states: the leaves that are not the same in each of them.
 *
 * Derived from what is rendered, so that applying a state's edits to the tree of any other gives the tree of that state.
 *
 * @param trees a tree for each of `trafficStates(use)`, in their order
 */
export function describeSlots(use: SlotUse, trees: readonly Tree[]): SlotsDescriptor {
  const leaves = differingLeaves(trees);
  const editsOf = (tree: Tree): TrafficEdit[] =>
    leaves.map(({ file, path }) => ({ file, path, value: valueAt(objectIn(tree, file), path) as JsonValue }));
  const [first, last] = [trees[0] as Tree, trees[trees.length - 1] as Tree];
  return {
    names: use.names,
    live: use.live,
    traffic: { [use.names[0]]: editsOf(first), [use.names[1]]: editsOf(last) },
    ...(use.shares
      ? { shares: use.shares.map((share, index) => ({ share, edits: editsOf(trees[index] as Tree) })) }
      : {}),
  };
}

function differingLeaves(trees: readonly Tree[]): { file: string; path: Path }[] {
  const [first, ...others] = trees as [Tree, ...Tree[]];
  const leaves = new Map<string, { file: string; path: Path }>();
  for (const other of others) {
    first.files.forEach(({ path: file, object }, index) => {
      if (other.files[index]?.path !== file) {
        throw new Error(`${file} is not there in every state of the traffic`);
      }
      for (const path of differences(object, other.files[index].object, [])) {
        leaves.set(JSON.stringify([file, path]), { file, path });
      }
    });
  }
  return [...leaves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, leaf]) => leaf);
}

function differences(a: unknown, b: unknown, path: Path): Path[] {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return a === b ? [] : [path];
  }
  const keys = Object.keys(a);
  if (keys.join('\0') !== Object.keys(b).join('\0')) {
    throw new Error(`${path.join('.')} has not the same fields in every state of the traffic`);
  }
  return keys.flatMap((key) =>
    differences((a as ObjectJson)[key], (b as ObjectJson)[key], [...path, Array.isArray(a) ? Number(key) : key]),
  );
}

function objectIn(tree: Tree, file: string): ObjectJson | undefined {
  return tree.files.find(({ path }) => path === file)?.object;
}

function valueAt(object: ObjectJson | undefined, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown> | undefined)?.[key], object);
}
