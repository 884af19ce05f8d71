import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { TrafficEdit } from '../manifest/slots';
import { type JsonValue, toYaml } from '../manifest/yaml';

/** The YAML with values put into it. Nothing else of it changes; if the values are there already, no byte does. */
export function applyEdits(content: string, edits: readonly Pick<TrafficEdit, 'path' | 'value'>[]): string {
  if (edits.length === 0) {
    return content;
  }
  const object = parse(content) as Record<string | number, unknown>;
  let changed = false;
  for (const { path, value } of edits) {
    const parent = path.slice(0, -1).reduce((node, key) => node[key] as Record<string | number, unknown>, object);
    const last = path.at(-1) as string | number;
    if (!isDeepStrictEqual(parent[last], value)) {
      parent[last] = value;
      changed = true;
    }
  }
  return changed ? toYaml(object as JsonValue) : content;
}
