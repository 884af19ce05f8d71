import type { ErrorCode } from '../errors';
import { errorCodes } from '../errors/codes';
import { ANNOTATION_PREFIX } from '../manifest/labels';
import type { Field } from './field';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { type Pod, WORKLOADS } from './pod';
import type { Rule, Tell } from './rule';

/** What a rule of this library says besides its page in docs/errors.md. The remedy is the end of a line: `give it a tag`. */
interface RuleTraits extends Pick<Rule, 'severity' | 'remedy' | 'types'> {
  readonly code: ErrorCode;
  /** The checks of published tools that ask the same, a tool's name before each; a list, or as text with commas. */
  readonly asked?: readonly string[] | string;
}

interface PodTraits extends RuleTraits {
  /** Which pods it is for. */
  readonly only?: (pod: Pod, manifests: ManifestSet) => boolean;
  /** The annotation `twelve-factor/<...>` whose reason lets a workload off: `relaxed-writable-root`. */
  readonly relaxedBy?: string;
}

/** A rule about objects that are applied together. */
export function setRule({ code, asked, ...traits }: RuleTraits, check: Rule['check']): Rule {
  const list = typeof asked === 'string' ? asked.trim().split(/,\s*/) : asked;
  return { code, title: errorCodes[code].title, ...traits, ...(list && { asked: list }), check };
}

/** A rule about each object of some types: `apps/Deployment`, `Service`. */
export function manifestRule(
  traits: RuleTraits,
  types: readonly string[],
  check: (manifest: Manifest, tell: Tell, manifests: ManifestSet) => void,
): Rule {
  return setRule({ types, ...traits }, (manifests, tell) => {
    for (const type of types) {
      for (const manifest of manifests.of(type)) check(manifest, tell, manifests);
    }
  });
}

/** A rule about each pod that a workload makes. One without containers is told as that alone. */
export function podRule(
  { only, relaxedBy, ...traits }: PodTraits,
  check: (pod: Pod, tell: Tell, manifests: ManifestSet) => void,
): Rule {
  return setRule({ types: WORKLOADS, ...traits }, (manifests, tell) => {
    for (const pod of manifests.pods) {
      if (pod.containers.length > 0 && (only === undefined || only(pod, manifests)))
        check(pod, unlessRelaxed(tell, pod, relaxedBy), manifests);
    }
  });
}

/** A rule about each container, those that start first and those beside the process included. */
export function containerRule(
  { relaxedBy, ...traits }: PodTraits,
  check: (container: Field, tell: Tell, pod: Pod, manifests: ManifestSet) => void,
): Rule {
  return podRule(traits, (pod, tell, manifests) => {
    for (const container of pod.allContainers) {
      check(container, unlessRelaxed(tell, pod, relaxedBy, container), pod, manifests);
    }
  });
}

/** Few pods break a rule, so whether one is let off is asked last. */
function unlessRelaxed(tell: Tell, pod: Pod, relaxedBy: string | undefined, container?: Field): Tell {
  if (relaxedBy === undefined) return tell;
  return (...what) => {
    if (!isRelaxed(pod, relaxedBy, container)) tell(...what);
  };
}

/** Whether an annotation of the workload says why something is relaxed: of the process, or of a container beside it. */
export function isRelaxed({ workload, containers }: Pod, what: string, container?: Field): boolean {
  const name = container?.at('name').text;
  const isBeside = container !== undefined && name !== containers[0]?.at('name').text;
  return Boolean(workload.annotations[`${ANNOTATION_PREFIX}${isBeside ? `${name}-${what}` : what}`]?.trim());
}
