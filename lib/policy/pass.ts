import type { PodContainer } from './pod-container';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import type { Pod } from './pod';
import { isRelaxed } from './relaxation';
import type { Rule, Tell } from './rule';

/** What a rule looks at one by one, and what it asks of each. */
export interface Look {
  /** Types of the objects that it looks at. */
  readonly types?: readonly string[];
  /** Which pods it is for. */
  readonly only?: (pod: Pod, manifests: ManifestSet) => boolean;
  /** The annotation `twelve-factor/<...>` whose reason lets a workload off. */
  readonly relaxedBy?: string;
  readonly atManifest?: (manifest: Manifest, tell: Tell, manifests: ManifestSet) => void;
  readonly atPod?: (pod: Pod, tell: Tell, manifests: ManifestSet) => void;
  readonly atContainer?: (container: PodContainer, tell: Tell, pod: Pod, manifests: ManifestSet) => void;
}

/** Tells what breaks a rule, and where. */
export type TellOf = (rule: Rule, field: Field, given: string, remedy?: string) => void;

/** The looks of rules, by their `check`: a copy of a rule with another `check` is asked by that. */
const looks = new WeakMap<object, Look>();

function lookOf({ check }: { readonly check: object }): Look | undefined {
  return looks.get(check);
}

/** The rule that asks each thing what a look says. */
export function lookingRule(traits: Omit<Rule, 'check'>, look: Look): Rule {
  let alone: Pass | undefined;
  const check: Rule['check'] = (manifests, tell) => {
    alone ??= new Pass([rule]);
    alone.over(manifests, (_, ...what) => tell(...what));
  };
  looks.set(check, look);
  const rule = { ...traits, check };
  return rule;
}

/** What a rule asks of one thing. */
interface Asked<Ask> {
  readonly rule: Rule;
  readonly relaxedBy?: string;
  readonly ask: Ask;
}

const NONE: readonly never[] = [];

/** Rules for the same pods, so that whether a pod is one of them is asked once. */
interface PodGroup {
  readonly only: Look['only'];
  readonly atPod: Asked<NonNullable<Look['atPod']>>[];
  readonly atContainer: Asked<NonNullable<Look['atContainer']>>[];
}

/**
 * Rules that are asked together, in one pass over manifests: each object is asked what all rules have to ask of it. A rule about
 * what is not there costs nothing.
 */
export class Pass {
  private readonly atSet: Asked<undefined>[] = [];
  private readonly atManifest = new Map<string, Asked<NonNullable<Look['atManifest']>>[]>();
  private readonly podGroups: PodGroup[] = [];

  constructor(rules: Iterable<Rule>) {
    for (const rule of rules) {
      const { types = [], only, relaxedBy, atManifest, atPod, atContainer } = lookOf(rule) ?? {};
      if (!atManifest && !atPod && !atContainer) this.atSet.push({ rule, ask: undefined });
      if (atManifest) types.forEach((type) => this.ofType(type).push({ rule, ask: atManifest }));
      if (atPod) this.groupOf(only).atPod.push({ rule, relaxedBy, ask: atPod });
      if (atContainer) this.groupOf(only).atContainer.push({ rule, relaxedBy, ask: atContainer });
    }
  }

  /**
   * Asks the rules. What they tell of one object comes in any order of the rules, but in that of each.
   *
   * Counted loops: this is asked of every application, and for the first thousands of them V8 has not optimized it.
   */
  over(manifests: ManifestSet, tellOf: TellOf): void {
    let asked: Asked<unknown>;
    let pod: Pod | undefined;
    let container: PodContainer | undefined;
    const tell: Tell = (field, given, remedy) => {
      // Few pods break a rule, so whether one is let off is asked last.
      if (pod && asked.relaxedBy !== undefined && isRelaxed(pod, asked.relaxedBy, container)) return;
      tellOf(asked.rule, field, given, remedy);
    };
    for (asked of this.atSet) asked.rule.check(manifests, tell);
    for (const manifest of manifests.all) {
      const atManifest = this.atManifest.get(manifest.type) ?? NONE;
      for (let index = 0; index < atManifest.length; index++) {
        const one = atManifest[index]!;
        asked = one;
        one.ask(manifest, tell, manifests);
      }
    }
    for (pod of manifests.pods) {
      // One without containers is told as that alone.
      if (pod.containers.length === 0) continue;
      for (const { only, atPod, atContainer } of this.podGroups) {
        if (only && !only(pod, manifests)) continue;
        container = undefined;
        for (let index = 0; index < atPod.length; index++) {
          const one = atPod[index]!;
          asked = one;
          one.ask(pod, tell, manifests);
        }
        for (container of pod.allContainers) {
          for (let index = 0; index < atContainer.length; index++) {
            const one = atContainer[index]!;
            asked = one;
            one.ask(container, tell, pod, manifests);
          }
        }
      }
    }
  }

  private ofType(type: string): Asked<NonNullable<Look['atManifest']>>[] {
    const known = this.atManifest.get(type) ?? [];
    this.atManifest.set(type, known);
    return known;
  }

  private groupOf(only: Look['only']): PodGroup {
    const known = this.podGroups.find((group) => group.only === only);
    if (known) return known;
    const group = { only, atPod: [], atContainer: [] };
    this.podGroups.push(group);
    return group;
  }
}
