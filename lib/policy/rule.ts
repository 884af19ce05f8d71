import type { RuleCode } from '../errors';
import type { Field } from './field';
import type { ManifestSet } from './manifest-set';

/** What becomes of a finding: an `error` stops a synthesis, a `warning` is told, a `note` only where one asks for it. */
export const SEVERITIES = ['error', 'warning', 'note', 'off'] as const;

/** How much what a rule finds matters. */
export type Severity = (typeof SEVERITIES)[number];

/**
 * Tells that something is wrong.
 *
 * @param field where
 * @param given what stands there and what is wrong with it; never a secret's value
 * @param remedy what to do about it here; the rule's own by default
 */
export type Tell = (field: Field, given: string, remedy?: string) => void;

/** What manifests have to keep. */
export interface Rule {
  /** Names it in reports, exemptions and settings: `TF3101`, or one of your own such as `ACME-OWNER`. */
  readonly code: RuleCode;
  /** What is wrong where it is broken, as a sentence. */
  readonly title: string;
  /** How much it matters where a platform does not say. */
  readonly severity: Severity;
  /** What to do about it. */
  readonly remedy: string;
  /**
   * The checks of published tools that ask the same, as `kube-score container-image-tag`.
   *
   * @default - none: they do not look
   */
  readonly asked?: readonly string[];
  /**
   * Types of the objects that it tells of, as `apps/Deployment`: an exemption of a construct is for these of its objects.
   *
   * @default - any
   */
  readonly types?: readonly string[];
  /** Looks at objects that are applied together, and tells every breach. */
  check(manifests: ManifestSet, tell: Tell): void;
}
