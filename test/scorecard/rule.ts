import type { Container } from './model';
import { copyOf, type PodView, pods, type Tree } from './tree';

/** A rule of the scorecard that is kept: what breaks it is told, object by object. */
export interface KeptRule {
  /** Its number in the scorecard. */
  readonly id: string;
  readonly name: string;
  /** What breaks the rule in a tree: nothing, if it is kept. */
  faults(tree: Tree): string[];
  /** Trees that break the rule, each in a way that it has to notice. */
  readonly broken: readonly { readonly how: string; readonly tree: () => Tree }[];
  /** Trees that are let off, with the reason. */
  readonly except?: Readonly<Record<string, string>>;
}

/** A rule that is not kept, or not asserted on trees, and why. */
export interface WaivedRule {
  readonly id: string;
  readonly name: string;
  /** `W1` to `W9` are the waivers of the scorecard. */
  readonly because: string;
}

export type Rule = KeptRule | WaivedRule;

interface Options {
  readonly except?: Readonly<Record<string, string>>;
  /** The tree that is broken. */
  readonly on?: string;
}

interface PodOptions extends Options {
  /** The kinds of workload that the rule is for. */
  readonly kinds?: readonly string[];
  /** The annotation `twelve-factor/<...>` whose reason lets a workload off. */
  readonly relaxedBy?: string;
  /** Which pods it is for. */
  readonly only?: (pod: PodView, tree: Tree) => boolean;
}

const WORKLOADS = ['Deployment', 'Job', 'CronJob'];
const BROKEN = 'golden/full/production';

/** A rule about the objects of a tree. */
export function treeRule(
  id: string,
  name: string,
  faults: (tree: Tree) => (string | false | undefined)[],
  breaks: Readonly<Record<string, (tree: Tree) => void>>,
  { on = BROKEN, except }: Options = {},
): KeptRule {
  const broken = Object.entries(breaks).map(([how, apply]) => ({ how, tree: () => change(copyOf(on), apply) }));
  return { id, name, except, broken, faults: (tree) => faults(tree).filter((fault) => typeof fault === 'string') };
}

/** A rule about every pod. It has to notice a breach in each kind of workload that it is for. */
export function podRule(
  id: string,
  name: string,
  fault: (pod: PodView, tree: Tree) => string | false | undefined,
  breaks: Readonly<Record<string, (pod: PodView) => void>>,
  options: PodOptions = {},
): KeptRule {
  const { kinds = WORKLOADS, on = BROKEN } = options;
  const meant = (tree: Tree) => pods(tree).filter((pod) => isMeant(pod, tree, kinds, options));
  const broken = Object.entries(breaks).flatMap(([how, apply]) =>
    kinds.map((kind) => ({
      how: `${how}, in a ${kind}`,
      tree: () => change(copyOf(on), (tree) => apply(ofKind(meant(tree), kind))),
    })),
  );
  const faults = (tree: Tree) =>
    meant(tree).flatMap((pod) => {
      const found = fault(pod, tree);
      return found ? [`${pod.where}: ${found}`] : [];
    });
  return { id, name, except: options.except, broken, faults };
}

/** A rule that is not kept. */
export function waived(id: string, name: string, because: string): WaivedRule {
  return { id, name, because };
}

/** All containers of a pod. */
export function containers({ template }: PodView): Container[] {
  return [...(template.spec.initContainers ?? []), ...template.spec.containers];
}

/** Whether an annotation of the workload says why something is relaxed: of the process, or of a container beside it. */
export function isRelaxed({ workload, template }: PodView, what: string, container?: Container): boolean {
  const isBeside = container !== undefined && container.name !== template.spec.containers[0]?.name;
  const annotation = isBeside ? `${container.name}-${what}` : what;
  return Boolean(workload.metadata.annotations?.[`twelve-factor/${annotation}`]?.trim());
}

function isMeant(pod: PodView, tree: Tree, kinds: readonly string[], { relaxedBy, only }: PodOptions): boolean {
  const isLetOff = relaxedBy !== undefined && isRelaxed(pod, relaxedBy);
  return kinds.includes(pod.workload.kind) && !isLetOff && (only?.(pod, tree) ?? true);
}

function change(tree: Tree, apply: (tree: Tree) => void): Tree {
  apply(tree);
  return tree;
}

function ofKind(candidates: readonly PodView[], kind: string): PodView {
  const found = candidates.find(({ workload }) => workload.kind === kind);
  if (!found) {
    throw new Error(`no ${kind} to break`);
  }
  return found;
}
