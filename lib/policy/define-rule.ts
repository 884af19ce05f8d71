import type { ErrorCode } from '../errors';
import { errorCodes } from '../errors/codes';
import { ANNOTATION_PREFIX } from '../manifest/labels';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { Manifests } from './manifests';
import type { Pod } from './pod';
import type { Rule, Tell } from './rule';

/** What a rule of this library says besides its page in docs/errors.md. The remedy is the end of a line: `give it a tag`. */
interface RuleTraits extends Pick<Rule, 'severity' | 'asked' | 'remedy'> {
  readonly code: ErrorCode;
}

interface PodTraits extends RuleTraits {
  /** Which pods it is for. */
  readonly only?: (pod: Pod, manifests: Manifests) => boolean;
  /** The annotation `twelve-factor/<...>` whose reason lets a workload off: `relaxed-writable-root`. */
  readonly relaxedBy?: string;
}

/** A rule about objects that are applied together. */
export function setRule({ code, ...traits }: RuleTraits, check: Rule['check']): Rule {
  return { code, title: errorCodes[code].title, ...traits, check };
}

/** A rule about each object of some types: `apps/Deployment`, `Service`. */
export function manifestRule(
  traits: RuleTraits,
  types: readonly string[],
  check: (manifest: Manifest, tell: Tell, manifests: Manifests) => void,
): Rule {
  return setRule(traits, (manifests, tell) => {
    for (const type of types) {
      for (const manifest of manifests.of(type)) check(manifest, tell, manifests);
    }
  });
}

/** A rule about each pod that a workload makes. */
export function podRule(
  { only, relaxedBy, ...traits }: PodTraits,
  check: (pod: Pod, tell: Tell, manifests: Manifests) => void,
): Rule {
  return setRule(traits, (manifests, tell) => {
    for (const pod of manifests.pods) {
      if (only && !only(pod, manifests)) continue;
      if (relaxedBy !== undefined && isRelaxed(pod, relaxedBy)) continue;
      check(pod, tell, manifests);
    }
  });
}

/** A rule about each container, those that start first and those beside the process included. */
export function containerRule(
  { relaxedBy, ...traits }: PodTraits,
  check: (container: Field, tell: Tell, pod: Pod) => void,
): Rule {
  return podRule(traits, (pod, tell) => {
    for (const container of pod.allContainers) {
      if (relaxedBy === undefined || !isRelaxed(pod, relaxedBy, container)) check(container, tell, pod);
    }
  });
}

/** Whether an annotation of the workload says why something is relaxed: of the process, or of a container beside it. */
export function isRelaxed({ workload, containers }: Pod, what: string, container?: Field): boolean {
  const name = container?.at('name').text;
  const isBeside = container !== undefined && name !== containers[0]?.at('name').text;
  return Boolean(workload.annotations[`${ANNOTATION_PREFIX}${isBeside ? `${name}-${what}` : what}`]?.trim());
}
