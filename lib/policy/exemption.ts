import type { RuleCode } from '../errors';
import { ANNOTATION_PREFIX } from '../manifest/labels';
import type { Manifest } from './manifest';

/** Begins the annotations by which an object is exempt from a rule; the code follows. */
export const EXEMPTION_PREFIX = `${ANNOTATION_PREFIX}exempt-`;

/** The annotation that says why an object is exempt from a rule. */
export function exemptionAnnotation(code: RuleCode): string {
  return `${EXEMPTION_PREFIX}${code}`;
}

/** Whether an object says why it is exempt from a rule. Without a reason it is not. */
export function isExempt({ annotations }: Manifest, code: RuleCode): boolean {
  return Boolean(annotations[exemptionAnnotation(code)]?.trim());
}
