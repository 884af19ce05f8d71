import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A part of the program, and its share of the time that rendering took. */
export interface ProfileEntry {
  readonly where: string;
  readonly share: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** How many parts are told. */
const TOLD = 10;

/**
 * Where the time of a function goes, by files of this library, by packages, and by what Node.js does itself; the largest parts first.
 *
 * @param program arguments of `node`
 * @param within name of the function; what the program does beside it is left out
 */
export function profileOf(program: readonly string[], within: string, folder: string): ProfileEntry[] {
  const out = mkdtempSync(join(folder, 'profile-'));
  execFileSync('node', ['--cpu-prof', `--cpu-prof-dir=${out}`, ...program]);
  const [file] = readdirSync(out);
  const profile = JSON.parse(readFileSync(join(out, file as string), 'utf8')) as Profile;
  rmSync(out, { recursive: true });

  const places = new Map(nodesBelow(profile.nodes, within).map((node) => [node.id, placeOf(node)]));
  const times = new Map<string, number>();
  profile.samples.forEach((id, index) => {
    const place = places.get(id);
    if (place !== undefined) {
      times.set(place, (times.get(place) ?? 0) + (profile.timeDeltas[index] as number));
    }
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  const sorted = [...times].sort(([, a], [, b]) => b - a);
  return sorted.slice(0, TOLD).map(([where, time]) => ({ where, share: time / total }));
}

/** All that a function calls, and the garbage collector, which nobody calls. */
function nodesBelow(nodes: readonly ProfileNode[], within: string): ProfileNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const below = (node: ProfileNode): ProfileNode[] => [
    node,
    ...(node.children ?? []).flatMap((id) => below(byId.get(id) as ProfileNode)),
  ];
  const named = (name: string) => nodes.filter(({ callFrame }) => callFrame.functionName === name);
  return [...named(within).flatMap(below), ...named('(garbage collector)')];
}

function placeOf({ callFrame: { functionName, url } }: ProfileNode): string {
  const modules = url.split('/node_modules/');
  if (modules.length > 1) {
    return `package ${(/^(?:@[^/]+\/)?[^/]+/.exec(modules[1] as string) as RegExpExecArray)[0]}`;
  }
  const own = /\/build\/(.+)\.js$/.exec(url)?.[1];
  if (own !== undefined) {
    return `\`lib/${own.includes('manifest/') ? own : (own.split('/')[0] as string)}\``;
  }
  if (functionName === '(garbage collector)') {
    return 'garbage collection';
  }
  return url.startsWith('node:') || url === '' ? nativeOf(functionName, url) : 'the measured program';
}

/** Functions without a file are of Node.js or V8: calls of the system have names of their own. */
function nativeOf(functionName: string, url: string): string {
  if (functionName.startsWith('writeFile')) return 'writing files';
  if (/^(mkdir|rename|rmdir|lstat|existsSync|access|open|close|unlink|readdir)/.test(functionName))
    return 'folders and names of files';
  if (url.includes('crypto')) return 'digests';
  if (url.includes('loader') || url.includes('helpers') || functionName === 'wrapSafe') return 'loading code';
  return 'Node.js and V8 otherwise';
}
