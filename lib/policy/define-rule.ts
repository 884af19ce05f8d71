import type { ErrorCode } from '../errors';
import { errorCodes } from '../errors/codes';
import type { PodContainer } from './pod-container';
import type { Manifest } from './manifest';
import type { ManifestSet } from './manifest-set';
import { lookingRule } from './pass';
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
export function setRule(traits: RuleTraits, check: Rule['check']): Rule {
  return { ...described(traits), check };
}

/** A rule about each object of some types: `apps/Deployment`, `Service`. */
export function manifestRule(
  traits: RuleTraits,
  types: readonly string[],
  check: (manifest: Manifest, tell: Tell, manifests: ManifestSet) => void,
): Rule {
  return lookingRule({ types, ...described(traits) }, { types, atManifest: check });
}

/** A rule about each pod that a workload makes. One without containers is told as that alone. */
export function podRule(
  { only, relaxedBy, ...traits }: PodTraits,
  check: (pod: Pod, tell: Tell, manifests: ManifestSet) => void,
): Rule {
  return lookingRule({ types: WORKLOADS, ...described(traits) }, { only, relaxedBy, atPod: check });
}

/** A rule about each container, those that start first and those beside the process included. */
export function containerRule(
  { only, relaxedBy, ...traits }: PodTraits,
  check: (container: PodContainer, tell: Tell, pod: Pod, manifests: ManifestSet) => void,
): Rule {
  return lookingRule({ types: WORKLOADS, ...described(traits) }, { only, relaxedBy, atContainer: check });
}

/** A rule about each pod, and then about each of its containers. */
export function podAndContainerRule(
  { only, relaxedBy, ...traits }: PodTraits,
  atPod: (pod: Pod, tell: Tell) => void,
  atContainer: (container: PodContainer, tell: Tell) => void,
): Rule {
  return lookingRule({ types: WORKLOADS, ...described(traits) }, { only, relaxedBy, atPod, atContainer });
}

function described({ code, asked, ...traits }: RuleTraits): Omit<Rule, 'check'> {
  const list = typeof asked === 'string' ? asked.trim().split(/,\s*/) : asked;
  return { code, title: errorCodes[code].title, ...traits, ...(list && { asked: list }) };
}
