import type { RuleCode } from '../errors';
import type { Step } from './field';
import type { Manifest } from './manifest';
import type { Severity } from './rule';

/** A breach of a rule: where, what, and what to do. */
export interface Finding {
  /** The rule's code. */
  readonly code: RuleCode;
  /** How much it matters. */
  readonly severity: Exclude<Severity, 'off'>;
  /** The object. */
  readonly manifest: Manifest;
  /** Keys and indices from the object's root to the field. */
  readonly path: readonly Step[];
  /** What stands there and what is wrong with it. */
  readonly given: string;
  /** What to do about it. */
  readonly remedy: string;
}
