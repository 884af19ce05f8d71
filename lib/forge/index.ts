export { BODY_LIMIT, isBranchName, TITLE_LIMIT } from './check';
export { ConfiguredForge, type ForgeDefaults } from './configured';
export type { LocalForgeOptions } from './desk';
export type {
  Forge,
  ListOptions,
  MergeGate,
  MergeMethod,
  MergeProps,
  MergeState,
  ProposeProps,
  Proposed,
  PullRequest,
} from './forge';
export { chooseForge, type ForgeAddress, type ForgeKind, type ForgeSettings } from './hosted/choose';
export { type OpenForgeProps, tryOpenForge } from './hosted/open';
export type { Clock } from './hosted/patience';
export { LazyForge } from './lazy';
export { LocalForge } from './local';
export { PULLS } from './refs';
