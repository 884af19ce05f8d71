export { BODY_LIMIT, isBranchName, TITLE_LIMIT } from './check';
export type { LocalForgeOptions } from './desk';
export type { Forge, ListOptions, MergeMethod, ProposeProps, Proposed, PullRequest } from './forge';
export { LocalForge } from './local';
export { PULLS } from './refs';
