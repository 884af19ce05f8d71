export { exemptionAnnotation, isExempt } from './exemption';
export { Field, type Step } from './field';
export type { Finding } from './finding';
export { Manifest, type Origin } from './manifest';
export { ManifestSet } from './manifest-set';
export { Pod } from './pod';
export { type Rule, SEVERITIES, type Severity, type Tell } from './rule';
export { RuleSet, type SeverityChoice } from './rule-set';
export { containsAll, type Labels, matches } from './selector';
