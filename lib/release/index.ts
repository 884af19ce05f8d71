// The release engine, for programs that do what `twelve` does: a pure core, and git around it.

export { applyEdits } from './apply-edits';
export { advance, type Advance } from './advance';
export {
  applicationsIn,
  BUNDLE_LIMITS,
  type BundleLimits,
  parseDescriptor,
  readBundle,
  type ReadBundle,
} from './bundle';
export { readCodeCommits } from './code-commits';
export { compose, type ComposedFile, type Composition } from './compose';
export { diffLines, diffTrees, formatDiff, markdownOf, type ObjectDiff, summaryOf, type TreeDiff } from '../diff';
export type { ForgeConfig } from './forge-config';
export type { Intent, Step } from './intent';
export { type EnvironmentConfig, formatPlatform, parsePlatform, type PlatformConfig } from './platform-config';
export {
  allowedFrom,
  autoReleaseTo,
  type Denial,
  evaluate,
  judge,
  type LiveRelease,
  type Origin,
  type PipelineFacts,
  type Policy,
  type PolicyFacts,
  type PolicyRules,
  type RuleName,
  type Ruling,
  type Until,
} from './policies';
export {
  type Code,
  type CodeCommit,
  type CodeFacts,
  describeProposal,
  type ProposalFacts,
  type ProposalText,
} from './proposal';
export type { Facts, ReleaseFacts, ReleaseTree, ReleaseTrees } from './release-facts';
export type { ApplicationStatus, PlaceStatus, StatusReport, WaitingStatus } from './report';
export { planByRules } from './repository/auto-release';
export {
  changePolicies,
  type ChangeOptions,
  type PolicyChange,
  type PolicyChanged,
} from './repository/change-policies';
export { compareEnvironments, compareVersion, type Comparison } from './repository/compare';
export { type Assumptions, explain, type Explanation, type Question } from './repository/explain';
export { type History, type HistoryEntry, readHistory } from './repository/history';
export { createRepository } from './repository/create-repository';
export { initPlatform, type Initialized, type InitOptions } from './repository/init';
export { operate, type OperateOptions, type Outcome } from './repository/operate';
export { prune, type Pruned } from './repository/prune';
export type { Recording } from './repository/record';
export { allowMerge } from './repository/merge-gate';
export type { Circumstances } from './repository/policy-facts';
export type { Plan, Request } from './repository/request';
export { readStatus } from './repository/status';
export { Store } from './repository/store';
export { type Finding, type Verdict, verify } from './repository/verify';
export { orderOf, readSource, type Source } from './source';
export {
  formatState,
  type Operation,
  type Pin,
  type Position,
  type SlotPosition,
  type State,
  tryParseState,
} from './state';
export { formatMessage, type Message, parseTrailers, type Trailers } from './trailers';
export { transition } from './transition';
export {
  type Asker,
  type Cache,
  type CacheOptions,
  identify,
  type Identity,
  locate,
  type Location,
  type Pipeline,
  pipelineOf,
  withCache,
} from '../git';
