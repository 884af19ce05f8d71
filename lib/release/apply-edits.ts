import { isDeepStrictEqual } from 'node:util';
import { type Document, isNode } from 'yaml';
import { refuse } from '../errors';
import type { TrafficEdit } from '../manifest/slots';
import { type JsonValue, toYaml } from '../manifest/yaml';
import { tryReadOwnYaml } from '../yaml/own-yaml';
import { readYaml } from '../yaml/read-yaml';

/**
 * The YAML with values put into it. Nothing else of it changes; if the values are there already, no byte does.
 *
 * @throws TwelveFactorError TF2118 if a file that was edited by hand has no such field any more
 */
export function applyEdits(content: string, edits: readonly TrafficEdit[]): string {
  if (edits.length === 0) {
    return content;
  }
  const own = tryReadOwnYaml(content);
  return own === undefined ? editByHand(content, edits) : editOwn(content, own, edits);
}

type Node = Record<string | number, unknown>;

/** What our writer wrote is written anew. */
function editOwn(content: string, object: JsonValue, edits: readonly TrafficEdit[]): string {
  let changed = false;
  for (const edit of edits) {
    const { path, value } = edit;
    const parent = path.slice(0, -1).reduce<unknown>((node, key) => childOf(node, key), object);
    const last = path.at(-1) as string | number;
    const former = childOf(parent, last);
    if (former === undefined) {
      refuseLost(edit);
    }
    if (!isDeepStrictEqual(former, value)) {
      (parent as Node)[last] = value;
      changed = true;
    }
  }
  return changed ? toYaml(object) : content;
}

function childOf(node: unknown, key: string | number): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, key) ? (node as Node)[key] : undefined;
}

/** What a person wrote keeps its comments and its words: `yes` is no text to kubectl. */
function editByHand(content: string, edits: readonly TrafficEdit[]): string {
  const document = tryRead(content);
  let changed = false;
  for (const edit of edits) {
    const { path, value } = edit;
    if (!document?.hasIn(path)) {
      refuseLost(edit);
    }
    if (!isDeepStrictEqual(plain(document.getIn(path)), value)) {
      document.setIn(path, value);
      changed = true;
    }
  }
  return changed && document ? document.toString({ lineWidth: 0 }) : content;
}

function plain(node: unknown): unknown {
  return isNode(node) ? node.toJSON() : node;
}

/** Its one document, if it can be read. */
function tryRead(content: string): Document.Parsed | undefined {
  try {
    const [document, second] = readYaml(content);
    return second || document?.errors.length !== 0 ? undefined : document;
  } catch {
    return undefined; // Deeper than anybody writes.
  }
}

function refuseLost({ file, path }: TrafficEdit): never {
  return refuse(
    'TF2118',
    file,
    path.join('.'),
    'the traffic is moved by this field, and the edit by hand took it away',
    'put it back on the branch, or take the edit back with `twelve verify --restore`',
  );
}
