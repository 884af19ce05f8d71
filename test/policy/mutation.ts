import { join } from 'node:path';
import { parse } from 'yaml';
import { type Finding, Manifest, ManifestSet, RuleSet } from '../../lib/policy';
import { readTree, REPOSITORY } from '../support/trees';

type Objects = ReadonlyMap<string, unknown>;

/** Something of a tree that is changed. */
export interface Change {
  /** The file in it; one that is new, where the path is empty. */
  readonly file: string;
  /** Keys and indices to the field; none for the whole object. */
  readonly path: readonly (string | number)[];
  /** What stands there then, or how it is made of the other objects; nothing if it is left out. */
  readonly value?: unknown;
}

/** A good tree with one field changed, and the rule that is broken by it. */
export interface Mutation extends Change {
  /** What is changed, in a few words. */
  readonly how: string;
  /** The tree: `golden/full/production`, `dist/production/lulu`. */
  readonly tree: string;
  /** What else is changed, where one field cannot break the rule. */
  readonly also?: readonly Change[];
  /** Codes of the rules that have to tell it: these, and no others. */
  readonly codes: readonly string[];
}

const parsed = new Map<string, Objects>();

/** The objects of a tree by the path of their files. */
export function objectsOf(tree: string): Objects {
  const folder = tree.startsWith('dist/') ? tree : `test/${tree}`;
  const known =
    parsed.get(tree) ??
    new Map([...readTree(join(REPOSITORY, folder))].map(([path, text]) => [path, parse(text) as unknown]));
  parsed.set(tree, known);
  return known;
}

/** The objects of a tree, some of them changed. */
export function mutated({ tree, also = [], ...change }: Mutation): Objects {
  const objects = new Map(structuredClone([...objectsOf(tree)]));
  for (const each of [change, ...also]) apply(objects, each, tree);
  return objects;
}

function apply(objects: Map<string, unknown>, { file, path, value: given }: Change, tree: string): void {
  const value = typeof given === 'function' ? (given as (others: Objects) => unknown)(objects) : given;
  const [last, ...way] = [...path].reverse();
  if (last === undefined) {
    if (value !== undefined) objects.set(file, value);
    else if (!objects.delete(file)) throw new Error(`${tree} has no ${file}`);
    return;
  }
  const parent = way
    .reverse()
    .reduce<unknown>((node, step) => (node as Record<string, unknown>)?.[step], objects.get(file));
  if (typeof parent !== 'object' || parent === null) {
    throw new Error(`${tree}/${file} has no ${path.join('.')}`);
  }
  if (value === undefined) {
    if (!(last in parent)) throw new Error(`${tree}/${file} has no ${path.join('.')} to leave out`);
    delete (parent as Record<string, unknown>)[last];
  } else {
    (parent as Record<string, unknown>)[last] = value;
  }
}

/** What the rules tell of objects, above a note. */
export function findingsIn(objects: Objects, rules = new RuleSet()): Finding[] {
  return allFindingsIn(objects, rules).filter(({ severity }) => severity !== 'note');
}

/** What the rules tell of a mutation, notes too, and not of the tree as it is. */
export function newFindings(mutation: Mutation): Finding[] {
  const before = new Set(allFindingsIn(objectsOf(mutation.tree)).map(textOf));
  return allFindingsIn(mutated(mutation)).filter((finding) => !before.has(textOf(finding)));
}

/** What the rules tell of objects, notes too. */
export function allFindingsIn(objects: Objects, rules = everyRule()): Finding[] {
  const manifests = [...objects].map(([source, object]) => new Manifest(object, { source }));
  return rules.check(new ManifestSet(manifests));
}

/** Every rule, also those that are off. */
export function everyRule(): RuleSet {
  const rules = new RuleSet();
  for (const { code, severity } of rules.all) if (severity === 'off') rules.severity(code, 'note');
  return rules;
}

function textOf({ code, manifest, path, given }: Finding): string {
  return `${code} ${manifest.origin.source} ${path.join('.')} ${given}`;
}
