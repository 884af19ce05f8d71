import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { GOLDEN, readTree, REPOSITORY } from '../support/trees';
import type { KubeObject, Labels, PodTemplate, Selector, Specs } from './model';

/** The objects of an application in an environment, and what is not among them on purpose. */
export interface Tree {
  readonly name: string;
  readonly objects: KubeObject[];
  /** Objects that somebody else makes, as `Secret/lulu-secret`. */
  readonly given: readonly string[];
  /** Whether it has fewer pods than a production needs. */
  readonly isSmall?: boolean;
  /** Whether it is of a bare chart, which knows neither environment nor owner nor version. */
  readonly isBare?: boolean;
}

/** A pod template, wherever it is. */
export interface PodView {
  readonly workload: KubeObject;
  /** What is written about it: `Deployment/lulu-api`. */
  readonly where: string;
  readonly template: PodTemplate;
  readonly labels: Labels;
}

/** What the trees of an application leave to others. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  full: ['Secret/full-database', 'Secret/registry-credentials'],
  relaxed: ['Secret/relaxed-certificate', 'ServiceAccount/relaxed-operator', 'Middleware/edge/login'],
  lulu: ['Secret/lulu-secret'],
};

const FOLDERS: readonly (Omit<Tree, 'name' | 'objects'> & { folder: string })[] = [
  { folder: 'test/golden/minimal', given: [], isBare: true },
  ...['production', 'staging'].flatMap((environment) => [
    ...readdirSync(GOLDEN)
      .filter((name) => existsSync(join(GOLDEN, name, environment)))
      .map((name) => ({ folder: `test/golden/${name}/${environment}`, given: GIVEN[name] ?? [] })),
    ...readdirSync(join(REPOSITORY, 'dist', environment)).map((name) => {
      return { folder: `dist/${environment}/${name}`, given: GIVEN[name] ?? [] };
    }),
  ]),
];

/** Every tree that rules are asserted on. */
export const trees: readonly Tree[] = FOLDERS.map(({ folder, ...rest }) => ({
  ...rest,
  name: folder.replace(/^test\//, ''),
  objects: [...readTree(join(REPOSITORY, folder)).values()].map((text) => parse(text) as KubeObject),
  isSmall: folder.includes('staging'),
}));

/** A tree of its own to break. */
export function copyOf(name: string): Tree {
  const tree = trees.find((candidate) => candidate.name === name);
  if (!tree) {
    throw new Error(`no tree ${name}`);
  }
  return structuredClone(tree);
}

/** The objects of a kind. */
export function all<Kind extends keyof Specs>(tree: Tree, kind: Kind): KubeObject<Specs[Kind]>[] {
  return tree.objects.filter((object) => object.kind === kind) as KubeObject<Specs[Kind]>[];
}

/** The first object of a kind, to break. */
export function first<Kind extends keyof Specs>(tree: Tree, kind: Kind): KubeObject<Specs[Kind]> {
  const [found] = all(tree, kind);
  if (!found) {
    throw new Error(`${tree.name} has no ${kind}`);
  }
  return found;
}

export function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}

/** Whether an object is in the tree, or somebody else makes it. */
export function has(tree: Tree, kind: string, name: string): boolean {
  return [...tree.objects.map(nameOf), ...tree.given].includes(`${kind}/${name}`);
}

/** The Canary that has Flagger copy a Deployment to `<name>-primary`, where there is one beside it. */
export function canaryOf(tree: Tree, name: string, namespace: string | undefined) {
  return all(tree, 'Canary').find(
    ({ metadata, spec: { targetRef } }) =>
      metadata.namespace === namespace &&
      metadata.name === name &&
      targetRef.name === name &&
      targetRef.kind === 'Deployment' &&
      targetRef.apiVersion === 'apps/v1',
  );
}

/** Breaks a tree: Flagger is told of nothing any more. */
export function removeCanaries({ objects }: Tree): void {
  objects.splice(0, objects.length, ...objects.filter(({ kind }) => kind !== 'Canary'));
}

/** Every pod template. */
export function pods(tree: Tree): PodView[] {
  const view = (workload: KubeObject, template: PodTemplate): PodView => {
    return { workload, template, where: nameOf(workload), labels: template.metadata.labels ?? {} };
  };
  return [
    ...all(tree, 'Deployment').map((object) => view(object, object.spec.template)),
    ...all(tree, 'Job').map((object) => view(object, object.spec.template)),
    ...all(tree, 'CronJob').map((object) => view(object, object.spec.jobTemplate.spec.template)),
  ];
}

/** Whether labels are among others. */
export function isSubset(labels: Labels | undefined, of: Labels | undefined): boolean {
  return Object.entries(labels ?? {}).every(([key, value]) => of?.[key] === value);
}

/** The pods that a selector selects: an empty one selects all. */
export function selected(tree: Tree, selector: Selector | undefined): PodView[] {
  return pods(tree).filter(({ labels }) => isSubset(selector?.matchLabels, labels));
}

/** Whether a Service sends requests to the pods. */
export function isServed(pod: PodView, tree: Tree): boolean {
  return all(tree, 'Service').some(({ spec }) => spec.selector && isSubset(spec.selector, pod.labels));
}
