import { parse } from 'yaml';
import { type Finding, Manifest, Manifests, RuleSet } from '../../lib/policy';
import { readTree, REPOSITORY } from '../support/trees';
import { join } from 'node:path';

/** A good tree with one field changed, and the rule that is broken by it. */
export interface Mutation {
  /** What is changed, in a few words. */
  readonly how: string;
  /** The tree: `golden/full/production`, `dist/production/lulu`. */
  readonly tree: string;
  /** The file in it. */
  readonly file: string;
  /** Keys and indices to the field. */
  readonly path: readonly (string | number)[];
  /** What stands there then; nothing if it is left out. */
  readonly value?: unknown;
  /** Codes of the rules that have to tell it: these, and no others. */
  readonly codes: readonly string[];
}

/** The objects of a tree by the path of their files. */
export function objectsOf(tree: string): Map<string, unknown> {
  const folder = tree.startsWith('dist/') ? tree : `test/${tree}`;
  return new Map([...readTree(join(REPOSITORY, folder))].map(([path, text]) => [path, parse(text) as unknown]));
}

/** The objects of a tree, one of them changed. */
export function mutated({ tree, file, path, value }: Mutation): Map<string, unknown> {
  const objects = objectsOf(tree);
  const [last, ...way] = [...path].reverse();
  const parent = way
    .reverse()
    .reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], objects.get(file));
  if (typeof parent !== 'object' || parent === null || last === undefined) {
    throw new Error(`${tree}/${file} has no ${path.join('.')}`);
  }
  if (value === undefined) {
    if (!(last in parent)) throw new Error(`${tree}/${file} has no ${path.join('.')} to leave out`);
    delete (parent as Record<string, unknown>)[last];
  } else {
    (parent as Record<string, unknown>)[last] = value;
  }
  return objects;
}

/** What the rules tell of objects, above a note. */
export function findingsIn(objects: ReadonlyMap<string, unknown>, rules = new RuleSet()): Finding[] {
  const manifests = [...objects].map(([source, object]) => new Manifest(object, { source }));
  return rules.check(new Manifests(manifests)).filter(({ severity }) => severity !== 'note');
}
