export { autoReleaseTo } from './auto-release';
export { allowedFrom, denialsIn, evaluate, judge } from './evaluate';
export { type Governed, governedBy } from './governed';
export type { LiveRelease, Origin, PipelineFacts, PolicyFacts } from './facts';
export { checkPolicies, type Policy, type PolicyMistake, type PolicyRules } from './policy';
export { problemOf, titleOf, whenOf } from './problem';
export { type Denial, nameOf, type Opinion, type RuleName, type Ruling, type Until } from './ruling';
export { policiesSchema, policySchema, RULES } from './schema';
export { holdsFor, type Subject } from './scope';
