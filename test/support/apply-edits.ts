import { type ObjectJson, toYaml, type TrafficEdit, type Tree } from '../../lib/manifest';

/** The tree's files by path, with the edits made in them. */
export function withEdits(tree: Tree, edits: readonly TrafficEdit[]): Map<string, string> {
  const objects = new Map(tree.files.map(({ path, object }) => [path, structuredClone<ObjectJson>(object)]));
  for (const { file, path, value } of edits) {
    const parent = path.slice(0, -1).reduce<unknown>((node, key) => (node as ObjectJson)[key], objects.get(file));
    (parent as Record<string | number, unknown>)[path[path.length - 1] as string] = value;
  }
  return new Map([...objects].map(([path, object]) => [path, toYaml(object)]));
}

/** The tree's files by path. */
export function filesOf(tree: Tree): Map<string, string> {
  return new Map(tree.files.map(({ path, content }) => [path, content]));
}
