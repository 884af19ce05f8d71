import {
  Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { TwelveFactorError } from '../../errors';

/**
 * `twelve.yaml` with a policy: a new one behind the others, or in place of the one of that name. All other lines stay as they are.
 *
 * @param rules - the policy as YAML, in the words of the file
 * @throws TwelveFactorError TF2204 if that is no mapping
 */
export function withPolicy(text: string, name: string, rules: string): string {
  const entry = entryOf(name, rules);
  const { lines, map, pairs } = read(text);
  if (map?.flow || (map && map.items.length === 0)) {
    return withNode(text, ['policies', name], parseDocument(rules, { logLevel: 'error' }).contents);
  }
  const indent = pairs[0]?.column ?? 2;
  const block = entry.map((line) => (line === '' ? line : `${' '.repeat(indent)}${line}`));
  const same = pairs.find((pair) => pair.name === name);
  if (same) {
    return joined([...lines.slice(0, same.first), ...block, ...lines.slice(same.last + 1)]);
  }
  const last = pairs.at(-1);
  if (last) {
    return joined([...lines.slice(0, last.last + 1), ...block, ...lines.slice(last.last + 1)]);
  }
  const end = lines.findLastIndex((line) => line.trim() !== '') + 1;
  return joined([...lines.slice(0, end), 'policies:', ...block]);
}

/** `twelve.yaml` without a policy, and without the comment right above it; undefined if there is none of that name. */
export function withoutPolicy(text: string, name: string): string | undefined {
  const { lines, map, pairs, key } = read(text);
  const same = pairs.find((pair) => pair.name === name);
  if (!same || !map) {
    return undefined;
  }
  if (map.flow) {
    const document = parseDocument(text);
    document.deleteIn(pairs.length === 1 ? ['policies'] : ['policies', name]);
    return document.toString(PRINT);
  }
  let { first } = same;
  const isAbove = (line: string | undefined) => line?.startsWith(`${' '.repeat(same.column)}#`) === true;
  while (first - 1 > (key ?? 0) && isAbove(lines[first - 1])) {
    first--;
  }
  const rest = [...lines.slice(0, first), ...lines.slice(same.last + 1)];
  return joined(pairs.length === 1 && key !== undefined ? rest.filter((_, index) => index !== key) : rest);
}

const PRINT = { lineWidth: 0, flowCollectionPadding: true } as const;

/** Where a policy is: its first line and its last one, counted from 0. */
interface Place {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly column: number;
}

function read(text: string): { lines: string[]; map: YAMLMap | undefined; pairs: Place[]; key: number | undefined } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (offset: number) => counter.linePos(offset).line - 1;
  const found = isMap(document.contents)
    ? document.contents.items.find(({ key }) => isScalar(key) && key.value === 'policies')
    : undefined;
  const map = isMap(found?.value) ? found.value : undefined;
  const pairs = (map?.items ?? []).map((pair) => placeOf(text, pair as Pair<Node, Node>, counter, lineOf));
  const key = (found?.key as Node | undefined)?.range?.[0];
  return { lines: text.replace(/\n$/, '').split('\n'), map, pairs, key: key === undefined ? undefined : lineOf(key) };
}

function placeOf(
  text: string,
  { key, value }: Pair<Node, Node>,
  counter: LineCounter,
  lineOf: (offset: number) => number,
): Place {
  const begin = key.range?.[0] ?? 0;
  const end = value?.range?.[1] ?? begin;
  const written = text.slice(begin, end).trimEnd().length;
  const column = counter.linePos(begin).col - 1;
  return { name: String(key), first: lineOf(begin), last: lineOf(begin + Math.max(written - 1, 0)), column };
}

/** A policy as lines: a rule on each, and lists of names in one. */
function entryOf(name: string, rules: string): string[] {
  const given = parseDocument(rules, { logLevel: 'error' });
  const [error] = given.errors;
  if (error || !isMap(given.contents)) {
    const told = error
      ? (error.message.split('\n')[0] as string).replace(/:$/, '')
      : 'it has to be a mapping, such as { environments: [production], promoteFrom: staging }';
    throw new TwelveFactorError([
      { code: 'TF2204', place: '', subject: `policy ${name}`, given: told, remedy: 'correct it' },
    ]);
  }
  const document = new Document({ [name]: given.toJS() as unknown });
  visit(document, {
    Seq: (_, node) => {
      node.flow = node.items.every((item) => isScalar(item));
    },
    Map: (_, node, path) => {
      // A window reads best on one line.
      node.flow = isSeq(path.at(-1)) && node.items.every(({ value }) => isScalar(value) || isSeq(value));
    },
  });
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return text.trimEnd().split('\n');
}

function withNode(text: string, path: readonly string[], node: unknown): string {
  const document = parseDocument(text);
  document.setIn(path, node);
  return document.toString(PRINT);
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
